import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { clicked, dashboardUser, guarded, openTabs } from '@/tests/unit/support/dashboard-user';
import { asked, newWorker } from '@/tests/unit/support/worker';
import { addDashboard, listDashboards } from '@/utils/dashboards/store';
import { activity } from '@/utils/storage/activity';
import { lastConsole } from '@/utils/storage/last-console';

const cloud = fakeCloud({ password: PASSWORD });

/** What was asked of Nova and Horizon, without their order: some of it is asked at once. */
const calls = () => asked(cloud).sort();

describe("with Horizon's session", () => {
  it('asks Horizon for session and catalog, Nova for the console, and opens it', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const worker = newWorker(fetch);
    await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect(calls()).toEqual([
      'GET /horizon/api/keystone/svc-catalog/',
      'GET /horizon/api/keystone/user-session/',
      'POST /v2.1/servers/{id}/remote-consoles',
    ]);
    expect((await openTabs()).at(-1)).toContain('vnc_lite.html');
    expect(await activity.list()).toMatchObject([{ via: 'dashboard', serverName: 'web-01', outcome: 'opened' }]);
  });

  it('asks Nova at once when the session was prepared, and checks the session beside that', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    let asking = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asking = resolve;
    });
    let isReady = false;
    // Horizon answers only after a request to Nova: code that waits for Horizon first never ends.
    const worker = newWorker(async (input, init) => {
      if (isReady && init?.method === 'POST') asking();
      if (isReady && String(input).includes('/user-session/')) await isAsked;
      return fetch(input, init);
    });
    await worker.dashboardConsoles.prepare(dashboard);
    isReady = true;
    cloud.resetRequests();
    await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect(calls().sort()).toEqual([
      'GET /horizon/api/keystone/user-session/',
      'POST /v2.1/servers/{id}/remote-consoles',
    ]);
  });

  it('stores neither token nor console URL, in no area', async () => {
    const { page, dashboard, fetch, login } = dashboardUser(cloud);
    const worker = newWorker(fetch);
    await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    const { local, session, sync } = fakeBrowser.storage;
    const stored = JSON.stringify([await local.get(), await session.get(), await sync.get()]);
    expect(stored).toContain('web-01');
    expect(stored).not.toContain(login.token());
    for (const secret of cloud.secrets()) expect(stored).not.toContain(secret);
  });

  it('opens once, however often the same click is asked', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const before = (await openTabs()).length;
    for (const worker of [newWorker(fetch), newWorker(fetch)])
      await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect((await openTabs()).length).toBe(before + 1);
  });

  it('is read again where Nova refuses it, once', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const worker = newWorker(fetch);
    await worker.dashboardConsoles.prepare(dashboard);
    cloud.fail({ service: 'nova', status: 401 });
    cloud.resetRequests();
    await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect(asked(cloud).filter((line) => line.startsWith('POST'))).toHaveLength(2);
    cloud.fail({ service: 'nova', status: 401, times: null });
    const again = worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-2');
    await expect(again).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  });

  it('has ended: gives that error, opens nothing', async () => {
    const { page, dashboard, fetch, login } = dashboardUser(cloud);
    const worker = newWorker(fetch);
    await worker.dashboardConsoles.prepare(dashboard);
    login.end();
    const before = (await openTabs()).length;
    const opening = worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    await expect(opening).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
    expect((await openTabs()).length).toBe(before);
    expect(await activity.list()).toMatchObject([{ outcome: 'DASHBOARD_SESSION_ENDED' }]);
  });

  it('was switched in another tab: names the project it is in now, even where the old one is still in memory', async () => {
    const { page, dashboard, fetch, login } = dashboardUser(cloud);
    const worker = newWorker(fetch);
    await worker.dashboardConsoles.prepare(dashboard);
    login.switchProject('ops');
    const opening = worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    await expect(opening).rejects.toMatchObject({ code: 'DASHBOARD_SWITCHED', facts: { projectName: 'ops' } });
    // The page that was loaded after the switch is right at once.
    const server = clicked(cloud, 'mon-01');
    await worker.dashboardConsoles.open(dashboard, { ...page, projectName: 'ops' }, server, 'request-2');
    expect(await activity.list()).toMatchObject([{ outcome: 'opened' }, { outcome: 'DASHBOARD_SWITCHED' }]);
  });

  it("goes to the region that the page shows, else to the session's", async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const novaTwo = new URL(cloud.novaTwoUrl).port;
    const worker = newWorker(fetch);
    const far = cloud.world.servers.find((server) => server.region === 'RegionTwo' && server.status === 'ACTIVE');
    const server = { id: far?.id ?? '', name: far?.name ?? null, check: false };
    await worker.dashboardConsoles.open(dashboard, { ...page, regionName: 'RegionTwo' }, server, 'request-1');
    expect(novaTwo).not.toBe('');
    expect(cloud.requests.at(-1)).toMatchObject({ region: 'RegionTwo', method: 'POST', status: 200 });
  });

  it("gives Nova's own reason to a reader", async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud, 'reader');
    const opening = newWorker(fetch).dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    await expect(opening).rejects.toMatchObject({
      code: 'CONSOLE_FORBIDDEN',
      facts: { requestId: expect.any(String) },
    });
  });

  it('finds which servers can have no console, and why', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const ids = ['build-runner-7', 'web-01', 'legacy-billing'].map((name) => cloud.server(name).id);
    expect(await newWorker(fetch).dashboardConsoles.obstacles(dashboard, page, ids)).toEqual({
      [ids[0] ?? '']: 'shutoff',
      [ids[2] ?? '']: 'error',
    });
  });

  it.each([
    ['Nova cannot be reached', { catalogHost: '127.0.0.1', horizonClientToken: true }],
    ['the browser may not talk to Nova', { catalogHost: 'nova.elsewhere.test', horizonClientToken: true }],
    ['Horizon keeps its token to itself', { catalogHost: '127.0.0.1', horizonClientToken: false }],
  ])('asks Horizon which servers can have no console where %s, and refuses a click with that', async (_, knobs) => {
    Object.assign(cloud.knobs, knobs);
    stubBrowser({ granted: (origin) => !origin.includes('elsewhere') });
    cloud.fail({ service: 'nova', effect: 'reset', times: null });
    const { page, dashboard, fetch } = dashboardUser(cloud);
    await addDashboard(dashboard);
    const ids = ['build-runner-7', 'web-01', 'legacy-billing'].map((name) => cloud.server(name).id);
    const worker = newWorker(guarded(fetch, dashboard.root));
    const before = (await openTabs()).length;
    expect(await worker.dashboardConsoles.obstacles(dashboard, page, ids)).toEqual({
      [ids[0] ?? '']: 'shutoff',
      [ids[2] ?? '']: 'error',
    });
    const off = worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'build-runner-7'), 'request-1');
    await expect(off).rejects.toMatchObject({ code: 'SERVER_HAS_NO_CONSOLE', facts: { obstacle: 'shutoff' } });
    const gone = { id: '00000000-0000-4000-8000-000000000000', name: null, check: false };
    const opening = worker.dashboardConsoles.open(dashboard, page, gone, 'request-2');
    await expect(opening).rejects.toMatchObject({
      code: 'SERVER_NOT_FOUND',
      facts: { requestId: expect.stringMatching(/^req-/) },
    });
    expect((await openTabs()).length).toBe(before);
    const missing = knobs.catalogHost === '127.0.0.1' ? undefined : ['http://nova.elsewhere.test/*'];
    expect((await listDashboards())[0]?.compute).toEqual(missing);
  });

  it('finds no obstacles where neither Nova nor Horizon answers', async () => {
    const { page, dashboard, fetch, login } = dashboardUser(cloud);
    login.end();
    const ids = [cloud.server('build-runner-7').id];
    expect(await newWorker(fetch).dashboardConsoles.obstacles(dashboard, page, ids)).toEqual({});
  });

  it('opens consoles of all projects for an administrator', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud, 'admin', { project: 'admin' });
    const server = clicked(cloud, 'mon-01');
    await newWorker(fetch).dashboardConsoles.open(dashboard, { ...page, panel: 'admin' }, server, 'request-1');
    expect(await activity.list()).toMatchObject([{ via: 'dashboard', outcome: 'opened' }]);
  });
});

describe('what a hostile dashboard can do', () => {
  it("does not include giving another dashboard's session", async () => {
    const { page, fetch } = dashboardUser(cloud);
    const hostile = 'http://127.0.0.2/horizon/';
    const sent: string[] = [];
    const redirecting: typeof fetch = async (input, init) => {
      const url = String(input);
      sent.push(url);
      if (!url.startsWith(hostile)) return fetch(input, init);
      // As a browser does: it follows only where it is asked to.
      if (init?.redirect === 'manual') return new Response(null, { status: 302 });
      return fetch(url.replace(hostile, cloud.horizonUrl), init);
    };
    const opening = newWorker(redirecting).dashboardConsoles.open(
      { root: hostile, kind: 'horizon' },
      page,
      clicked(cloud, 'web-01'),
      'request-1',
    );
    await expect(opening).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
    expect(sent.every((url) => url.startsWith(hostile))).toBe(true);
  });

  it("does not include using another user's login", async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud, 'admin', { project: 'admin' });
    const theirs = { ...page, userName: 'demo', projectName: 'demo' };
    const opening = newWorker(fetch).dashboardConsoles.open(dashboard, theirs, clicked(cloud, 'web-01'), 'request-1');
    await expect(opening).rejects.toMatchObject({ code: 'DASHBOARD_OTHER_USER' });
    expect(asked(cloud).filter((line) => line.startsWith('POST'))).toEqual([]);
  });
});

describe('the key that reopens the last console', () => {
  it('opens one of a dashboard again, with a fresh URL', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const worker = newWorker(fetch);
    await addDashboard(dashboard);
    await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    const first = (await openTabs()).at(-1);
    await newWorker(fetch).consoles.reopen({ requestId: 'request-2' });
    const second = (await openTabs()).at(-1);
    expect(second).toContain('vnc_lite.html');
    expect(second).not.toBe(first);
  });

  it('gives an error where the dashboard was disabled since', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const worker = newWorker(fetch);
    await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    const again = worker.consoles.reopen({ requestId: 'request-2' });
    await expect(again).rejects.toMatchObject({ code: 'DASHBOARD_DISABLED' });
    await lastConsole.forget(dashboard.root);
    expect(await lastConsole.get()).toBeNull();
  });
});
