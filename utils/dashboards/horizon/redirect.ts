import type { RedirectEnd } from '@/utils/dashboards/driver';
import { dashboardFetch, isRedirect } from '@/utils/dashboards/http';
import { type Dashboard, noteOfDashboard } from '@/utils/dashboards/store';
import type { DashboardPage, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { Client } from '@/utils/openstack/client';

/**
 * The page of Horizon that redirects to the console URL. `auto_console` knows the type that the operator offers, but came
 * with Pike and is not in the admin panel (openstack_dashboard/dashboards/project/instances/urls.py,
 * admin/instances/urls.py).
 * @param cookies with any but the normal ones it is looked for without a login: Horizon then redirects from each page that
 * it has.
 * @throws OpenStackError HOST_PERMISSION_MISSING, NETWORK, TIMEOUT.
 */
export async function horizonRedirect(
  client: Client,
  dashboard: Dashboard,
  { panel }: DashboardPage,
  serverId: string,
  cookies: DashboardTab['cookies'],
): Promise<string> {
  const own = `${dashboard.root}${panel}/instances/${encodeURIComponent(serverId)}`;
  if (panel === 'admin' || dashboard.old === true) return `${own}/vnc`;
  // Each look makes Nova create a console that is not used: once is enough.
  if (dashboard.old === false) return `${own}/auto_console`;
  const answer = await dashboardFetch(
    client,
    `${own}/auto_console`,
    {},
    'manual',
    cookies === 'normal' ? 'include' : 'omit',
  );
  const old = answer.status === 404;
  // A passing error says nothing of its age.
  if (old || answer.ok || isRedirect(answer)) await noteOfDashboard(dashboard.root, { old });
  return `${own}/${old ? 'vnc' : 'auto_console'}`;
}

/**
 * Horizon redirects to its login after a logout, and back to its list where there is no console
 * (openstack_dashboard/dashboards/project/instances/views.py `vnc`, `auto_console`). Anything else, such as a single
 * sign-on, is `elsewhere`.
 */
export function redirectEnd(root: string, shown: string): RedirectEnd {
  const path = shown.startsWith(root) ? shown.slice(root.length) : '';
  if (path.startsWith('auth/login/')) return 'login';
  if (/^(project|admin)\/instances\//.test(path)) return 'back';
  return CONSOLE_TOKEN.test(shown) || (URL.parse(shown)?.pathname ?? '').match(CONSOLE_PAGE) ? 'console' : 'elsewhere';
}

/** in each URL that Nova makes, at times inside another parameter (nova/objects/console_auth_token.py) */
const CONSOLE_TOKEN = /(?:[?&]|%3F)token(?:=|%3D)/i;
/** noVNC's and spice-html5's */
const CONSOLE_PAGE = /\/(?:vnc|spice)\w*\.html$/;
