import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { finalUrlOf, openInTab, type ShowRequest, tabOfRequest, waitForFinalPage } from '@/utils/consoles/console-tabs';

const OLD = 'https://nova.example/vnc_lite.html?token=old';
const NEW = 'https://nova.example/vnc_lite.html?token=new';
const request = (requestId: string, overrides: Partial<ShowRequest> = {}): ShowRequest => ({
  ...{ target: 'target', requestId, reuse: false, windowId: null, privacy: 'normal' },
  ...overrides,
});
const LINK = 'https://cloud.example/horizon/project/instances/1/auto_console';

interface Shown {
  status: 'loading' | 'complete';
  url?: string | undefined;
}

/** A tab whose state the test sets. */
function tabShowing(now: Shown, id = 1) {
  vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation((async (id: number) => ({ id, ...now })) as never);
  return async (next: Partial<Shown>) => {
    Object.assign(now, next);
    await fakeBrowser.tabs.onUpdated.trigger(id, { status: now.status }, { id, ...now } as never);
  };
}
const nextTick = () => new Promise<void>((resolve) => setImmediate(resolve));
beforeEach(() => {
  fakeBrowser.tabs.onUpdated.removeAllListeners();
});

describe('where a tab landed', () => {
  it('is not the page that it leaves, which browsers still report as loaded', async () => {
    const change = tabShowing({ status: 'complete', url: OLD });
    const shown = vi.fn();
    const end = finalUrlOf(1, OLD).then(shown);
    await nextTick();
    await change({ status: 'complete', url: OLD }); // such as a new title
    await nextTick();
    expect(shown).not.toHaveBeenCalled();
    await change({ status: 'loading', url: OLD });
    await change({ status: 'complete', url: NEW });
    await end;
    expect(shown).toHaveBeenCalledWith(NEW);
  });

  it('is the same page again where that was reloaded', async () => {
    const change = tabShowing({ status: 'complete', url: OLD });
    const end = finalUrlOf(1, OLD);
    await change({ status: 'loading', url: OLD });
    await change({ status: 'complete', url: OLD });
    expect(await end).toBe(OLD);
  });

  it.each([NEW, undefined])('is found though it was there before: %s', async (url) => {
    tabShowing({ status: 'complete', url });
    expect(await finalUrlOf(1, OLD)).toBe(url ?? null);
  });

  it('is what a new tab shows first', async () => {
    const change = tabShowing({ status: 'complete', url: 'about:blank' });
    const end = finalUrlOf(1, null);
    await nextTick();
    await change({ status: 'complete', url: NEW });
    expect(await end).toBe(NEW);
  });

  it('in the tab that showed the console before, is what its link leads to now', async () => {
    const { tabId } = await openInTab(OLD, request('request-1'));
    const change = tabShowing({ status: 'complete', url: OLD }, tabId);
    vi.spyOn(fakeBrowser.tabs, 'update').mockImplementation((async () => ({ id: tabId })) as never);
    const opened = await openInTab(LINK, request('request-2', { reuse: true }));
    expect(opened).toMatchObject({ tabId, previousUrl: OLD });
    const end = waitForFinalPage(tabId, opened.previousUrl);
    await vi.waitFor(() => expect(fakeBrowser.tabs.onUpdated.hasListeners()).toBe(true));
    await nextTick();
    await change({ status: 'loading' });
    await change({ status: 'complete', url: NEW });
    expect(await end).toBe(NEW);
  });
});

describe('a window that was closed', () => {
  beforeEach(() => {
    const create = fakeBrowser.tabs.create.bind(fakeBrowser.tabs);
    vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(async ({ windowId, ...others }) => {
      if (windowId === 404) throw new Error('No window with id: 404.');
      return create(others);
    });
  });

  it('has its console opened in the window in front', async () => {
    const { tabId } = await openInTab(NEW, request('request-1', { windowId: 404 }));
    expect(fakeBrowser.tabs.create).toHaveBeenLastCalledWith({ url: NEW, active: true });
    expect(await tabOfRequest('request-1')).toBe(tabId);
  });

  it.each([404, null])('and was private opens it in no window: %s', async (windowId) => {
    await expect(openInTab(NEW, request('request-2', { windowId, privacy: 'private' }))).rejects.toThrow(/window/);
    expect(vi.mocked(fakeBrowser.tabs.create).mock.calls.filter(([{ windowId: id }]) => id !== 404)).toEqual([]);
    expect(await tabOfRequest('request-2')).toBeNull();
  });
});
