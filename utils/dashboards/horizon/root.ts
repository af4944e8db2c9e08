import type { RootOf } from '@/utils/dashboards/adapter';
import { isHorizon } from './marks';

/** Source: openstack_dashboard/dashboards/{project,admin}/instances/urls.py, openstack_auth/urls.py: the same in all releases */
const KNOWN_PATH = /^(.*\/)(?:(?:project|admin)\/instances\/.*|auth\/login\/?)$/;

/**
 * A link up to 2025.2, a form from 2026.1 on.
 * Source: openstack_dashboard/templates/header/_user_menu.html
 */
const LOGOUT = 'a[href$="/auth/logout/"], form[action$="/auth/logout/"]';

/** Source: openstack_dashboard/templates/horizon/_scripts.html; most installations move it into a file. */
const WEBROOT = /\bvar WEBROOT = "([^"\\]*)"/;

/** Where a Horizon lives: its WEBROOT. */
export const horizonRoot: RootOf = (document, url) => {
  if (!isHorizon(document) || !/^https?:$/.test(url.protocol)) return null;
  const path = KNOWN_PATH.exec(url.pathname)?.[1] ?? beforeLogout(document, url) ?? webrootOf(document);
  return path === null ? null : url.origin + (path.endsWith('/') ? path : `${path}/`);
};

function beforeLogout(document: Document, url: URL): string | null {
  const element = document.querySelector(LOGOUT);
  const target = element?.getAttribute('href') ?? element?.getAttribute('action');
  if (!target || !URL.canParse(target, url)) return null;
  const { origin, pathname } = new URL(target, url);
  return origin === url.origin ? pathname.replace(/auth\/logout\/$/, '') : null;
}

function webrootOf(document: Document): string | null {
  for (const script of document.scripts) {
    const path = script.src === '' ? WEBROOT.exec(script.text)?.[1] : undefined;
    if (path?.startsWith('/')) return path;
  }
  return null;
}
