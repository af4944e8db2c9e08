import { createMutex } from '@/utils/async';
import type { Credential } from '@/utils/clouds/credential';
import type { CloudProfile } from '@/utils/clouds/profile';
import { usesDashboardSession } from '@/utils/clouds/sign-in';
import type { Client } from '@/utils/openstack/client';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { cloudsLock } from '@/utils/storage/clouds';
import type { Initiator } from '@/utils/vault/keyring';
import type { Vault } from '@/utils/vault/vault';
import { createWatch, type ReadDashboardToken } from './dashboard-token';
import { receiptStore, signInOrAsk, signInWithPasscode } from './passcode';
import { refusalStore } from './refusals';
import { isStillValid } from './refused-token';
import { createRevocations, type Revoked } from './revocations';
import { rescope } from './sign-in';
import { createGenerations, createStalenessCheck } from './staleness';
import { isFresh, type TokenState } from './token-state';
import { ROOT, tokenStore } from './token-store';

/** Who wants a token: what nobody does by hand puts no lock off. */
export type { Initiator };

/** Stands for the project that the credential starts in. */
const HOME = 'home';

/** Which token: one scoped to this project, the one that signing in gives by itself, or any at all. */
export type TokenScope = { projectId: string } | 'home' | 'any';

/** Token state of all clouds: one token per cloud and project, asked for once however many wait for it. */
export interface Sessions {
  /**
   * Runs `call` with a good token; a token that turns out to be dead is replaced once. One that Keystone still finds good
   * is not: signing in again would change nothing. What a dashboard lends is used for as long as it lends it.
   * @throws AppError ACCESS_RULE_REFUSED, TOKEN_REFUSED, PASSCODE_NEEDED, CREDENTIAL_MISSING, VAULT_LOCKED, VAULT_TAMPERED, PROJECT_UNAVAILABLE, CLOUD_UNKNOWN where the cloud was removed
   *   meanwhile; OpenStackError CONFLICT where it was changed or signed out of meanwhile, and of the sign-in or of `call`.
   * @param initiator a person, unless told otherwise
   */
  use<T>(
    profile: CloudProfile,
    scope: TokenScope,
    call: (state: TokenState) => Promise<T>,
    initiator?: Initiator,
  ): Promise<T>;
  /**
   * Signs in with the passcode of the moment; what is wanted next needs none then.
   * @throws AppError PASSCODE_WRONG, and as `use`.
   */
  givePasscode(profile: CloudProfile, passcode: string): Promise<void>;
  /**
   * Keeps a token that was got elsewhere as the cloud's own; where the cloud was removed, moved or locked meanwhile, it is
   * put up for revoking instead.
   * @param root the one it came from, where that took a passcode
   */
  storeToken(profile: CloudProfile, state: TokenState, root?: TokenState | null): Promise<void>;
  /** The tokens of a cloud that can still be used. */
  list(cloudId: string): Promise<TokenState[]>;
  /** Forgets that the cloud ever refused the credential. */
  clearRefusals(cloudId: string): Promise<void>;
  /**
   * Forgets all tokens of the cloud, and puts them up for revoking. What a credential was refused with is remembered.
   * @returns them.
   */
  endTokens(profile: Pick<CloudProfile, 'id' | 'authUrl'>): Promise<TokenState[]>;
  /** Puts one token up for revoking that is not in use. */
  queueRevocation(authUrl: string, state: TokenState): Promise<void>;
  /**
   * Revokes what was put up for one cloud or, without `authUrl`, for all, by an earlier worker too.
   * @param about what became of these is told as well, where another call has just revoked them
   */
  revoke(authUrl?: string, about?: readonly TokenState[]): Promise<Revoked>;
  /** Tries once to revoke what was put up for a cloud, and keeps nothing of it either way. */
  revokeOnce(authUrl: string): Promise<void>;
}

export interface SessionDeps {
  client: Client;
  vault: Vault;
  /** reads the token of the person's session at a dashboard */
  readDashboardToken: ReadDashboardToken;
  /** ms since the epoch */
  now?: () => number;
}

/** Makes the one that signs in and keeps tokens; it does nothing before it is asked. `now` in ms since the epoch. */
export function createSessions({ client, vault, readDashboardToken, now = Date.now }: SessionDeps): Sessions {
  /** One sign-in at a time on each cloud: the next may find that the last one's token, or refusal, serves it. */
  const turns = new Map<string, ReturnType<typeof createMutex>>();
  const generations = createGenerations();
  const staleness = createStalenessCheck(vault, generations);
  const revocations = createRevocations(client, now);
  const queueRevocation = (authUrl: string, state: TokenState) => revocations.add(authUrl, [state]);
  const watched = createWatch(readDashboardToken, async (profile) => {
    await endTokens(profile, true);
    void revocations.drain(profile.authUrl);
  });

  async function endTokens(
    { id, authUrl }: Pick<CloudProfile, 'id' | 'authUrl'>,
    isLost = false,
  ): Promise<TokenState[]> {
    generations.end(id, isLost);
    const given = await tokenStore.take(id, (all) => revocations.add(authUrl, all));
    await receiptStore.clear(id);
    return given;
  }

  async function stored(cloudId: string, scope: TokenScope): Promise<TokenState | null> {
    if (scope === 'any') return (await tokenStore.all(cloudId)).find((state) => isFresh(state, now())) ?? null;
    const state = await tokenStore.get(cloudId, scope === 'home' ? null : scope.projectId);
    return state !== null && isFresh(state, now()) ? state : null;
  }

  function lockOf(cloudId: string) {
    const turn = turns.get(cloudId) ?? createMutex();
    turns.set(cloudId, turn);
    return turn;
  }

  async function get(
    profile: CloudProfile,
    scope: TokenScope,
    initiator: Initiator,
    startedAt: number,
  ): Promise<TokenState> {
    const found = await storedSince(profile.id, scope, startedAt);
    if (found !== null) return found;
    return lockOf(profile.id)(async () => {
      await staleness.assertUnchanged(profile, startedAt);
      return (await storedSince(profile.id, scope, startedAt)) ?? renew(profile, scope, initiator, startedAt);
    });
  }

  /** As `stored`; null where the cloud was changed since it was asked for: what is stored now may be another one's. */
  async function storedSince(cloudId: string, scope: TokenScope, startedAt: number): Promise<TokenState | null> {
    const state = await stored(cloudId, scope);
    return generations.byUser(cloudId) === startedAt ? state : null;
  }

  async function renew(
    profile: CloudProfile,
    scope: TokenScope,
    initiator: Initiator,
    startedAt: number,
  ): Promise<TokenState> {
    const { id } = profile;
    const generation = generations.of(id);
    const project = scope === 'home' || scope === 'any' ? null : scope.projectId;
    await refusalStore.check(id, project ?? HOME).catch(rethrow(id));
    let state: TokenState;
    try {
      state = await fetchToken(profile, project, initiator, startedAt);
    } catch (cause) {
      const error = (await isLostProject(id, project, cause))
        ? new AppError('PROJECT_UNAVAILABLE', { cloudId: id }, cause)
        : cause;
      // A token that is lent can lock nobody out, and another one may be lent next time.
      if (generations.of(id) === generation && !usesDashboardSession(profile))
        await refusalStore.note(id, project ?? HOME, error);
      return rethrow(id)(error);
    }
    await keep(profile, project, state, generation);
    await settle(profile, generation, state);
    return state;
  }

  /** One new token: without another passcode from the one that took it, else by signing in. */
  async function fetchToken(
    profile: CloudProfile,
    project: string | null,
    initiator: Initiator,
    startedAt: number,
  ): Promise<TokenState> {
    const { id } = profile;
    const root = await storedSince(id, { projectId: ROOT }, startedAt);
    if (root !== null) {
      try {
        return await rescope(client, profile, root, project, now);
      } catch (error) {
        if (!isOpenStackError(error, 'TOKEN_INVALID')) throw error;
        await tokenStore.drop(id, root.token);
      }
    }
    if ((await receiptStore.get(profile, now())) !== null) throw new AppError('PASSCODE_NEEDED', { cloudId: id });
    const credential = await credentialOf(profile, initiator, startedAt);
    const forgotten = profile.remember !== 'session' && ({ forgotten: true } as const);
    if (credential === null)
      throw usesDashboardSession(profile)
        ? new AppError('DASHBOARD_UNCONFIRMED', { cloudId: id })
        : new AppError('CREDENTIAL_MISSING', { cloudId: id, ...forgotten });
    return signInOrAsk(client, profile, credential, project, now, readDashboardToken);
  }

  /** The credential of this very profile: one that was just put in its place is of another user, or of another cloud. */
  function credentialOf(profile: CloudProfile, initiator: Initiator, startedAt: number): Promise<Credential | null> {
    return cloudsLock(async () => {
      await staleness.assertUnchanged(profile, startedAt);
      return vault.get(profile.id, profile.remember, profile.authUrl, initiator);
    });
  }

  /** Throws as `StalenessCheck.discardIfStale`; then the token is revoked. */
  function settle(profile: CloudProfile, generation: number, state: TokenState): Promise<void> {
    return staleness.discardIfStale(profile, generation, async () => {
      await queueRevocation(profile.authUrl, state);
      await tokenStore.drop(profile.id, state.token);
      await revocations.drain(profile.authUrl);
    });
  }

  /** @param generation where it is over, the token is not kept but revoked. */
  async function keep(
    { id, authUrl }: CloudProfile,
    project: string | null,
    state: TokenState,
    generation: number,
  ): Promise<void> {
    await revocations.add(authUrl, await tokenStore.put(id, project, state, () => generations.of(id) === generation));
  }

  /**
   * Keystone says the same 401 for a wrong password and for a project without a role. Where the same
   * credential got a token that is still good, it was the project. Told without asking: a password that
   * may be wrong is not sent twice.
   */
  async function isLostProject(cloudId: string, project: string | null, error: unknown): Promise<boolean> {
    if (!isOpenStackError(error, 'INVALID_CREDENTIALS')) return false;
    // Without a project only the token that a passcode got proves it: the cloud was asked with that.
    return (await stored(cloudId, project === null ? { projectId: ROOT } : 'any')) !== null;
  }

  return {
    async use(profile, scope, call, initiator = 'user') {
      const startedAt = generations.byUser(profile.id);
      await vault.ready(profile.remember, 'reading', initiator);
      // What was stored when the first one failed may all be as dead: only a new one that fails is the end.
      let stale: Set<string> | null = null;
      for (;;) {
        const state = await get(profile, scope, initiator, startedAt);
        try {
          return await watched(profile, state, call);
        } catch (error) {
          if (!isOpenStackError(error, 'TOKEN_INVALID')) throw error;
          if (error.facts.service === 'compute' && (await isStillValid(client, profile, state, now))) {
            const facts = { ...error.facts, cloudId: profile.id };
            throw new AppError(state.limited ? 'ACCESS_RULE_REFUSED' : 'TOKEN_REFUSED', facts, error);
          }
          stale ??= new Set((await tokenStore.all(profile.id)).map(({ token }) => token).concat(state.token));
          await tokenStore.drop(profile.id, state.token);
          if (!stale.delete(state.token)) throw error;
        }
      }
    },
    async givePasscode(profile, passcode) {
      const { id } = profile;
      const startedAt = generations.byUser(id);
      await vault.ready(profile.remember, 'reading');
      await lockOf(id)(async () => {
        await staleness.assertUnchanged(profile, startedAt);
        const generation = generations.of(id);
        await refusalStore.check(id, '').catch(rethrow(id));
        const credential = () => credentialOf(profile, 'user', startedAt);
        const root = await signInWithPasscode(client, profile, credential, passcode, now).catch(async (error) => {
          if (generations.of(id) === generation) await refusalStore.note(id, '', error);
          return rethrow(id)(error);
        });
        await keep(profile, ROOT, root, generation);
        await settle(profile, generation, root);
      });
    },
    async storeToken(profile, state, root = null) {
      const generation = generations.of(profile.id);
      if (!(await staleness.isUnchanged(profile)))
        return revocations.add(profile.authUrl, root === null ? [state] : [state, root]);
      await refusalStore.clear(profile.id);
      if (root !== null) await keep(profile, ROOT, root, generation);
      await keep(profile, null, state, generation);
    },
    list: async (cloudId) => (await tokenStore.all(cloudId)).filter((state) => isFresh(state, now())),
    clearRefusals: refusalStore.clear,
    endTokens: (profile) => endTokens(profile),
    queueRevocation,
    revoke: revocations.drain,
    revokeOnce: revocations.drainOnce,
  };
}

/** An expired password is something to ask about; what asks has to know whose it is. */
function rethrow(cloudId: string) {
  return (error: unknown): never => {
    const { userId, ...facts } = isOpenStackError(error, 'PASSWORD_EXPIRED') ? error.facts : {};
    if (userId === undefined) throw error;
    throw new AppError('NEW_PASSWORD_NEEDED', { ...facts, userId, cloudId }, error);
  };
}
