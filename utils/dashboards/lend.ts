import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems';
import type { Lend } from '@/utils/sessions/loan';
import { findDashboard } from './find-dashboard';
import { KINDS } from './kinds';
import { isInside } from './root';
import { listDashboards } from './store';

/** Lends the sign-in of the person who is logged in to a dashboard, whether it is enabled or not. */
export function createLend(client: Client): Lend {
  return async (typed) => {
    const known = (await listDashboards()).find(({ root }) => isInside(typed, root));
    const { root, kind } = known ?? (await findDashboard(client, typed));
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
