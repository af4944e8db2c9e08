import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { consoleTabs, landingOf } from '@/utils/consoles/console-tabs';

const OLD = 'https://nova.example/vnc_lite.html?token=old';
const NEW = 'https://nova.example/vnc_lite.html?token=new';
const LINK = 'https://cloud.example/horizon/project/instances/1/auto_console';

interface Shown {
  status: 'loading' | 'complete';
  url?: string | undefined;
}

/** A tab of the browser's, under the test's hand; it goes nowhere by itself. */
function tabShowing(now: Shown) {
  vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async (id: number) => ({ id, ...now })) as never);
  return async (next: Shown) => {
    Object.assign(now, next);
    await fakeBrowser.tabs.onUpdated.trigger(1, { status: next.status }, { id: 1, ...now } as never);
  };
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
beforeEach(() => {
  fakeBrowser.tabs.onUpdated.removeAllListeners();
});

describe('where a tab landed', () => {
  it('is not the page that it is leaving, which browsers still tell as loaded', async () => {
    const change = tabShowing({ status: 'complete', url: OLD });
    const shown = vi.fn();
    const end = landingOf(1, OLD).then(shown);
    await settled();
    await change({ status: 'complete', url: OLD }); // such as a new title
    await settled();
    expect(shown).not.toHaveBeenCalled();
    await change({ status: 'loading', url: OLD });
    await change({ status: 'complete', url: NEW });
    await end;
    expect(shown).toHaveBeenCalledWith(NEW);
  });

  it('is the same page again where it was loaded anew', async () => {
    const change = tabShowing({ status: 'complete', url: OLD });
    const end = landingOf(1, OLD);
    await change({ status: 'loading', url: OLD });
    await change({ status: 'complete', url: OLD });
    expect(await end).toBe(OLD);
  });

  it.each([NEW, undefined])('is seen though it was there before anybody looked: %s', async (url) => {
    tabShowing({ status: 'complete', url });
    expect(await landingOf(1, OLD)).toBe(url ?? null);
  });

  it('is what a new tab shows first', async () => {
    const change = tabShowing({ status: 'complete', url: 'about:blank' });
    const end = landingOf(1, null);
    await settled();
    await change({ status: 'complete', url: NEW });
    expect(await end).toBe(NEW);
  });

  it('in the tab that showed the console before, is what its link leads to now', async () => {
    const now: Shown = { status: 'complete', url: OLD };
    const tabId = await consoleTabs.open(OLD, 'target', 'request-1');
    tabShowing(now);
    vi.spyOn(fakeBrowser.tabs, 'update').mockImplementation((async () => ({ id: tabId })) as never);
    const end = consoleTabs.follow(LINK, 'target', 'request-2', 'same');
    await vi.waitFor(() => expect(fakeBrowser.tabs.onUpdated.hasListeners()).toBe(true));
    await settled();
    Object.assign(now, { status: 'loading' });
    await fakeBrowser.tabs.onUpdated.trigger(tabId, { status: 'loading' }, { id: tabId, ...now } as never);
    Object.assign(now, { status: 'complete', url: NEW });
    await fakeBrowser.tabs.onUpdated.trigger(tabId, { status: 'complete' }, { id: tabId, ...now } as never);
    expect(await end).toEqual({ tabId, shown: NEW });
  });
});

describe('a window that was closed meanwhile', () => {
  beforeEach(() => {
    const create = fakeBrowser.tabs.create.bind(fakeBrowser.tabs);
    vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(async ({ windowId, ...others }) => {
      if (windowId === 404) throw new Error('No window with id: 404.');
      return create(others);
    });
  });

  it('gives its console to the window in front', async () => {
    const tabId = await consoleTabs.open(NEW, 'target', 'request-1', 404);
    expect(fakeBrowser.tabs.create).toHaveBeenLastCalledWith({ url: NEW, active: true });
    expect(await consoleTabs.openedBy('request-1')).toBe(tabId);
  });

  it.each([404, null])('and was private gives it to nobody: %s', async (windowId) => {
    await expect(consoleTabs.openPrivately(NEW, 'request-2', windowId)).rejects.toThrow(/window/);
    expect(vi.mocked(fakeBrowser.tabs.create).mock.calls.filter(([{ windowId: id }]) => id !== 404)).toEqual([]);
    expect(await consoleTabs.openedBy('request-2')).toBeNull();
  });
});
