import { browser } from '@/utils/browser';
import { OpenStackError } from '@/utils/openstack/errors';
import { matchPattern } from './host-patterns';

/** Whether access to a match pattern is granted. */
export function hasAccess(pattern: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [pattern] });
}

/** Those that are not granted. */
export async function patternsWithoutAccess(patterns: readonly string[]): Promise<string[]> {
  const allowed = await Promise.all(patterns.map(hasAccess));
  return patterns.filter((_, index) => !allowed[index]);
}

/** Only in a click, before any await (https://developer.chrome.com/docs/extensions/reference/api/permissions). */
export function requestAccess(patterns: string[]): Promise<boolean> {
  return browser.permissions.request({ origins: patterns });
}

/** A wider permission stays. */
export async function removeAccess(patterns: readonly string[]): Promise<void> {
  for (const pattern of patterns) await browser.permissions.remove({ origins: [pattern] }).catch(() => false);
}

/** After the user removed access. */
export function onAccessRemoved(listener: () => void): void {
  browser.permissions.onRemoved.addListener(listener);
}

/** Called with the granted match patterns. */
export function onAccessGranted(listener: (origins: string[]) => void): void {
  browser.permissions.onAdded.addListener(({ origins = [] }) => listener(origins));
}

/** @throws OpenStackError HOST_PERMISSION_MISSING before anything is sent: a catalog can name any host */
export const fetchWithHostAccess: typeof fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const pattern = matchPattern(url);
  if (pattern === null || !(await hasAccess(pattern))) {
    const host = URL.canParse(url) ? new URL(url).host : url;
    throw new OpenStackError('HOST_PERMISSION_MISSING', { host, origins: pattern === null ? [] : [pattern] });
  }
  return fetch(input, init);
};
