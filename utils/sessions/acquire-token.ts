import type { CloudProfile } from '@/utils/clouds/profile';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import { type Credential, signInMethod } from '@/utils/sign-in/methods';
import { cloudsLock } from '@/utils/storage/clouds';
import type { Initiator } from '@/utils/vault/keyring';
import type { Vault } from '@/utils/vault/vault';
import type { RunningDashboardChecks } from './dashboard-token';
import { receiptStore, signInOrAsk, signInWithPasscode } from './passcode';
import { asPasswordProblem } from './refusals';
import { type RescopingNotes, rescopeStored } from './rescoping';
import type { Revocations } from './revocations';
import type { SignInContext } from './sign-in';
import type { Generations, StalenessCheck } from './staleness';
import { isFresh, PASSCODE_TOKEN, type TokenState, tokenStore } from './token-store';

/** `default`: the token that a sign-in without a project gives; `any`: of any project. */
export type TokenScope = { projectId: string } | 'default' | 'any';

/** Shared by the functions of `Sessions`. */
export interface SessionContext extends SignInContext {
  vault: Vault;
  generations: Generations;
  staleness: StalenessCheck;
  revocations: Revocations;
  /** One sign-in at a time: the next may find its token or refusal. */
  signInLock<T>(cloudId: string, job: () => Promise<T>): Promise<T>;
  dashboardChecks: RunningDashboardChecks;
  rescoping: RescopingNotes;
  onSignedIn: Set<() => void>;
  /** by cloud id: a locked vault may make the list of clouds unreadable */
  authUrls: Map<string, string>;
}

/** `startedAt`: `Generations.byUser` when the call began. */
export interface AcquireRequest {
  profile: CloudProfile;
  scope: TokenScope;
  initiator: Initiator;
  startedAt: number;
}

/** A stored token, or a new one. Throws as `Sessions.use`. */
export async function acquireToken(context: SessionContext, request: AcquireRequest): Promise<TokenState> {
  const { profile, scope, startedAt } = request;
  const stored = await storedToken(context, request, scope);
  if (stored !== null) return stored;
  return context.signInLock(profile.id, async () => {
    await context.staleness.assertUnchanged(profile, startedAt);
    return (await storedToken(context, request, scope)) ?? renewToken(context, request);
  });
}

/** Throws as `Sessions.signInWithPasscode`. */
export async function acceptPasscode(context: SessionContext, profile: CloudProfile, passcode: string): Promise<void> {
  const { vault, generations, staleness } = context;
  const { id } = profile;
  const startedAt = generations.byUser(id);
  await vault.assertUnlocked(profile.remember, 'reading');
  await context.signInLock(id, async () => {
    await staleness.assertUnchanged(profile, startedAt);
    const generation = generations.of(id);
    const credential = () => readCredential(context, { profile, initiator: 'user', startedAt });
    const passcodeToken = await signInWithPasscode(context, profile, credential, passcode, 'passcode').catch(
      asPasswordProblem(id),
    );
    await putToken(context, profile, PASSCODE_TOKEN, passcodeToken, generation);
    await discardIfStale(context, profile, passcodeToken, generation);
  });
}

/** As `Sessions.storeToken`. */
export async function storeToken(
  context: SessionContext,
  profile: CloudProfile,
  state: TokenState,
  passcodeToken: TokenState | null,
): Promise<void> {
  const generation = context.generations.of(profile.id);
  context.authUrls.set(profile.id, profile.authUrl);
  if (!(await context.staleness.isUnchanged(profile)))
    return context.revocations.add(profile, passcodeToken === null ? [state] : [state, passcodeToken]);
  if (passcodeToken !== null) await putToken(context, profile, PASSCODE_TOKEN, passcodeToken, generation);
  await putToken(context, profile, null, state, generation);
}

/** null also where the cloud was changed: the token may be another user's */
async function storedToken(
  { generations, now }: SessionContext,
  { profile, startedAt }: Pick<AcquireRequest, 'profile' | 'startedAt'>,
  scope: TokenScope,
): Promise<TokenState | null> {
  const state = await freshToken(profile.id, scope, now());
  return generations.byUser(profile.id) === startedAt ? state : null;
}

async function freshToken(cloudId: string, scope: TokenScope, now: number): Promise<TokenState | null> {
  if (scope === 'any') return (await tokenStore.all(cloudId)).find((state) => isFresh(state, now)) ?? null;
  const state = await tokenStore.get(cloudId, scope === 'default' ? null : scope.projectId);
  return state !== null && isFresh(state, now) ? state : null;
}

async function renewToken(context: SessionContext, request: AcquireRequest): Promise<TokenState> {
  const { generations, now } = context;
  const { profile, scope, startedAt } = request;
  const { id } = profile;
  const generation = generations.of(id);
  const project = scope === 'default' || scope === 'any' ? null : scope.projectId;
  const isUsable = (state: TokenState) => generations.byUser(id) === startedAt && isFresh(state, now());
  const state =
    (await rescopeStored(context, profile, project, isUsable)) ??
    (await signInAnew(context, request, project).catch(asPasswordProblem(id)));
  await putToken(context, profile, project, state, generation);
  await discardIfStale(context, profile, state, generation);
  if (request.initiator === 'user') for (const run of context.onSignedIn) run();
  return state;
}

async function signInAnew(
  context: SessionContext,
  request: AcquireRequest,
  project: string | null,
): Promise<TokenState> {
  const { profile, initiator } = request;
  const { id } = profile;
  const { sendsToken } = signInMethod(profile.signIn.method);
  // Nothing that nobody clicked for sends a secret.
  if (initiator === 'background' && !sendsToken) throw new AppError('CREDENTIAL_MISSING', { cloudId: id });
  if ((await receiptStore.get(profile, context.now())) !== null) throw new AppError('PASSCODE_NEEDED', { cloudId: id });
  const credential = await readCredential(context, request);
  if (credential !== null)
    return signInOrAsk(context, profile, credential, project, 'call').catch(async (error: unknown) => {
      throw (await isProjectUnavailable(context, profile, project, error))
        ? new AppError('PROJECT_UNAVAILABLE', { cloudId: id }, error)
        : error;
    });
  if (usesDashboardSession(profile)) throw new AppError('DASHBOARD_UNCONFIRMED', { cloudId: id });
  const noLongerStored = profile.remember !== 'session' && ({ noLongerStored: true } as const);
  throw new AppError('CREDENTIAL_MISSING', { cloudId: id, ...noLongerStored });
}

/** Under the lock, so that it is this profile's credential. */
function readCredential(
  { staleness, vault }: SessionContext,
  { profile, initiator, startedAt }: Omit<AcquireRequest, 'scope'>,
): Promise<Credential | null> {
  return cloudsLock(async () => {
    await staleness.assertUnchanged(profile, startedAt);
    return vault.get(profile.id, profile.remember, profile, initiator);
  });
}

/** Queues replaced tokens for revocation; also a stale new one, or one that cannot be stored. */
async function putToken(
  { generations, revocations }: SessionContext,
  profile: CloudProfile,
  project: string | null,
  state: TokenState,
  generation: number,
): Promise<void> {
  const isCurrent = () => generations.of(profile.id) === generation;
  // The new one too: it must be noted before any other write.
  const secure = (replaced: TokenState[]) =>
    revocations.add(profile, replaced, replaced.includes(state) ? [] : [state]);
  try {
    await tokenStore.put(profile.id, project, state, isCurrent, secure);
  } catch (error) {
    await revocations.add(profile, [state]);
    await revocations.revoke(profile.id);
    throw error;
  }
  if (isCurrent()) await revocations.release([state]);
}

function discardIfStale(
  { staleness, revocations }: SessionContext,
  profile: CloudProfile,
  state: TokenState,
  generation: number,
): Promise<void> {
  return staleness.discardIfStale(profile, generation, async () => {
    await revocations.add(profile, [state]);
    await tokenStore.remove(profile.id, state.token);
    await revocations.revoke(profile.id);
  });
}

/** Keystone answers 401 where a valid token has no role on the project: keystone/auth/core.py. */
async function isProjectUnavailable(
  { now }: SessionContext,
  { id, signIn }: CloudProfile,
  project: string | null,
  error: unknown,
): Promise<boolean> {
  if (signIn.method !== 'token' || project === null || !isOpenStackError(error, 'INVALID_CREDENTIALS')) return false;
  return (await freshToken(id, 'any', now())) !== null;
}
