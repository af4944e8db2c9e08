import { browser } from '@/utils/browser';
import type { DashboardTab } from './dashboard-requests';

/** From the browser. Only this file reads its members. */
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

/** False for frames and content scripts. `tab` proves nothing: our pages may be in tabs. */
export function isOwnPage({ id, origin, url, frameId }: Sender): boolean {
  const extensionOrigin = ownOrigin();
  const isFromExtension =
    origin === undefined ? (url?.startsWith(`${extensionOrigin}/`) ?? false) : origin === extensionOrigin;
  return id === browser.runtime.id && isFromExtension && (frameId ?? 0) === 0;
}

/** The URL of a content script in a top frame, or null. Its origin must match: sandboxed pages have origin `null`. */
export function contentPage({ id, origin, url, frameId, tab }: Sender): string | null {
  if (id !== browser.runtime.id || frameId !== 0 || tab === undefined) return null;
  if (url === undefined || !URL.canParse(url)) return null;
  const address = new URL(url);
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return null;
  return origin === undefined || origin === address.origin ? url : null;
}

/** -1: unknown */
export function tabIdOf({ tab }: Sender): number {
  return tab?.id ?? -1;
}

const NO_CONTAINER = ['firefox-default', 'firefox-private'];

/** The tab of a content script. */
export function tabOf({ tab }: Sender): DashboardTab {
  const { windowId = null, incognito = false, cookieStoreId } = tab ?? {};
  if (incognito) return { windowId, cookieJar: 'private' };
  const isContainer = cookieStoreId !== undefined && !NO_CONTAINER.includes(cookieStoreId);
  return { windowId, cookieJar: isContainer ? 'container' : 'normal' };
}

function ownOrigin(): string {
  return browser.runtime.getURL('/').replace(/\/$/, '');
}
