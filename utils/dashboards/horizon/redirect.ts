import type { RedirectEnd } from '@/utils/dashboards/driver';
import { dashboardFetch, isRedirect } from '@/utils/dashboards/http';
import { type Dashboard, updateDashboard } from '@/utils/dashboards/store';
import type { DashboardPage, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { Client } from '@/utils/openstack/client';

/**
 * Horizon's page that redirects to the console URL. `auto_console` came with Pike, not in the admin panel
 * (openstack_dashboard/dashboards/{project,admin}/instances/urls.py).
 * @param cookieJar other than `normal`: Horizon is asked without a login
 * @throws as `dashboardFetch`
 */
export async function horizonRedirect(
  client: Client,
  dashboard: Dashboard,
  { panel }: DashboardPage,
  serverId: string,
  cookieJar: DashboardTab['cookieJar'],
): Promise<string> {
  const serverUrl = `${dashboard.root}${panel}/instances/${encodeURIComponent(serverId)}`;
  if (panel === 'admin' || dashboard.isBeforePike === true) return `${serverUrl}/vnc`;
  // Sent once: each request makes Nova create a console.
  if (dashboard.isBeforePike === false) return `${serverUrl}/auto_console`;
  const answer = await dashboardFetch(
    client,
    `${serverUrl}/auto_console`,
    {},
    cookieJar === 'normal' ? 'include' : 'omit',
  );
  const isBeforePike = answer.status === 404;
  // A temporary error does not prove an old release.
  if (isBeforePike || answer.ok || isRedirect(answer)) await updateDashboard(dashboard.root, { isBeforePike });
  return `${serverUrl}/${isBeforePike ? 'vnc' : 'auto_console'}`;
}

/**
 * Horizon redirects to its login, or to its list where there is no console
 * (openstack_dashboard/dashboards/project/instances/views.py). `other`: such as a single sign-on.
 */
export function redirectEnd(root: string, shown: string): RedirectEnd {
  const path = shown.startsWith(root) ? shown.slice(root.length) : '';
  if (path.startsWith('auth/login/')) return 'login';
  if (/^(project|admin)\/instances\//.test(path)) return 'back';
  return CONSOLE_TOKEN.test(shown) || (URL.parse(shown)?.pathname ?? '').match(CONSOLE_PAGE) ? 'console' : 'other';
}

/** The token may be inside another parameter (nova/objects/console_auth_token.py) */
const CONSOLE_TOKEN = /(?:[?&]|%3F)token(?:=|%3D)/i;
const CONSOLE_PAGE = /\/(?:vnc|spice)\w*\.html$/;
