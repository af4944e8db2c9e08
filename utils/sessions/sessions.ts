import { createMutex } from '@/utils/async';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Client } from '@/utils/openstack/client';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import type { Credential } from '@/utils/sign-in/methods';
import type { Initiator } from '@/utils/vault/keyring';
import type { Vault } from '@/utils/vault/vault';
import {
  type AcquireRequest,
  acceptPasscode,
  acquireToken,
  type SessionContext,
  storeToken,
  type TokenScope,
} from './acquire-token';
import { checkWithDashboard, type ReadDashboardToken } from './dashboard-token';
import { receiptStore } from './passcode';
import { isStillValid } from './refused-token';
import { createRescopingNotes } from './rescoping';
import { createRevocations, type RevocationResult } from './revocations';
import { createSecretSender } from './send-secret';
import type { Login } from './sign-in';
import { type CheckedTokens, rescopeAndHold, signInToCheck } from './sign-in-to-check';
import { createGenerations, createStalenessCheck } from './staleness';
import { isFresh, type TokenState, tokenStore } from './token-store';

export type { Initiator, TokenScope };

/** The clouds' tokens. Concurrent calls share one sign-in. */
export interface Sessions {
  /**
   * Runs `call` with a token. One that ended is replaced, but not one that Keystone still accepts.
   * @throws AppError ACCESS_RULE_REFUSED, TOKEN_REFUSED, PASSCODE_NEEDED, CREDENTIAL_MISSING, VAULT_LOCKED,
   * VAULT_TAMPERED, PROJECT_UNAVAILABLE, CLOUD_UNKNOWN; OpenStackError CONFLICT (cloud changed or signed out); as the
   * sign-in and `call`
   */
  use<T>(
    profile: CloudProfile,
    scope: TokenScope,
    call: (state: TokenState) => Promise<T>,
    initiator?: Initiator,
  ): Promise<T>;
  /** @throws AppError PASSCODE_WRONG, and as `use`. */
  signInWithPasscode(profile: CloudProfile, passcode: string): Promise<void>;
  /** Stores tokens, or queues them for revocation where the cloud was changed. */
  storeToken(profile: CloudProfile, state: TokenState, passcodeToken?: TokenState | null): Promise<void>;
  list(cloudId: string): Promise<TokenState[]>;
  /**
   * Signs in to check a cloud. The tokens are held (`Revocations.hold`) until the caller stores or queues them.
   * @throws AppError SECRET_REFUSED_TWICE; as the sign-in
   */
  check(profile: Login, credentialOf: () => Promise<Credential | null>, passcode?: string): Promise<CheckedTokens>;
  /**
   * Gets a token of another scope, held as after `check`. Throws as `issueToken`.
   * @param project id; null: the profile's, else the user's default
   */
  rescope(profile: Login, state: TokenState, project: string | null): Promise<TokenState>;
  /** As `SecretSender.send`, for a call by the user that gives no token. */
  sendSecret<T>(profile: Login, credential: Credential, send: () => Promise<T>): Promise<T>;
  /** After a save without a check: a refused secret may be sent once more. */
  allowCheck(cloudId: string): Promise<void>;
  /** @param run after a user's call got a new token */
  onSignedIn(run: () => void): void;
  /** Keeps only the codes of refusals. */
  removeRefusalFacts(): Promise<void>;
  /** Removes the tokens and queues them for revocation; refusals stay. `authUrl` null: unknown. */
  endTokens(profile: Pick<CloudProfile, 'id'> & { authUrl: string | null }): Promise<TokenState[]>;
  queueRevocation(profile: Pick<CloudProfile, 'id' | 'authUrl'>, state: TokenState): Promise<void>;
  /** As `Revocations.revoke`; without a profile, for all. */
  revoke(profile?: Pick<CloudProfile, 'id'> | null, about?: readonly TokenState[]): Promise<RevocationResult>;
  /** As `Revocations.revokeOnce`. */
  revokeOnce(profile: Pick<CloudProfile, 'id'>): Promise<void>;
}

/** What sessions need of the worker. */
export interface SessionDeps {
  client: Client;
  vault: Vault;
  readDashboardToken: ReadDashboardToken;
  /** ms since the epoch */
  now?: () => number;
}

/** One per worker. */
export function createSessions({ client, vault, readDashboardToken, now = Date.now }: SessionDeps): Sessions {
  const generations = createGenerations();
  const context: SessionContext = {
    ...{ client, vault, readDashboardToken, now, generations },
    secrets: createSecretSender(),
    rescoping: createRescopingNotes(),
    onSignedIn: new Set(),
    authUrls: new Map(),
    staleness: createStalenessCheck(vault, generations),
    revocations: createRevocations(client),
    signInLock: createLocks(),
    dashboardChecks: new Map(),
  };
  const { revocations, secrets } = context;
  return {
    use: (profile, scope, call, initiator = 'user') => useToken(context, { profile, scope, initiator }, call),
    signInWithPasscode: (profile, passcode) => acceptPasscode(context, profile, passcode),
    storeToken: (profile, state, passcodeToken = null) => storeToken(context, profile, state, passcodeToken),
    list: async (cloudId) => (await tokenStore.all(cloudId)).filter((state) => isFresh(state, now())),
    check: (profile, credentialOf, passcode) => signInToCheck(context, profile, credentialOf, passcode),
    rescope: (profile, state, project) => rescopeAndHold(context, profile, state, project),
    sendSecret: (profile, credential, send) => secrets.send(profile, credential, 'check', send),
    allowCheck: secrets.allowCheck,
    onSignedIn: (run) => void context.onSignedIn.add(run),
    removeRefusalFacts: secrets.removeFacts,
    endTokens: (profile) => endTokens(context, profile),
    queueRevocation: (profile, state) => revocations.add(profile, [state]),
    revoke: (profile, about) => revocations.revoke(profile?.id, about),
    revokeOnce: ({ id }) => revocations.revokeOnce(id),
  };
}

async function useToken<T>(
  context: SessionContext,
  { profile, scope, initiator }: Omit<AcquireRequest, 'startedAt'>,
  call: (state: TokenState) => Promise<T>,
): Promise<T> {
  const startedAt = context.generations.byUser(profile.id);
  context.authUrls.set(profile.id, profile.authUrl);
  await context.vault.assertUnlocked(profile.remember, 'reading', initiator);
  // Each stored token may have ended; a new one that fails ends the loop.
  let oldTokens: Set<string> | null = null;
  for (;;) {
    const state = await acquireToken(context, { profile, scope, initiator, startedAt });
    try {
      return await (usesDashboardSession(profile)
        ? callWithDashboardToken(context, profile, state, call)
        : call(state));
    } catch (error) {
      if (!isOpenStackError(error, 'TOKEN_INVALID')) throw error;
      if (error.facts.service === 'compute' && (await isStillValid(context.client, profile, state, context.now))) {
        const facts = { ...error.facts, cloudId: profile.id };
        throw new AppError(state.hasAccessRules ? 'ACCESS_RULE_REFUSED' : 'TOKEN_REFUSED', facts, error);
      }
      oldTokens ??= new Set((await tokenStore.all(profile.id)).map(({ token }) => token).concat(state.token));
      await tokenStore.remove(profile.id, state.token);
      if (!oldTokens.delete(state.token)) throw error;
    }
  }
}

function callWithDashboardToken<T>(
  context: SessionContext,
  profile: CloudProfile,
  state: TokenState,
  call: (state: TokenState) => Promise<T>,
): Promise<T> {
  const onSessionEnded = async () => {
    await endTokens(context, profile, { byDashboard: true });
    void context.revocations.revoke(profile.id).catch(() => undefined);
  };
  return checkWithDashboard(context, profile, state, () => call(state), onSessionEnded);
}

async function endTokens(
  { generations, revocations, rescoping, authUrls }: SessionContext,
  { id, authUrl: known }: Pick<CloudProfile, 'id'> & { authUrl: string | null },
  { byDashboard = false } = {},
): Promise<TokenState[]> {
  generations.end(id, { byDashboard });
  rescoping.lost.delete(id);
  const authUrl = known ?? authUrls.get(id);
  const secure = async (states: TokenState[]) => authUrl && revocations.add({ id, authUrl }, states);
  const clear = () => receiptStore.clear(id);
  const [ended, cleared] = await Promise.allSettled([tokenStore.take(id, secure), clear().catch(clear)]);
  if (ended.status === 'rejected') throw ended.reason;
  if (cleared.status === 'rejected') throw cleared.reason;
  return ended.value;
}

function createLocks(): SessionContext['signInLock'] {
  const locks = new Map<string, ReturnType<typeof createMutex>>();
  return (cloudId, job) => {
    const lock = locks.get(cloudId) ?? createMutex();
    locks.set(cloudId, lock);
    return lock(job);
  };
}
