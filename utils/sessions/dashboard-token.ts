import { settleCallAndCheck } from '@/utils/async';
import { typedOrigin } from '@/utils/clouds/host-patterns';
import type { CloudProfile } from '@/utils/clouds/profile';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import type { Credential } from '@/utils/sign-in/methods';
import type { TokenState } from './token-store';

/** Never revoked: that would log the user out of the dashboard. */
export interface DashboardToken {
  /** ends with a slash */
  root: string;
  token: string;
  /** null: unknown */
  userId: string | null;
  projectId: string | null;
}

/**
 * @throws AppError DASHBOARD_SESSION_ENDED, DASHBOARD_TOKEN_WITHHELD, DASHBOARD_NOT_FOUND, DASHBOARD_OTHER_HOST;
 * OpenStackError
 */
export type ReadDashboardToken = (dashboardUrl: string) => Promise<DashboardToken>;

/**
 * By saving, the user approves that this auth URL gets the dashboard's token. Stored as a credential: sync and policy
 * cannot write those.
 */
export function dashboardApproval({ signIn, dashboardUrl }: CloudProfile): Credential | undefined {
  if (signIn.method !== 'horizon_session' || dashboardUrl === undefined) return undefined;
  return { kind: 'horizon_session', dashboard: typedOrigin(dashboardUrl) };
}

/** @throws AppError DASHBOARD_UNCONFIRMED; as {@link ReadDashboardToken}. */
export async function readApprovedToken(
  { id, dashboardUrl }: Pick<CloudProfile, 'id' | 'dashboardUrl'>,
  credential: Credential,
  readDashboardToken: ReadDashboardToken,
): Promise<DashboardToken> {
  if (
    dashboardUrl === undefined ||
    credential.kind !== 'horizon_session' ||
    credential.dashboard !== typedOrigin(dashboardUrl)
  )
    throw new AppError('DASHBOARD_UNCONFIRMED', { cloudId: id });
  return readDashboardToken(dashboardUrl);
}

/** cloud id → user id in the dashboard's session; null: unknown */
export type RunningDashboardChecks = Map<string, Promise<string | null>>;

interface DashboardCheckDeps {
  readDashboardToken: ReadDashboardToken;
  dashboardChecks: RunningDashboardChecks;
}

/**
 * Calls, and checks the dashboard's login in parallel: Horizon's logout ends no token (openstack_auth/views.py).
 * @throws AppError DASHBOARD_SESSION_ENDED; OpenStackError TOKEN_INVALID (another user); as the call
 */
export async function checkWithDashboard<T>(
  deps: DashboardCheckDeps,
  profile: CloudProfile,
  { userId }: TokenState,
  call: () => Promise<T>,
  endTokens: () => Promise<unknown>,
): Promise<T> {
  const [callResult, checkResult] = await settleCallAndCheck(assertSameUser(deps, profile, userId, endTokens), call());
  if (checkResult?.status === 'rejected') throw checkResult.reason;
  if (callResult.status === 'rejected') throw callResult.reason;
  return callResult.value;
}

async function assertSameUser(
  { readDashboardToken, dashboardChecks }: DashboardCheckDeps,
  profile: CloudProfile,
  userId: string,
  endTokens: () => Promise<unknown>,
): Promise<void> {
  const { id } = profile;
  const check =
    dashboardChecks.get(id) ??
    readDashboardUser(readDashboardToken, profile, userId, endTokens).finally(() => dashboardChecks.delete(id));
  dashboardChecks.set(id, check);
  const dashboardUserId = await check;
  if (dashboardUserId !== null && dashboardUserId !== userId) throw new OpenStackError('TOKEN_INVALID');
}

/** null: unknown, or the dashboard cannot be reached */
async function readDashboardUser(
  readDashboardToken: ReadDashboardToken,
  profile: CloudProfile,
  userId: string,
  endTokens: () => Promise<unknown>,
): Promise<string | null> {
  try {
    const current = await readDashboardToken(profile.dashboardUrl ?? '');
    if (current.userId !== null && current.userId !== userId) await endTokens();
    return current.userId;
  } catch (error) {
    if (error instanceof AppError && error.code === 'DASHBOARD_SESSION_ENDED') await endTokens();
    else if (!isOpenStackError(error, 'HOST_PERMISSION_MISSING')) return null;
    throw error;
  }
}
