import { browser } from '@/utils/browser';
import { OpenStackError } from '@/utils/openstack/errors';
import { originPattern } from './host-patterns';

/** @param origin a match pattern. @returns whether the browser may talk to that host now. */
export function hasAccess(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [origin] });
}

/** @returns those of these match patterns that the browser does not let us into. */
export async function notAllowed(origins: readonly string[]): Promise<string[]> {
  const allowed = await Promise.all(origins.map(hasAccess));
  return origins.filter((_, index) => !allowed[index]);
}

/**
 * Asks the person for these hosts. Must be called inside a click, before any await
 * (https://developer.chrome.com/docs/extensions/reference/api/permissions).
 *
 * @param origins match patterns. @returns false where the person refused.
 */
export function requestAccess(origins: string[]): Promise<boolean> {
  return browser.permissions.request({ origins });
}

/**
 * Gives access to these hosts back. What a wider grant covers stays, as on all sites: that is the person's to take back.
 *
 * @param origins match patterns.
 */
export async function giveBackAccess(origins: readonly string[]): Promise<void> {
  for (const origin of origins) await browser.permissions.remove({ origins: [origin] }).catch(() => false);
}

/** Calls `listener` each time the person takes something back. */
export function onAccessRemoved(listener: () => void): void {
  browser.permissions.onRemoved.addListener(listener);
}

/** Calls `listener` with the match patterns each time the person grants some. */
export function onAccessGranted(listener: (origins: string[]) => void): void {
  browser.permissions.onAdded.addListener(({ origins = [] }) => listener(origins));
}

/**
 * `fetch` that talks only to hosts the person granted: a catalog or a redirect can name any host, and a
 * token must not follow it there unasked.
 *
 * @throws OpenStackError HOST_PERMISSION_MISSING, with the pattern to ask for, before anything is sent.
 */
export const guardedFetch: typeof fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const origin = originPattern(url);
  if (origin === null || !(await hasAccess(origin))) {
    const host = URL.canParse(url) ? new URL(url).host : url;
    throw new OpenStackError('HOST_PERMISSION_MISSING', { host, origins: origin === null ? [] : [origin] });
  }
  return fetch(input, init);
};
