import { browser } from '@/utils/browser';
import { OpenStackError } from '@/utils/openstack/errors';
import { matchPattern } from './host-patterns';

/** @param origin a match pattern. @returns whether the browser has access to it */
export function hasAccess(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [origin] });
}

/** @returns those of the match patterns that the browser has no access to */
export async function patternsWithoutAccess(origins: readonly string[]): Promise<string[]> {
  const allowed = await Promise.all(origins.map(hasAccess));
  return origins.filter((_, index) => !allowed[index]);
}

/** Call it in a click, before any await (https://developer.chrome.com/docs/extensions/reference/api/permissions). */
export function requestAccess(origins: string[]): Promise<boolean> {
  return browser.permissions.request({ origins });
}

/** Removes these permissions; a wider one that the user granted stays. */
export async function removeAccess(origins: readonly string[]): Promise<void> {
  for (const origin of origins) await browser.permissions.remove({ origins: [origin] }).catch(() => false);
}

/** Calls `listener` after the user removed access. */
export function onAccessRemoved(listener: () => void): void {
  browser.permissions.onRemoved.addListener(listener);
}

/** Calls `listener` with the match patterns that the user granted. */
export function onAccessGranted(listener: (origins: string[]) => void): void {
  browser.permissions.onAdded.addListener(({ origins = [] }) => listener(origins));
}

/** A catalog can name any host. @throws OpenStackError HOST_PERMISSION_MISSING before anything is sent */
export const fetchWithHostAccess: typeof fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const origin = matchPattern(url);
  if (origin === null || !(await hasAccess(origin))) {
    const host = URL.canParse(url) ? new URL(url).host : url;
    throw new OpenStackError('HOST_PERMISSION_MISSING', { host, origins: origin === null ? [] : [origin] });
  }
  return fetch(input, init);
};
