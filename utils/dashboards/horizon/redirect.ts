import type { RedirectEnd } from '@/utils/dashboards/driver';
import { dashboardFetch, isRedirect } from '@/utils/dashboards/http';
import { type Dashboard, noteOfDashboard } from '@/utils/dashboards/store';
import type { DashboardPage, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { Client } from '@/utils/openstack/client';

/**
 * Horizon's own way to a console: a page that redirects to the console URL. `auto_console` knows which type the
 * operator offers, but came with Pike and is not in the admin panel
 * (openstack_dashboard/dashboards/project/instances/urls.py, admin/instances/urls.py).
 *
 * @param cookies with any but the normal ones it is looked for as somebody who is not logged in: those are led to the
 *   login by each page that there is, and told of any other that it is not there.
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
  // Each look asks Nova for a console that nobody opens: once is enough.
  if (dashboard.old === false) return `${own}/auto_console`;
  const answer = await dashboardFetch(
    client,
    `${own}/auto_console`,
    {},
    'manual',
    cookies === 'normal' ? 'include' : 'omit',
  );
  const old = answer.status === 404;
  // An error that passes says nothing of its age.
  if (old || answer.ok || isRedirect(answer)) await noteOfDashboard(dashboard.root, { old });
  return `${own}/${old ? 'vnc' : 'auto_console'}`;
}

/**
 * What a redirect led to. Horizon leads whoever is logged out to its login, and back to its list where there is no console;
 * a console may live on its origin, too (openstack_dashboard/dashboards/project/instances/views.py `vnc`, `auto_console`).
 * Anything else, a single sign-on above all, is `elsewhere`.
 */
export function redirectEnd(root: string, shown: string): RedirectEnd {
  const path = shown.startsWith(root) ? shown.slice(root.length) : '';
  if (path.startsWith('auth/login/')) return 'login';
  if (/^(project|admin)\/instances\//.test(path)) return 'back';
  return CONSOLE_TOKEN.test(shown) || (URL.parse(shown)?.pathname ?? '').match(CONSOLE_PAGE) ? 'console' : 'elsewhere';
}

/** In each address that Nova makes, at times inside of another parameter (nova/objects/console_auth_token.py). */
const CONSOLE_TOKEN = /(?:[?&]|%3F)token(?:=|%3D)/i;
/** noVNC's and spice-html5's, which an operator may serve without */
const CONSOLE_PAGE = /\/(?:vnc|spice)\w*\.html$/;
