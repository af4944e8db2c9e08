import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { browser } from '@/utils/browser';

const entry = z.object({
  tabId: z.number(),
  /** what the tab shows: cloud, project, region and server in one word; empty where nobody is to know */
  target: z.string(),
  /** origin and path of the console page, without the secret query */
  page: z.string(),
  /** the request that opened it */
  requestId: z.string(),
});
const entries = z.array(entry);
type Entry = z.infer<typeof entry>;

const ITEM = 'session:consoleTabs';
const MAX_ENTRIES = 100;
const withLock = createMutex();

/** The tabs that we opened consoles in, by ids that end with the browser: so in `storage.session`. */
export const consoleTabs = {
  /**
   * Opens the console in a new tab, in front.
   *
   * @param windowId where, while it is open; null: in the window in front.
   * @returns the tab's id.
   */
  async open(url: string, target: string, requestId: string, windowId: number | null = null): Promise<number> {
    const inFront = () => createTab(url, null);
    const tabId = await (windowId === null ? inFront() : createTab(url, windowId).catch(inFront));
    await remember({ tabId, target, page: pageOf(url), requestId });
    return tabId;
  },

  /**
   * Opens the console in a new tab of a private window; nothing is kept but that this request was done.
   *
   * @returns the tab's id. Rejects where that window was closed, or is not known: no other one may show it.
   */
  async openPrivately(url: string, requestId: string, windowId: number | null): Promise<number> {
    if (windowId === null) throw new Error('the private window is not known');
    const tabId = await createTab(url, windowId);
    await remember({ tabId, target: '', page: '', requestId });
    return tabId;
  },

  /** Opens the console in a new tab; with `same` in the one that still shows it, where there is one. @returns the tab's id. */
  async present(
    url: string,
    target: string,
    requestId: string,
    tab: 'new' | 'same',
    windowId: number | null = null,
  ): Promise<number> {
    const showing = tab === 'same' ? await consoleTabs.showing(target) : null;
    if (showing === null) return consoleTabs.open(url, target, requestId, windowId);
    return consoleTabs.replace(showing, url, target, requestId);
  },

  /** Loads the console into a tab that already shows one, and brings it to the front. */
  async replace(tabId: number, url: string, target: string, requestId: string): Promise<number> {
    const tab = await browser.tabs.update(tabId, { url, active: true }).catch(() => null);
    if (tab === null) return consoleTabs.open(url, target, requestId); // closed in this very moment
    await remember({ tabId, target, page: pageOf(url), requestId });
    const windowId = tab?.windowId;
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    return tabId;
  },

  /** As `present`, and waits as `waitForLanding`. */
  async follow(
    url: string,
    target: string,
    requestId: string,
    tab: 'new' | 'same',
    windowId: number | null = null,
  ): Promise<{ tabId: number; shown: string | null }> {
    const showing = tab === 'same' ? await consoleTabs.showing(target) : null;
    const before = showing === null ? null : ((await browser.tabs.get(showing).catch(() => null))?.url ?? null);
    const tabId = await consoleTabs.present(url, target, requestId, tab, windowId);
    return { tabId, shown: await consoleTabs.waitForLanding(tabId, tabId === showing ? before : null) };
  },

  /**
   * Waits until a tab shows what an address led to, and remembers that as the page of its console.
   *
   * @param before what it showed when it was sent there; null: it is new.
   * @returns where that is; null where it was closed, where the browser does not tell, or where it takes too long.
   */
  async waitForLanding(tabId: number, before: string | null): Promise<string | null> {
    const url = await landingOf(tabId, before);
    await withLock(async () => {
      const page = url === null ? '' : pageOf(url);
      const noted = (await read()).map((known) => (known.tabId === tabId ? { ...known, page } : known));
      await write(noted);
    });
    return url;
  },

  /**
   * @returns the newest tab that still shows the console of this target, or null. A tab whose address the
   *   browser does not tell us is left alone: the person may have gone elsewhere in it.
   */
  async showing(target: string): Promise<number | null> {
    const known = (await read()).filter((candidate) => candidate.target === target).reverse();
    for (const { tabId, page } of known) {
      const tab = await browser.tabs.get(tabId).catch(() => null);
      const address = tab?.pendingUrl || tab?.url;
      if (page !== '' && address !== undefined && pageOf(address) === page) return tabId;
    }
    return null;
  },

  /** @returns the tab that an earlier try of the same request opened, or null. */
  async openedBy(requestId: string): Promise<number | null> {
    const found = (await read()).find((candidate) => candidate.requestId === requestId);
    if (found === undefined) return null;
    return (await browser.tabs.get(found.tabId).catch(() => null)) === null ? null : found.tabId;
  },
};

async function createTab(url: string, windowId: number | null): Promise<number> {
  const tab = await browser.tabs.create({ url, active: true, ...(windowId !== null && { windowId }) });
  return tab.id ?? browser.tabs.TAB_ID_NONE;
}

function remember(added: Entry): Promise<void> {
  return withLock(async () => {
    const others = (await read()).filter((known) => known.tabId !== added.tabId);
    await write([...others, added].slice(-MAX_ENTRIES));
  });
}

async function read(): Promise<Entry[]> {
  const parsed = entries.safeParse((await storage.getItem(ITEM)) ?? []);
  return parsed.success ? parsed.data : [];
}

/** Where nobody is to know what a tab shows, its address is not written down either. */
function write(all: Entry[]): Promise<void> {
  return storage.setItem(
    ITEM,
    all.map((one) => (one.target === '' ? { ...one, page: '' } : one)),
  );
}

function pageOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** A page that takes longer is left alone, in ms. */
const TIMEOUT_MS = 20_000;

interface Tab {
  url?: string | undefined;
  status?: string | undefined;
}

/**
 * Waits until a tab that was sent to an address has got somewhere: redirects are followed before a tab shows anything.
 *
 * @param before the address that it showed when it was sent: right after that, browsers still tell it as loaded. Null: it
 *   is new.
 * @returns the address it shows; null where the tab was closed, where it is on a host that we have no access to and so
 *   are not told of (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/tabs/Tab#url), or where it
 *   takes too long.
 */
export function landingOf(tabId: number, before: string | null): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (url: string | null) => {
      clearTimeout(timer);
      browser.tabs.onUpdated.removeListener(updated);
      browser.tabs.onRemoved.removeListener(removed);
      resolve(url);
    };
    let hasLeft = before === null;
    const look = ({ url, status }: Tab) => {
      if (status === 'loading' || url !== before) hasLeft = true;
      if (hasLeft && status === 'complete' && url !== 'about:blank') end(url ?? null);
    };
    const updated = (id: number, _: unknown, tab: Tab) => {
      if (id === tabId) look(tab);
    };
    const removed = (id: number) => {
      if (id === tabId) end(null);
    };
    const timer = setTimeout(() => end(null), TIMEOUT_MS);
    // Before it is looked at: whatever happens in between is not missed.
    browser.tabs.onUpdated.addListener(updated);
    browser.tabs.onRemoved.addListener(removed);
    browser.tabs.get(tabId).then(look, () => end(null));
  });
}
