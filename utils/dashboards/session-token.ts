import { typedOrigin } from '@/utils/clouds/host-patterns';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import type { ReadDashboardToken } from '@/utils/sessions/dashboard-token';
import { dashboardAddress } from './address';
import { type Found, findDashboard } from './find-dashboard';
import { readUser } from './horizon/session';
import { KINDS } from './kinds';
import { listDashboards, ownerOf } from './store';

/** Lends the sign-in of the person who is logged in to a dashboard, whether it is enabled or not. */
export function createDashboardTokenReader(client: Client): ReadDashboardToken {
  return async (typed) => {
    const address = dashboardAddress(typed) ?? '';
    const known = ownerOf(address, await listDashboards());
    if (address !== '' && address !== known?.root) {
      // What is stored of a cloud is where its Horizon lives: then there is nothing to look for, and it may be one that
      // lives inside another.
      const user = await readUser(client, address).catch(() => null);
      if (user?.token) return { ...user, root: address, token: user.token };
    }
    const { root, kind } = known ?? (await foundThere(client, typed));
    const facts = { host: new URL(root).host };
    const { session } = KINDS[kind];
    const user = await session?.user(client, root).catch((error: unknown) => {
      // where to log in
      throw error instanceof AppError ? new AppError(error.code, { ...facts, dashboard: root }, error) : error;
    });
    if (user === null) throw new OpenStackError('UNAVAILABLE', facts);
    if (!user?.token) throw new AppError('DASHBOARD_KEEPS_TOKEN', facts);
    return { ...user, root, token: user.token };
  };
}

/**
 * An address may lead to any other dashboard that the person is logged in to, and they named this one: another one's
 * session would go to a cloud that they never meant it for.
 */
async function foundThere(client: Client, typed: string): Promise<Found> {
  const found = await findDashboard(client, typed);
  const [origin, home] = [new URL(typedOrigin(typed)), new URL(found.root)];
  const isUpgrade = home.protocol === 'https:' && home.host === origin.hostname && origin.port === '';
  if (home.origin === origin.origin || isUpgrade) return found;
  throw new AppError('DASHBOARD_ELSEWHERE', { host: origin.host, dashboard: found.root });
}
