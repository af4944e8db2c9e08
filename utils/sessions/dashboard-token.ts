import { settleWithin } from '@/utils/async';
import type { Credential } from '@/utils/clouds/credential';
import { typedOrigin } from '@/utils/clouds/host-patterns';
import type { CloudProfile } from '@/utils/clouds/profile';
import { usesDashboardSession } from '@/utils/clouds/sign-in';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import type { TokenState } from './token-state';

/** The token of the person's own session at a dashboard. It is never ours to revoke: they would be logged out there. */
export interface DashboardToken {
  /** where the dashboard lives, with a slash at the end */
  root: string;
  /** a secret */
  token: string;
  /** whose it is, and the project it is scoped to; null where the dashboard does not say */
  userId: string | null;
  projectId: string | null;
}

/**
 * Reads the session as it is now.
 * @param dashboardUrl as a person typed it.
 * @throws AppError DASHBOARD_SESSION_ENDED, DASHBOARD_KEEPS_TOKEN, DASHBOARD_NOT_FOUND, DASHBOARD_ELSEWHERE; OpenStackError
 *   HOST_PERMISSION_MISSING, NETWORK, TIMEOUT, UNAVAILABLE.
 */
export type ReadDashboardToken = (dashboardUrl: string) => Promise<DashboardToken>;

/**
 * What the person says by saving a cloud: that its auth URL may have the token of their session at this dashboard. It is
 * kept as a credential is, bound to the origin of that auth URL: whoever else writes into a profile cannot say it.
 */
export function dashboardApproval({ signIn, dashboardUrl }: CloudProfile): Credential | undefined {
  if (signIn.method !== 'horizon_session' || dashboardUrl === undefined) return undefined;
  return { kind: 'horizon_session', dashboard: typedOrigin(dashboardUrl) };
}

/** @throws AppError DASHBOARD_UNCONFIRMED where the person did not say so of this dashboard; as {@link ReadDashboardToken}. */
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

/**
 * Runs `call`, and asks meanwhile whether its token is still lent. Horizon's logout ends no token
 * (openstack_auth/views.py `logout`), but whoever logged out there means to be out here as well.
 * @throws what the call throws; AppError DASHBOARD_SESSION_ENDED; OpenStackError HOST_PERMISSION_MISSING, and TOKEN_INVALID
 *   where another user is logged in by now.
 */
export type Watch = <T>(
  profile: CloudProfile,
  state: TokenState,
  call: (state: TokenState) => Promise<T>,
) => Promise<T>;

/** @param endTokens gives up all tokens of a cloud; done once for all that wait. */
export function createWatch(
  readDashboardToken: ReadDashboardToken,
  endTokens: (profile: CloudProfile) => Promise<unknown>,
): Watch {
  const asking = new Map<string, Promise<string | null>>();

  /** @returns the id of the user who is logged in; null: the dashboard does not say, or cannot be asked. */
  async function ask(profile: CloudProfile, userId: string): Promise<string | null> {
    try {
      const dashboardToken = await readDashboardToken(profile.dashboardUrl ?? '');
      if (dashboardToken.userId !== null && dashboardToken.userId !== userId) await endTokens(profile);
      return dashboardToken.userId;
    } catch (error) {
      if (error instanceof AppError && error.code === 'DASHBOARD_SESSION_ENDED') await endTokens(profile);
      else if (!isOpenStackError(error, 'HOST_PERMISSION_MISSING')) return null;
      throw error;
    }
  }

  async function check(profile: CloudProfile, { userId }: TokenState): Promise<void> {
    const { id } = profile;
    const answer = asking.get(id) ?? ask(profile, userId).finally(() => asking.delete(id));
    asking.set(id, answer);
    const now = await answer;
    if (now !== null && now !== userId) throw new OpenStackError('TOKEN_INVALID');
  }

  return async (profile, state, call) => {
    if (!usesDashboardSession(profile)) return call(state);
    const [answer, told] = await settleWithin(check(profile, state), call(state));
    if (told?.status === 'rejected') throw told.reason;
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
  };
}
