import { browser } from '@/utils/browser';

/** A page that takes longer is left alone, in ms. */
const PATIENCE = 20_000;

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
export function landing(tabId: number, before: string | null): Promise<string | null> {
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
    const timer = setTimeout(() => end(null), PATIENCE);
    // Before it is looked at: whatever happens in between is not missed.
    browser.tabs.onUpdated.addListener(updated);
    browser.tabs.onRemoved.addListener(removed);
    browser.tabs.get(tabId).then(look, () => end(null));
  });
}
