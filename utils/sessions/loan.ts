import { typedOrigin } from '@/utils/clouds/hosts';
import type { CloudProfile } from '@/utils/clouds/profile';
import { AppError } from '@/utils/problems';
import type { Credential } from '@/utils/vault/credential';

/** The token of the person's own session at a dashboard. It is never ours to revoke: they would be logged out there. */
export interface Loan {
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
export type Lend = (dashboardUrl: string) => Promise<Loan>;

/** Whether a cloud is signed in to with what a dashboard lends. */
export function isLent({ signIn }: Pick<CloudProfile, 'signIn'>): boolean {
  return signIn.method === 'horizon_session';
}

/**
 * What the person says by saving a cloud: that its auth URL may have the token of their session at this dashboard. It is
 * kept as a credential is, bound to the origin of that auth URL: whoever else writes into a profile cannot say it.
 */
export function approvalOf({ signIn, dashboardUrl }: CloudProfile): Credential | undefined {
  if (signIn.method !== 'horizon_session' || dashboardUrl === undefined) return undefined;
  return { kind: 'horizon_session', dashboard: typedOrigin(dashboardUrl) };
}

/** @throws AppError DASHBOARD_UNCONFIRMED where the person did not say so of this dashboard; as {@link Lend}. */
export async function borrow(
  { id, dashboardUrl }: Pick<CloudProfile, 'id' | 'dashboardUrl'>,
  credential: Credential,
  lend: Lend,
): Promise<Loan> {
  if (
    dashboardUrl === undefined ||
    credential.kind !== 'horizon_session' ||
    credential.dashboard !== typedOrigin(dashboardUrl)
  )
    throw new AppError('DASHBOARD_UNCONFIRMED', { cloudId: id });
  return lend(dashboardUrl);
}
