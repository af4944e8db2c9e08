import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { browser } from '@/utils/browser';
import { dashboardRequests } from '@/utils/messaging/dashboard-requests';
import type { Routes } from '@/utils/messaging/gate';
import { createLimits } from '@/utils/messaging/limits';
import { requests } from '@/utils/messaging/page-requests';
import type { Sender } from '@/utils/messaging/sender';
import { ask as askGate, SAMPLE } from './sample';

const ROOT = 'https://horizon.example.org/horizon/';
const EVIL = 'https://evil.example';
const extensionOrigin = browser.runtime.getURL('/').slice(0, -1);
const id = browser.runtime.id;
const contentScript: Sender = {
  ...{ id, tab: { id: 7 }, frameId: 0, origin: 'https://horizon.example.org', url: `${ROOT}project/instances/` },
};
const page = { panel: 'project', userName: null, projectName: 'demo', domainName: null, regionName: null };
const openRequest = {
  page,
  server: { id: '0b0a3b9c-5d7e-4f11-8a22-3344556677aa', name: 'web-01', checkStatus: false },
  requestId: '3b7d1f6e-9c1a-4f43-8a5b-0d9e8c7b6a51',
};
const handled = vi.fn();

const routes: Routes<{ root: string }> = {
  pages: new Proxy({}, { get: (_, name) => async () => handled(name) }) as Routes<never>['pages'],
  dashboards: {
    dashboardObstacles: async () => handled('dashboardObstacles'),
    dashboardCacheSession: async () => handled('dashboardCacheSession'),
    dashboardCheck: async () => handled('dashboardCheck'),
    dashboardOpenSettings: async () => handled('dashboardOpenSettings'),
    dashboardOpen: async (_, dashboard, tab) => {
      handled('dashboardOpen', dashboard, tab);
      return null;
    },
  },
  dashboardOf: async (url) => (url.startsWith(ROOT) ? { root: ROOT } : null),
  problemOf: () => ({ code: 'INTERNAL', facts: { report: 'frames' } }),
};

beforeEach(() => {
  handled.mockReset();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

describe('a content script', () => {
  it('may send its own requests, and counts as the dashboard that the browser says it is in', async () => {
    const other = 'https://other.example.org/';
    const forged = { ...openRequest, root: other, url: other, page: { ...page, root: other } };
    const enabled = [ROOT, other].map((root) => ({ root }));
    const routesOfBoth = {
      ...routes,
      dashboardOf: async (url: string) => enabled.find(({ root }) => url.startsWith(root)) ?? null,
    };
    expect(await askGate(routesOfBoth, 'dashboardOpen', forged, contentScript)).toEqual({ ok: true, value: null });
    expect(handled).toHaveBeenCalledWith('dashboardOpen', { root: ROOT }, { windowId: null, cookieJar: 'normal' });
  });

  it.each<[string, Sender['tab'], 'normal' | 'private' | 'container']>([
    ['Chromium', { id: 7, windowId: 3, incognito: false }, 'normal'],
    ['Chromium, incognito', { id: 7, windowId: 3, incognito: true }, 'private'],
    ['Firefox', { id: 7, windowId: 3, incognito: false, cookieStoreId: 'firefox-default' }, 'normal'],
    ['Firefox, private', { id: 7, windowId: 3, incognito: true, cookieStoreId: 'firefox-private' }, 'private'],
    ['Firefox, container', { id: 7, windowId: 3, incognito: false, cookieStoreId: 'firefox-container-2' }, 'container'],
  ])('is taken for one in the window that the browser says it is in: %s', async (_, tab, cookieJar) => {
    const forged = { ...openRequest, tab: { windowId: 1, cookieJar: 'normal' } };
    await askGate(routes, 'dashboardOpen', forged, { ...contentScript, tab });
    expect(handled).toHaveBeenCalledWith('dashboardOpen', { root: ROOT }, { windowId: 3, cookieJar });
  });

  it.each(Object.keys(requests) as (keyof typeof requests)[])('may not ask %s', async (name) => {
    expect(await askGate(routes, name, SAMPLE, contentScript)).toMatchObject({ ok: false });
    expect(handled).not.toHaveBeenCalled();
  });

  it.each<[string, Sender]>([
    ['a frame of the dashboard in another page', { ...contentScript, frameId: 3 }],
    ['a page that is not enabled', { ...contentScript, origin: EVIL, url: `${EVIL}/horizon/` }],
    ['another port of the host', { ...contentScript, url: 'https://horizon.example.org:8443/horizon/' }],
    ['an address that is not of the origin', { ...contentScript, origin: EVIL }],
    ['a sandboxed page', { ...contentScript, origin: 'null' }],
    ['another extension', { ...contentScript, id: 'other-extension' }],
    ['no tab, as a worker of a page has none', { ...contentScript, tab: undefined }],
    [
      'an extension page: it has its own requests',
      { id, origin: extensionOrigin, url: `${extensionOrigin}/popup.html` },
    ],
    ['a local file', { ...contentScript, origin: 'null', url: 'file:///horizon/' }],
    ['a sender without any property', {}],
  ])('is refused: %s', async (_, sender) => {
    for (const name of Object.keys(dashboardRequests) as (keyof typeof dashboardRequests)[])
      expect(await askGate(routes, name, SAMPLE, sender)).toEqual({
        ok: false,
        problem: { code: expect.stringMatching(/^(INTERNAL|DASHBOARD_DISABLED)$/), facts: {} },
      });
    expect(handled).not.toHaveBeenCalled();
  });

  it.each([
    ['an id that is no UUID', { ...openRequest, server: { ...openRequest.server, id: '../../os-services' } }],
    ['no request id', { ...openRequest, requestId: '' }],
    ['an unknown panel', { ...openRequest, page: { ...page, panel: 'identity' } }],
    ['nothing', undefined],
  ])('is refused: %s', async (_, data) => {
    expect(await askGate(routes, 'dashboardOpen', data, contentScript)).toMatchObject({ ok: false });
    expect(handled).not.toHaveBeenCalled();
  });

  it('is refused whatever else it says', async () => {
    await forAnyAsync(100, fc.anything({ withNullPrototype: true }), async (data) => {
      expect(await askGate(routes, 'dashboardOpen', data, contentScript)).toMatchObject({ ok: false });
    });
    expect(handled).not.toHaveBeenCalled();
  });
});

describe('one tab', () => {
  const ids = (count: number) => Array.from({ length: count }, () => openRequest.server.id);
  const limits = createLimits();
  const ask = (serverIds: string[], sender = contentScript) =>
    askGate(routes, 'dashboardObstacles', { page, serverIds }, sender, limits);
  const RATE_LIMITED = { ok: false, problem: { code: 'RATE_LIMITED', facts: {} } };

  it('has one request for obstacles answered at a time; other tabs do not wait for it', async () => {
    let finish = (_: unknown) => {};
    handled.mockReturnValueOnce(new Promise((resolve) => (finish = resolve)));
    const first = ask(ids(1));
    const waiting = [ask(ids(1)), ask(ids(1)), ask(ids(1))];
    await vi.waitFor(() => expect(handled).toHaveBeenCalledTimes(1));
    expect(await ask(ids(1))).toEqual(RATE_LIMITED);
    expect(await ask(ids(1), { ...contentScript, tab: { id: 8 } })).toMatchObject({ ok: true });
    finish({});
    expect(await first).toEqual({ ok: true, value: {} });
    for (const one of await Promise.all(waiting)) expect(one).toMatchObject({ ok: true });
    expect(handled).toHaveBeenCalledTimes(5);
    expect(await ask(ids(1))).toMatchObject({ ok: true });
  });

  it('may send the next request after one that failed, and is given no report of it', async () => {
    handled.mockRejectedValueOnce(new Error('no'));
    expect(await ask(ids(1))).toEqual({ ok: false, problem: { code: 'INTERNAL', facts: {} } });
    expect(await ask(ids(1))).toMatchObject({ ok: true });
  });

  it('may ask for a hundred servers at most', async () => {
    expect(await ask(ids(100))).toMatchObject({ ok: true });
    expect(await ask(ids(101))).toMatchObject({ ok: false, problem: { code: 'INTERNAL' } });
  });
});

describe('a page that clicks or changes again and again', () => {
  let now = 0;
  const RATE_LIMITED = { ok: false, problem: { code: 'RATE_LIMITED', facts: {} } };
  const DATA = {
    ...{
      dashboardCheck: {},
      dashboardOpen: openRequest,
      dashboardOpenSettings: { page },
      dashboardCacheSession: { page },
    },
    dashboardObstacles: { page, serverIds: [openRequest.server.id] },
  };
  const createClicker = () => {
    const limits = createLimits(() => now);
    return (name: keyof typeof DATA, sender = contentScript, usedRoutes = routes) =>
      askGate(usedRoutes, name, DATA[name], sender, limits);
  };
  const countUntilLimited = async (ask: () => Promise<unknown>) => {
    for (let count = 0; count < 1_000; count += 1)
      if (JSON.stringify(await ask()) === JSON.stringify(RATE_LIMITED)) return count;
    return null;
  };

  it.each([
    ['dashboardOpen', 15, 1_000],
    ['dashboardOpenSettings', 3, 10_000],
    ['dashboardObstacles', 60, 500],
    ['dashboardCacheSession', 30, 2_000],
    ['dashboardCheck', 300, 100],
  ] as const)('has %s done %i times, and then once in %i ms, whatever tab it is in', async (name, most, everyMs) => {
    const click = createClicker();
    let tab = 0;
    const fromAnotherTab = () => click(name, { ...contentScript, tab: { id: ++tab } });
    expect(await countUntilLimited(fromAnotherTab)).toBe(most);
    expect(handled).toHaveBeenCalledTimes(most);
    now += everyMs - 1;
    expect(await fromAnotherTab()).toEqual(RATE_LIMITED);
    now += 1;
    expect(await countUntilLimited(fromAnotherTab)).toBe(1);
    now += 3_600_000;
    expect(await countUntilLimited(fromAnotherTab)).toBe(most);
  });

  it('is refused before anything is read from storage', async () => {
    const click = createClicker();
    const dashboardOf = vi.fn(routes.dashboardOf);
    const ask = () => click('dashboardObstacles', contentScript, { ...routes, dashboardOf });
    expect(await countUntilLimited(ask)).toBe(60);
    expect(dashboardOf).toHaveBeenCalledTimes(60);
  });

  it('takes nothing from another dashboard', async () => {
    const click = createClicker();
    expect(await countUntilLimited(() => click('dashboardOpen'))).toBe(15);
    const root = 'https://horizon.example.org:8443/horizon/';
    const other = { ...contentScript, origin: new URL(root).origin, url: `${root}project/instances/` };
    const routesOfBoth = { ...routes, dashboardOf: async () => ({ root }) };
    expect(await click('dashboardOpen', other, routesOfBoth)).toMatchObject({ ok: true });
  });
});
