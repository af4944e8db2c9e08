import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** The original, since it may be stubbed twice. */
const create = fakeBrowser.tabs.create.bind(fakeBrowser.tabs);

interface Loaded {
  url: string | undefined;
  status: 'loading' | 'complete';
}

/** What the tabs of the last stub show. */
let current: Map<number, Loaded> | undefined;

/**
 * Makes the fake browser's tabs load their URL: they then show where it redirects to.
 *
 * @param options.cookie the dashboard's cookie in a window
 * @param options.sees whether the extension may read such a URL
 */
export function stubLoading({
  cookie,
  sees = () => true,
}: {
  cookie: (windowId: number | undefined) => string;
  sees?: (url: string) => boolean;
}): void {
  const loaded = new Map<number, Loaded>();
  current = loaded;
  const load = async (tabId: number, url: string, windowId: number | undefined) => {
    const answer = await fetch(url, { redirect: 'manual', headers: { Cookie: cookie(windowId) } }).catch(() => null);
    // Ids start at 1 in each test: a tab of an earlier test that ends its loading now is not this one.
    if (loaded !== current) return;
    const to = answer?.headers.get('location');
    const shown = to ? new URL(to, url).href : url;
    const tab: Loaded = { url: sees(shown) ? shown : undefined, status: 'complete' };
    loaded.set(tabId, tab);
    await fakeBrowser.tabs.onUpdated.trigger(tabId, { status: 'complete' }, { id: tabId, ...tab } as never);
  };
  vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation((async (properties: { url?: string; windowId?: number }) => {
    const { windowId, ...others } = properties;
    const tab = await create(others);
    const id = tab.id ?? -1;
    loaded.set(id, { url: undefined, status: 'loading' });
    void load(id, properties.url ?? '', windowId);
    return tab;
  }) as never);
  vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async (id: number) => {
    const tab = loaded.get(id);
    if (tab === undefined) throw new Error(`No tab with id: ${id}.`);
    return { id, ...tab };
  }) as never);
}
