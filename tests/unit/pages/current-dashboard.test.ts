import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { currentDashboard } from '@/utils/pages/current-dashboard';

const ROOT = 'https://horizon.example.org/horizon/';

beforeEach(() => fakeBrowser.reset());

/** A window whose tab in front is this one and shows a dashboard. */
function inFront(tab: { incognito?: boolean; cookieStoreId?: string }) {
  fakeBrowser.tabs.query = vi.fn(async () => [{ id: 7, windowId: 1, ...tab }]) as never;
  fakeBrowser.scripting.executeScript = vi.fn(async () => [{ result: { root: ROOT, kind: 'horizon' } }]) as never;
  fakeBrowser.permissions.contains = vi.fn(async () => true) as never;
}

describe('whether the login behind the tab can be read', () => {
  it.each([
    ['a normal window', {}, true],
    ['a normal window of Firefox', { cookieStoreId: 'firefox-default' }, true],
    ['a private window', { incognito: true }, false],
    ['a container', { cookieStoreId: 'firefox-container-2' }, false],
  ])('%s', async (_where, tab, hasNormalCookies) => {
    inFront(tab);
    expect(await currentDashboard()).toMatchObject({
      root: ROOT,
      enabled: false,
      isCloudSaved: false,
      hasNormalCookies,
    });
  });
});
