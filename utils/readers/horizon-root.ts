/**
 * What only Horizon has, in all its releases from Liberty on; a theme may lose one of them.
 * Source: openstack_dashboard/templates/base.html, horizon/templates/horizon/_messages.html
 */
const OWN_MARKS = [
  'body[ng-app="horizon.app"]',
  '#main_content > .messages',
  '.topbar .context-overview',
  'form[ng-controller="hzLoginController"]',
];
/** What Horizon has as well, in all releases, though others may have it too. */
const OTHER_MARKS = ['#sidebar', '#modal_wrapper', 'input[name="csrfmiddlewaretoken"]'];

/** Source: openstack_dashboard/dashboards/{project,admin}/instances/urls.py, openstack_auth/urls.py: the same in all releases */
const KNOWN_PATH = /^(.*\/)(?:(?:project|admin)\/instances\/.*|auth\/login\/?)$/;

/**
 * A link up to 2025.2, a form from 2026.1 on.
 * Source: openstack_dashboard/templates/header/_user_menu.html
 */
const LOGOUT = 'a[href$="/auth/logout/"], form[action$="/auth/logout/"]';

/** Source: openstack_dashboard/templates/horizon/_scripts.html; most installations move it into a file. */
const WEBROOT = /\bvar WEBROOT = "([^"\\]*)"/;

/** @returns whether at least two marks are there, one of them Horizon's own. */
export function isHorizon(document: Document): boolean {
  const has = (selector: string) => document.querySelector(selector) !== null;
  const own = OWN_MARKS.filter(has).length;
  return own > 1 || (own === 1 && OTHER_MARKS.some(has));
}

/** @returns where this Horizon lives (its WEBROOT), with a slash at the end; null if the page does not say. */
export function rootOf(document: Document, url: URL): string | null {
  const path = KNOWN_PATH.exec(url.pathname)?.[1] ?? beforeLogout(document, url) ?? webrootOf(document);
  if (path === null || !/^https?:$/.test(url.protocol)) return null;
  return url.origin + (path.endsWith('/') ? path : `${path}/`);
}

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
