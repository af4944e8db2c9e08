import type { Client } from '@/utils/openstack/client';
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
    const { host } = new URL(root);
    const lend = KINDS[kind].session?.lend;
    if (lend === undefined) throw new AppError('DASHBOARD_KEEPS_TOKEN', { host });
    try {
      return await lend(client, root);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'DASHBOARD_SESSION_ENDED') throw error;
      throw new AppError(error.code, { ...error.facts, dashboard: root }, error);
    }
  };
}
