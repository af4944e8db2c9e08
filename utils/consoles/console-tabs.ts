import * as z from 'zod/mini';
import { browser } from '@/utils/browser';
import { storedItem } from '@/utils/storage/stored-item';

/** Where to show a console. */
export interface ShowRequest {
  /** cloud or dashboard, project, region and server, separated by blanks */
  target: string;
  requestId: string;
  /** use the tab that still shows this target */
  reuse: boolean;
  /** null: the window in front */
  windowId: number | null;
  /** `private`: target not stored; only in `windowId` */
  privacy: 'normal' | 'private';
}

const shownTab = z.object({
  tabId: z.number(),
  /** empty for a private window */
  target: z.string(),
  /** hash of origin and path, which a cloud chooses; empty: private, or unknown */
  page: z.string(),
  requestId: z.string(),
});
type ShownTab = z.infer<typeof shownTab>;

/** Newest last. */
const shownTabs = storedItem('session:console-tabs', { version: 1, schema: z.array(shownTab), fallback: [] });
const MAX_TABS = 100;

/** `previousUrl`: null for a new tab */
interface OpenedTab {
  tabId: number;
  previousUrl: string | null;
  windowId?: number | undefined;
}

/** Loads a URL in a tab in front. Rejects for a private window that is closed or unknown. */
export async function openInTab(url: string, request: ShowRequest): Promise<OpenedTab> {
  const isPrivate = request.privacy === 'private';
  const reused = request.reuse && !isPrivate ? await reuseTab(url, request.target) : null;
  const tab = reused ?? { tabId: await createTab(url, request), previousUrl: null };
  const shown = isPrivate ? { target: '', page: '' } : { target: request.target, page: await pageOf(url) };
  await storeTab({ tabId: tab.tabId, requestId: request.requestId, ...shown });
  if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
  return tab;
}

/** Opens a tab once for each request id, also at the same time. Throws as `open`. */
export type OpenOnce = (requestId: string, open: () => Promise<{ tabId: number }>) => Promise<{ tabId: number }>;

/** One for the worker: its callers may repeat each other's requests. */
export function createOpenOnce(): OpenOnce {
  const inFlight = new Map<string, Promise<{ tabId: number }>>();
  return (requestId, open) => {
    const running = inFlight.get(requestId);
    if (running !== undefined) return running;
    const opening = openUnlessOpened(requestId, open).finally(() => inFlight.delete(requestId));
    inFlight.set(requestId, opening);
    return opening;
  };
}

async function openUnlessOpened(requestId: string, open: () => Promise<{ tabId: number }>): Promise<{ tabId: number }> {
  const tabId = await tabOfRequest(requestId);
  return tabId === null ? open() : { tabId };
}

/** @returns a tab id; null: none was opened, or it is closed */
export async function tabOfRequest(requestId: string): Promise<number | null> {
  const found = (await shownTabs.get()).find((candidate) => candidate.requestId === requestId);
  if (found === undefined) return null;
  return (await browser.tabs.get(found.tabId).catch(() => null)) === null ? null : found.tabId;
}

/** As `finalUrlOf`, and stores the page. @param previousUrl from `openInTab` */
export async function waitForFinalPage(tabId: number, previousUrl: string | null): Promise<string | null> {
  const url = await finalUrlOf(tabId, previousUrl);
  const page = url === null ? '' : await pageOf(url);
  await shownTabs.update((all) =>
    all.map((shownTab) => (shownTab.tabId === tabId && shownTab.target !== '' ? { ...shownTab, page } : shownTab)),
  );
  return url;
}

async function reuseTab(url: string, target: string): Promise<OpenedTab | null> {
  const shown = await tabShowing(target);
  if (shown === null) return null;
  const tab = await browser.tabs.update(shown.tabId, { url, active: true }).catch(() => null);
  return tab === null ? null : { ...shown, windowId: tab?.windowId };
}

/** The newest tab whose address is known: the user may have left others. */
async function tabShowing(target: string): Promise<OpenedTab | null> {
  const candidates = (await shownTabs.get()).filter((shownTab) => shownTab.target === target).reverse();
  for (const { tabId, page } of candidates) {
    const tab = await browser.tabs.get(tabId).catch(() => null);
    const address = tab?.pendingUrl || tab?.url;
    if (page !== '' && address !== undefined && (await pageOf(address)) === page)
      return { tabId, previousUrl: tab?.url ?? null };
  }
  return null;
}

async function createTab(url: string, { windowId, privacy }: ShowRequest): Promise<number> {
  const create = async (where: { windowId?: number }) => {
    const tab = await browser.tabs.create({ url, active: true, ...where });
    return tab.id ?? browser.tabs.TAB_ID_NONE;
  };
  if (privacy === 'private' && windowId === null) throw new Error('the private window is not known');
  if (windowId === null) return create({});
  const inWindow = create({ windowId });
  return privacy === 'private' ? inWindow : inWindow.catch(() => create({}));
}

async function storeTab(added: ShownTab): Promise<void> {
  await shownTabs.update((all) => [...all.filter(({ tabId }) => tabId !== added.tabId), added].slice(-MAX_TABS));
}

async function pageOf(url: string): Promise<string> {
  if (!URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(origin + pathname));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const LOAD_TIMEOUT_MS = 20_000;

/**
 * The URL after redirects.
 * @param previousUrl browsers report it as loaded at first; null: new tab
 * @returns null: closed, timeout, or a host without access
 * (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/tabs/Tab#url)
 */
export function finalUrlOf(tabId: number, previousUrl: string | null): Promise<string | null> {
  return new Promise((resolve) => {
    const finish = (url: string | null) => {
      clearTimeout(timer);
      browser.tabs.onUpdated.removeListener(updated);
      browser.tabs.onRemoved.removeListener(removed);
      resolve(url);
    };
    let hasLeftPreviousPage = previousUrl === null;
    const check = ({ url, status }: { url?: string | undefined; status?: string | undefined }) => {
      if (status === 'loading' || url !== previousUrl) hasLeftPreviousPage = true;
      if (hasLeftPreviousPage && status === 'complete' && url !== 'about:blank') finish(url ?? null);
    };
    const updated = (id: number, _: unknown, tab: Parameters<typeof check>[0]) => {
      if (id === tabId) check(tab);
    };
    const removed = (id: number) => {
      if (id === tabId) finish(null);
    };
    const timer = setTimeout(() => finish(null), LOAD_TIMEOUT_MS);
    // before the tab is read: no event is missed
    browser.tabs.onUpdated.addListener(updated);
    browser.tabs.onRemoved.addListener(removed);
    browser.tabs.get(tabId).then(check, () => finish(null));
  });
}
