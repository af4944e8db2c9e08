/** Its Angular application (openstack_dashboard/templates/base.html). */
const IS_HORIZON = /\bng-app=["']horizon\.app["']/;
/** The same in all releases (openstack_dashboard/dashboards/{project,admin}/instances/urls.py, openstack_auth/urls.py). */
const KNOWN_PATH = /^(.*\/)(?:(?:project|admin)\/instances\/.*|auth\/login\/?)$/;
/** A link up to 2025.2, a form from 2026.1 on (openstack_dashboard/templates/header/_user_menu.html). */
const LOGOUT = /\b(?:href|action)=(["'])([^"'<>\s]*\/auth\/logout\/)\1/;
/** openstack_dashboard/templates/horizon/_scripts.html; most installations move it into a file. */
const WEBROOT = /\bvar WEBROOT = "(\/[^"\\]*)"/;

/**
 * Where a Horizon lives, from the text of any of its pages: as `utils/dashboards/horizon/root` does from a document, which
 * a worker has no parser for.
 *
 * @param address of the page, after redirects.
 * @returns with a slash at the end; null where the page is no Horizon's, or does not say.
 */
export function horizonRootIn(html: string, address: string): string | null {
  if (!IS_HORIZON.test(html)) return null;
  const { origin, pathname } = new URL(address);
  const path = KNOWN_PATH.exec(pathname)?.[1] ?? beforeLogout(html, address) ?? WEBROOT.exec(html)?.[1];
  return path === undefined ? null : `${origin}${path.endsWith('/') ? path : `${path}/`}`;
}

function beforeLogout(html: string, address: string): string | undefined {
  const target = LOGOUT.exec(html)?.[2];
  if (target === undefined || !URL.canParse(target, address)) return undefined;
  const { origin, pathname } = new URL(target, address);
  return origin === new URL(address).origin ? pathname.replace(/auth\/logout\/$/, '') : undefined;
}
