import type { CloudProfile } from '@/utils/clouds/profile';
import type { Client } from '@/utils/openstack/client';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import type { Credential } from '@/utils/sign-in/methods';
import { cloudsLock } from '@/utils/storage/clouds';
import type { Initiator } from '@/utils/vault/keyring';
import type { Vault } from '@/utils/vault/vault';
import type { ReadDashboardToken, RunningDashboardChecks } from './dashboard-token';
import { receiptStore, signInOrAsk, signInWithPasscode } from './passcode';
import { asPasswordProblem, refusalStore } from './refusals';
import type { Revocations } from './revocations';
import { rescope } from './sign-in';
import type { Generations, StalenessCheck } from './staleness';
import { isFresh, PASSCODE_TOKEN, type TokenState, tokenStore } from './token-store';

/** Which token a call needs. `default`: the one that a sign-in without a project gives; `any`: of any project. */
export type TokenScope = { projectId: string } | 'default' | 'any';

/** What the functions behind one `Sessions` share. */
export interface SessionContext {
  client: Client;
  vault: Vault;
  readDashboardToken: ReadDashboardToken;
  /** ms since the epoch */
  now: () => number;
  generations: Generations;
  staleness: StalenessCheck;
  revocations: Revocations;
  /** One sign-in at a time: the next may find the new token, or the refusal. */
  signInLock<T>(cloudId: string, job: () => Promise<T>): Promise<T>;
  dashboardChecks: RunningDashboardChecks;
}

/** Which token is needed, and for whom. `startedAt`: `Generations.byUser` when the call began. */
export interface AcquireRequest {
  profile: CloudProfile;
  scope: TokenScope;
  initiator: Initiator;
  startedAt: number;
}

const DEFAULT_SCOPE = 'default';

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
  const { client, vault, generations, staleness, now } = context;
  const { id } = profile;
  const startedAt = generations.byUser(id);
  await vault.assertUnlocked(profile.remember, 'reading');
  await context.signInLock(id, async () => {
    await staleness.assertUnchanged(profile, startedAt);
    const generation = generations.of(id);
    await refusalStore.check(id, '').catch(asPasswordProblem(id));
    const credential = () => readCredential(context, { profile, initiator: 'user', startedAt });
    const passcodeToken = await signInWithPasscode(client, profile, credential, passcode, now).catch(async (error) => {
      if (generations.of(id) === generation) await refusalStore.record(id, '', error);
      return asPasswordProblem(id)(error);
    });
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
  if (!(await context.staleness.isUnchanged(profile)))
    return context.revocations.add(profile, passcodeToken === null ? [state] : [state, passcodeToken]);
  await refusalStore.clear(profile.id);
  if (passcodeToken !== null) await putToken(context, profile, PASSCODE_TOKEN, passcodeToken, generation);
  await putToken(context, profile, null, state, generation);
}

/** @returns null also where the cloud was changed: the token may be another user's */
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
  const { profile, scope } = request;
  const { id } = profile;
  const generation = generations.of(id);
  const project = scope === 'default' || scope === 'any' ? null : scope.projectId;
  await refusalStore.check(id, project ?? DEFAULT_SCOPE).catch(asPasswordProblem(id));
  const state = await requestToken(context, request, project).catch(async (cause: unknown) => {
    const error = (await isProjectUnavailable(id, project, cause, now()))
      ? new AppError('PROJECT_UNAVAILABLE', { cloudId: id }, cause)
      : cause;
    // Only sign-ins can lock a user out; a dashboard's token is not a sign-in.
    if (generations.of(id) === generation && !usesDashboardSession(profile))
      await refusalStore.record(id, project ?? DEFAULT_SCOPE, error);
    return asPasswordProblem(id)(error);
  });
  await putToken(context, profile, project, state, generation);
  await discardIfStale(context, profile, state, generation);
  return state;
}

/** Rescopes the passcode's token, else signs in. */
async function requestToken(
  context: SessionContext,
  request: AcquireRequest,
  project: string | null,
): Promise<TokenState> {
  const { client, now, readDashboardToken } = context;
  const { profile } = request;
  const { id } = profile;
  const passcodeToken = await storedToken(context, request, { projectId: PASSCODE_TOKEN });
  if (passcodeToken !== null) {
    try {
      return await rescope(client, profile, passcodeToken, project, now);
    } catch (error) {
      if (!isOpenStackError(error, 'TOKEN_INVALID')) throw error;
      await tokenStore.remove(id, passcodeToken.token);
    }
  }
  if ((await receiptStore.get(profile, now())) !== null) throw new AppError('PASSCODE_NEEDED', { cloudId: id });
  const credential = await readCredential(context, request);
  if (credential !== null) return signInOrAsk(client, profile, credential, project, now, readDashboardToken);
  if (usesDashboardSession(profile)) throw new AppError('DASHBOARD_UNCONFIRMED', { cloudId: id });
  const fact = profile.remember !== 'session' && ({ noLongerStored: true } as const);
  throw new AppError('CREDENTIAL_MISSING', { cloudId: id, ...fact });
}

/** Under the lock, so that it is this profile's credential. */
function readCredential(
  { staleness, vault }: SessionContext,
  { profile, initiator, startedAt }: Omit<AcquireRequest, 'scope'>,
): Promise<Credential | null> {
  return cloudsLock(async () => {
    await staleness.assertUnchanged(profile, startedAt);
    return vault.get(profile.id, profile.remember, profile.authUrl, initiator);
  });
}

/** Queues replaced tokens for revocation; the new one where its generation is over. */
async function putToken(
  { generations, revocations }: SessionContext,
  profile: CloudProfile,
  project: string | null,
  state: TokenState,
  generation: number,
): Promise<void> {
  const isCurrent = () => generations.of(profile.id) === generation;
  await revocations.add(profile, await tokenStore.put(profile.id, project, state, isCurrent));
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
    await revocations.revoke(profile.authUrl);
  });
}

/**
 * A 401 is about the project where the credential has a valid token, else about the credential. Sends nothing: a wrong
 * password must not be sent twice.
 */
async function isProjectUnavailable(
  cloudId: string,
  project: string | null,
  error: unknown,
  now: number,
): Promise<boolean> {
  if (!isOpenStackError(error, 'INVALID_CREDENTIALS')) return false;
  // Without a project, only a valid token of the passcode proves that the credential is right.
  return (await freshToken(cloudId, project === null ? { projectId: PASSCODE_TOKEN } : 'any', now)) !== null;
}
