import type { DashboardPage } from '@/utils/messaging/dashboard';
import type { Client } from '@/utils/openstack/client';
import { dashboardFetch } from './horizon-session';
import { type Dashboard, noteOfDashboard } from './store';

/**
 * Horizon's own way to a console: a page that redirects to the console URL. `auto_console` knows which type the
 * operator offers, but came with Pike and is not in the admin panel
 * (openstack_dashboard/dashboards/project/instances/urls.py, admin/instances/urls.py).
 *
 * @throws OpenStackError HOST_PERMISSION_MISSING, NETWORK, TIMEOUT.
 */
export async function horizonRedirect(
  client: Client,
  dashboard: Dashboard,
  { panel }: DashboardPage,
  serverId: string,
): Promise<string> {
  const own = `${dashboard.root}${panel}/instances/${encodeURIComponent(serverId)}`;
  if (panel === 'admin' || dashboard.old === true) return `${own}/vnc`;
  // Each look asks Nova for a console that nobody opens: once is enough.
  if (dashboard.old === false) return `${own}/auto_console`;
  const { status } = await dashboardFetch(client, `${own}/auto_console`, {}, 'manual');
  const old = status === 404;
  await noteOfDashboard(dashboard.root, { old });
  return `${own}/${old ? 'vnc' : 'auto_console'}`;
}
