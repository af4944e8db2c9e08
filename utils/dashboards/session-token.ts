import { typedOrigin } from '@/utils/clouds/host-patterns';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import type { DashboardToken, ReadDashboardToken } from '@/utils/sessions/dashboard-token';
import { normalizeDashboardUrl } from './address';
import { type FoundDashboard, findDashboard } from './find-dashboard';
import { driverOf, drivers } from './kinds';
import { dashboardAt, listDashboards } from './store';

/** Also for a dashboard that is not enabled. */
export function createDashboardTokenReader(client: Client): ReadDashboardToken {
  return async (typedAddress) => {
    const address = normalizeDashboardUrl(typedAddress) ?? '';
    const enabled = dashboardAt(address, await listDashboards());
    // The address may itself be the root of a dashboard inside an enabled one, such as /horizon/ in /.
    const tokenOfTyped = address === '' || address === enabled?.root ? null : await tokenAtRoot(client, address);
    if (tokenOfTyped !== null) return tokenOfTyped;
    const { root, kind } = enabled ?? (await foundAtSameHost(client, typedAddress));
    const facts = { host: new URL(root).host };
    const user = await driverOf(kind)
      .session?.user(client, root)
      .catch((error: unknown) => {
        // The error says where to log in.
        throw error instanceof AppError ? new AppError(error.code, { ...facts, dashboardUrl: root }, error) : error;
      });
    // null: the dashboard's answer could not be read
    if (user === null) throw new OpenStackError('UNAVAILABLE', facts);
    if (!user?.token) throw new AppError('DASHBOARD_TOKEN_WITHHELD', facts);
    return { ...user, root, token: user.token };
  };
}

async function tokenAtRoot(client: Client, root: string): Promise<DashboardToken | null> {
  for (const [, { session }] of drivers()) {
    const user = await session?.user(client, root).catch(() => null);
    if (user?.token) return { ...user, root, token: user.token };
  }
  return null;
}

/** Follows only http to https of the same host: another dashboard's token must not go to the cloud. */
async function foundAtSameHost(client: Client, typed: string): Promise<FoundDashboard> {
  const found = await findDashboard(client, typed);
  const [origin, root] = [new URL(typedOrigin(typed)), new URL(found.root)];
  const isUpgrade = root.protocol === 'https:' && root.host === origin.hostname && origin.port === '';
  if (root.origin === origin.origin || isUpgrade) return found;
  throw new AppError('DASHBOARD_OTHER_HOST', { host: origin.host, dashboardUrl: found.root });
}
