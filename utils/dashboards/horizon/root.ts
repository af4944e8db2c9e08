import type { RootOf } from '@/utils/dashboards/adapter';
import { isHorizon } from './is-horizon';

/** openstack_dashboard/dashboards/{project,admin}/instances/urls.py, openstack_auth/urls.py, all releases */
const KNOWN_PATH = /^(.*\/)(?:(?:project|admin)\/instances\/.*|auth\/login\/?)$/;

/** The logout link; a form since 2026.1. Source: openstack_dashboard/templates/header/_user_menu.html */
const LOGOUT = 'a[href$="/auth/logout/"], form[action$="/auth/logout/"]';
const LOGOUT_IN_HTML = /\b(?:href|action)=(["'])([^"'<>\s]*\/auth\/logout\/)\1/;

/** openstack_dashboard/templates/horizon/_scripts.html; most installations move it into a file */
const WEBROOT = /\bvar WEBROOT = "(\/[^"\\]*)"/;

/** openstack_dashboard/templates/base.html */
const NG_APP_IN_HTML = /\bng-app=["']horizon\.app["']/;

const rootOf: RootOf = (document, url) => {
  if (!isHorizon(document) || !/^https?:$/.test(url.protocol)) return null;
  const logout = document.querySelector(LOGOUT);
  return rootFrom(
    url,
    () => logout?.getAttribute('href') ?? logout?.getAttribute('action'),
    () => webrootOf(document),
  );
};

export default rootOf;

/** Works on text: the background has no HTML parser. @param address after redirects */
export function rootInHtml(html: string, address: string): string | null {
  if (!NG_APP_IN_HTML.test(html)) return null;
  return rootFrom(
    new URL(address),
    () => LOGOUT_IN_HTML.exec(html)?.[2],
    () => WEBROOT.exec(html)?.[1],
  );
}

function rootFrom(
  url: URL,
  logoutTarget: () => string | null | undefined,
  webroot: () => string | undefined,
): string | null {
  const path = KNOWN_PATH.exec(url.pathname)?.[1] ?? beforeLogout(logoutTarget(), url) ?? webroot();
  return path === undefined ? null : url.origin + (path.endsWith('/') ? path : `${path}/`);
}

function beforeLogout(target: string | null | undefined, url: URL): string | undefined {
  if (!target || !URL.canParse(target, url.href)) return undefined;
  const { origin, pathname } = new URL(target, url);
  return origin === url.origin ? pathname.replace(/auth\/logout\/$/, '') : undefined;
}

function webrootOf(document: Document): string | undefined {
  for (const script of document.scripts) {
    const path = script.src === '' ? WEBROOT.exec(script.text)?.[1] : undefined;
    if (path !== undefined) return path;
  }
  return undefined;
}
