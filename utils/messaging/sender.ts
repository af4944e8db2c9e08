import { browser } from '@/utils/browser';
import type { DashboardTab } from './dashboard-requests';

/** The part of `runtime.MessageSender` that identifies the sender. Only this file reads it. */
export interface Sender {
  id?: string | undefined;
  origin?: string | undefined;
  url?: string | undefined;
  frameId?: number | undefined;
  tab?: SenderTab | undefined;
}

interface SenderTab {
  id?: number | undefined;
  windowId?: number | undefined;
  incognito?: boolean | undefined;
  /** Firefox only, without a permission (https://bugzilla.mozilla.org/show_bug.cgi?id=1662329) */
  cookieStoreId?: string | undefined;
}

/**
 * Whether an extension page is asking: not a content script, whose `origin` is its page's, and not a frame.
 * `tab` proves nothing: extension pages in tabs have one too.
 */
export function isOwnPage({ id, origin, url, frameId }: Sender): boolean {
  const own = ownOrigin();
  const fromOwn = origin === undefined ? (url?.startsWith(`${own}/`) ?? false) : origin === own;
  return id === browser.runtime.id && fromOwn && (frameId ?? 0) === 0;
}

/**
 * The address of the page whose content script is asking, according to the browser.
 *
 * @returns null for anything but a content script of the extension in the top frame of a tab, and for a page whose address
 *   and origin differ (a sandboxed one has origin `null`).
 */
export function contentPage({ id, origin, url, frameId, tab }: Sender): string | null {
  if (id !== browser.runtime.id || frameId !== 0 || tab === undefined) return null;
  if (url === undefined || !URL.canParse(url)) return null;
  const address = new URL(url);
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return null;
  return origin === undefined || origin === address.origin ? url : null;
}

/** @returns the id of a content script's tab; -1 where the browser gives none. */
export function tabIdOf({ tab }: Sender): number {
  return tab?.id ?? -1;
}

/** Firefox's cookie stores of normal and private windows; all others are containers. */
const NO_CONTAINER = ['firefox-default', 'firefox-private'];

/** @returns the window of a tab, and whose cookies it has. */
export function tabOf({ tab }: Sender): DashboardTab {
  const { windowId = null, incognito = false, cookieStoreId } = tab ?? {};
  if (incognito) return { windowId, cookies: 'private' };
  const isContainer = cookieStoreId !== undefined && !NO_CONTAINER.includes(cookieStoreId);
  return { windowId, cookies: isContainer ? 'container' : 'normal' };
}

function ownOrigin(): string {
  return browser.runtime.getURL('/').replace(/\/$/, '');
}
