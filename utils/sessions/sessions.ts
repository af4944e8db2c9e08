import type { CloudProfile } from '@/utils/clouds/profile';
import { findCloud } from '@/utils/clouds/store';
import type { Client } from '@/utils/openstack/client';
import { AppError, isOpenStackError } from '@/utils/problems';
import { createSerial } from '@/utils/serial';
import type { Vault } from '@/utils/vault/vault';
import { refusalStore } from './refusals';
import { createRevocations } from './revocations';
import { signIn } from './sign-in';
import { isFresh, type TokenState } from './token-state';
import { tokenStore } from './token-store';

/** Which token: one scoped to this project, the one that signing in gives by itself, or any at all. */
export type Wish = { projectId: string } | 'home' | 'any';

/** Token state of all clouds: one token per cloud and project, asked for once however many wait for it. */
export interface Sessions {
  /**
   * Runs `call` with a good token; a token that turns out to be dead is replaced once.
   * @throws AppError CREDENTIAL_MISSING, VAULT_LOCKED, VAULT_TAMPERED, PROJECT_UNAVAILABLE, CLOUD_UNKNOWN where the cloud was removed
   *   meanwhile; OpenStackError of the sign-in or of `call`.
   */
  use<T>(profile: CloudProfile, wish: Wish, call: (state: TokenState) => Promise<T>): Promise<T>;
  /** Keeps a token that was got elsewhere as the cloud's own. */
  adopt(profile: CloudProfile, state: TokenState): Promise<void>;
  /** Forgets that the cloud ever refused the credential. */
  forgive(cloudId: string): Promise<void>;
  /** Forgets all tokens of the cloud, and puts them up for revoking. */
  forget(profile: Pick<CloudProfile, 'id' | 'authUrl'>): Promise<void>;
  /** Puts one token up for revoking that is not in use. */
  discard(authUrl: string, state: TokenState): Promise<void>;
  /**
   * Revokes what was put up for one cloud or, without `authUrl`, for all, by an earlier worker too.
   * @returns false where a cloud could not be told.
   */
  revoke(authUrl?: string): Promise<boolean>;
  /** Tries once to revoke what was put up for a cloud, and keeps nothing of it either way. */
  giveUp(authUrl: string): Promise<void>;
}

export interface SessionDeps {
  client: Client;
  vault: Vault;
  /** ms since the epoch */
  now?: () => number;
}

export function createSessions({ client, vault, now = Date.now }: SessionDeps): Sessions {
  /** One sign-in at a time on each cloud: the next may find that the last one's token, or refusal, serves it. */
  const turns = new Map<string, ReturnType<typeof createSerial>>();
  /** Counts how often a cloud's tokens were given up, to notice it during a sign-in. */
  const epochs = new Map<string, number>();
  const revocations = createRevocations(client, now);
  const epochOf = (cloudId: string) => epochs.get(cloudId) ?? 0;
  const discard = (authUrl: string, state: TokenState) => revocations.add(authUrl, [state]);

  async function stored(cloudId: string, wish: Wish): Promise<TokenState | null> {
    if (wish === 'any') return (await tokenStore.all(cloudId)).find((state) => isFresh(state, now())) ?? null;
    const state = await tokenStore.get(cloudId, wish === 'home' ? null : wish.projectId);
    return state !== null && isFresh(state, now()) ? state : null;
  }

  async function get(profile: CloudProfile, wish: Wish): Promise<TokenState> {
    const found = await stored(profile.id, wish);
    if (found !== null) return found;
    const turn = turns.get(profile.id) ?? createSerial();
    turns.set(profile.id, turn);
    return turn(async () => (await stored(profile.id, wish)) ?? renew(profile, wish));
  }

  async function renew(profile: CloudProfile, wish: Wish): Promise<TokenState> {
    const { id, authUrl } = profile;
    const epoch = epochOf(id);
    const project = wish === 'home' || wish === 'any' ? null : wish.projectId;
    await refusalStore.check(id, project ?? '');
    const credential = await vault.get(id, profile.remember);
    const forgotten = profile.remember !== 'session' && ({ forgotten: true } as const);
    if (credential === null) throw new AppError('CREDENTIAL_MISSING', { cloudId: id, ...forgotten });
    let state: TokenState;
    try {
      state = await signIn(client, profile, credential, project, now);
    } catch (cause) {
      const error = (await isLostProject(id, project, cause))
        ? new AppError('PROJECT_UNAVAILABLE', { cloudId: id }, cause)
        : cause;
      if (epochOf(id) === epoch) await refusalStore.note(id, project ?? '', error);
      throw error;
    }
    if (epochOf(id) !== epoch || (await findCloud(id)) === null) {
      // The cloud was removed, changed or locked while we waited: nobody may use this token.
      await discard(authUrl, state);
      await revocations.drain(authUrl);
      if ((await findCloud(id)) !== null) await vault.ready(profile.remember, 'reading');
      throw new AppError('CLOUD_UNKNOWN', { cloudId: id });
    }
    await keep(profile, project, state);
    return state;
  }

  async function keep({ id, authUrl }: CloudProfile, project: string | null, state: TokenState): Promise<void> {
    await revocations.add(authUrl, await tokenStore.put(id, project, state));
  }

  /**
   * Keystone says the same 401 for a wrong password and for a project without a role. Where the same
   * credential got a token that is still good, it was the project. Told without asking: a password that
   * may be wrong is not sent twice.
   */
  async function isLostProject(cloudId: string, project: string | null, error: unknown): Promise<boolean> {
    if (project === null || !isOpenStackError(error, 'INVALID_CREDENTIALS')) return false;
    return (await stored(cloudId, 'any')) !== null;
  }

  return {
    async use(profile, wish, call) {
      await vault.ready(profile.remember, 'reading');
      const state = await get(profile, wish);
      try {
        return await call(state);
      } catch (error) {
        if (!isOpenStackError(error, 'TOKEN_INVALID')) throw error;
        await tokenStore.drop(profile.id, state.token);
        return call(await get(profile, wish));
      }
    },
    async adopt(profile, state) {
      await refusalStore.clear(profile.id);
      await keep(profile, null, state);
    },
    forgive: refusalStore.clear,
    async forget({ id, authUrl }) {
      epochs.set(id, epochOf(id) + 1);
      await revocations.add(authUrl, await tokenStore.all(id));
      await tokenStore.clear(id);
      await refusalStore.clear(id);
    },
    discard,
    revoke: revocations.drain,
    giveUp: revocations.drainOnce,
  };
}
