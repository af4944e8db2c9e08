import type { CloudProfile } from '@/utils/clouds/profile';
import { findCloud } from '@/utils/clouds/store';
import type { Client } from '@/utils/openstack/client';
import { AppError, isOpenStackError } from '@/utils/problems';
import type { Vault } from '@/utils/vault/vault';
import { refusalStore } from './refusals';
import { createRevocations } from './revocations';
import { signIn } from './sign-in';
import { isFresh, type TokenState } from './token-state';
import { tokenStore, type Wish, wishKey } from './token-store';

/** Token state of all clouds: one token per cloud and project, asked for once however many wait for it. */
export interface Sessions {
  /**
   * Runs `call` with a good token; a token that turns out to be dead is replaced once.
   * @throws AppError CREDENTIAL_MISSING, PROJECT_UNAVAILABLE, CLOUD_UNKNOWN where the cloud was removed
   *   meanwhile; OpenStackError of the sign-in or of `call`.
   */
  use<T>(profile: CloudProfile, wish: Wish, call: (state: TokenState) => Promise<T>): Promise<T>;
  /** Keeps a token that was got elsewhere, and forgets that the cloud ever refused. */
  adopt(profile: CloudProfile, state: TokenState): Promise<void>;
  /** Forgets all tokens of the cloud and puts them up for revoking. */
  forget(profile: Pick<CloudProfile, 'id' | 'authUrl'>): Promise<void>;
  /** Puts one token up for revoking that is not in use. */
  discard(authUrl: string, state: TokenState): Promise<void>;
  /** Revokes what was put up, by an earlier worker too. @returns false where a cloud could not be told. */
  revoke(): Promise<boolean>;
}

export interface SessionDeps {
  client: Client;
  vault: Vault;
  /** ms since the epoch */
  now?: () => number;
}

export function createSessions({ client, vault, now = Date.now }: SessionDeps): Sessions {
  const flights = new Map<string, Promise<TokenState>>();
  /** Counts how often a cloud's tokens were given up, to notice it during a sign-in. */
  const epochs = new Map<string, number>();
  const revocations = createRevocations(client);
  const epochOf = (cloudId: string) => epochs.get(cloudId) ?? 0;

  async function renew(profile: CloudProfile, wish: Wish): Promise<TokenState> {
    const { id, authUrl } = profile;
    const epoch = epochOf(id);
    await refusalStore.check(id, wishKey(wish));
    const credential = await vault.get(id);
    if (credential === null) throw new AppError('CREDENTIAL_MISSING', { cloudId: id });
    let state: TokenState;
    try {
      state = await signIn(client, profile, credential, wish, now);
    } catch (error) {
      if (epochOf(id) === epoch) await refusalStore.note(id, wishKey(wish), error);
      throw (await isLostProject(id, wish, error))
        ? new AppError('PROJECT_UNAVAILABLE', { cloudId: id }, error)
        : error;
    }
    if (epochOf(id) !== epoch || (await findCloud(id)) === null) {
      // The cloud was removed or changed while we waited: nobody may use this token.
      await discard(authUrl, state);
      await revocations.drain();
      throw new AppError('CLOUD_UNKNOWN', { cloudId: id });
    }
    await tokenStore.put(id, wish, state);
    return state;
  }

  /**
   * Keystone says the same 401 for a wrong password and for a project without a role. Where the same
   * password got a token that is still good, it was the project. Told without asking: a password that may
   * be wrong is not sent twice.
   */
  async function isLostProject(cloudId: string, wish: Wish, error: unknown): Promise<boolean> {
    if (wish === 'home' || !isOpenStackError(error, 'INVALID_CREDENTIALS')) return false;
    const home = await tokenStore.get(cloudId, 'home');
    return home !== null && isFresh(home, now());
  }

  async function get(profile: CloudProfile, wish: Wish): Promise<TokenState> {
    const key = `${profile.id} ${wishKey(wish)}`;
    const flying = flights.get(key);
    if (flying !== undefined) return flying;
    const flight = (async () => {
      const stored = await tokenStore.get(profile.id, wish);
      return stored !== null && isFresh(stored, now()) ? stored : renew(profile, wish);
    })();
    flights.set(key, flight);
    try {
      return await flight;
    } finally {
      if (flights.get(key) === flight) flights.delete(key);
    }
  }

  async function discard(authUrl: string, state: TokenState): Promise<void> {
    if (state.ours) await revocations.add(authUrl, [state.token]);
  }

  return {
    async use(profile, wish, call) {
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
      await tokenStore.put(profile.id, 'home', state);
    },
    async forget({ id, authUrl }) {
      epochs.set(id, epochOf(id) + 1);
      for (const key of flights.keys()) if (key.startsWith(`${id} `)) flights.delete(key);
      await revocations.add(authUrl, await tokenStore.list(id));
      await tokenStore.clear(id);
      await refusalStore.clear(id);
    },
    discard,
    revoke: revocations.drain,
  };
}
