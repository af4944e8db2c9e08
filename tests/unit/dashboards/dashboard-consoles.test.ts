import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { clicked, guarded, openTabs, tabsOpenedBy, userWithWorker } from '@/tests/unit/support/dashboard-user';
import { asked, newWorker } from '@/tests/unit/support/worker';
import { addDashboard, listDashboards } from '@/utils/dashboards/store';
import { activity } from '@/utils/storage/activity';
import { lastConsole } from '@/utils/storage/last-console';

const cloud = fakeCloud({ password: PASSWORD });

const MIXED = ['build-runner-7', 'web-01', 'legacy-billing'];
/** Expects what a mixed list of servers is told. */
async function expectObstacles(user: ReturnType<typeof userWithWorker>) {
  const ids = MIXED.map((name) => cloud.server(name).id);
  expect(await user.obstacles(ids)).toEqual({ [ids[0] ?? '']: 'shutoff', [ids[2] ?? '']: 'error' });
}

/** What was asked of Nova and Horizon, without their order: some of it is asked at once. */
const calls = () => asked(cloud).sort();

describe("with Horizon's session", () => {
  it('asks Horizon for session and catalog, Nova for the console, and opens it', async () => {
    await userWithWorker(cloud).open('web-01');
    expect(calls()).toEqual([
      'GET /horizon/api/keystone/svc-catalog/',
      'GET /horizon/api/keystone/user-session/',
      'POST /v2.1/servers/{id}/remote-consoles',
    ]);
    expect((await openTabs()).at(-1)).toContain('vnc_lite.html');
    expect(await activity.list()).toMatchObject([{ via: 'dashboard', serverName: 'web-01', outcome: 'opened' }]);
  });

  it('asks Nova at once when the session was prepared, and checks the session beside that', async () => {
    let asking = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asking = resolve;
    });
    let isReady = false;
    // Horizon answers only after a request to Nova: code that waits for Horizon first never ends.
    const wrap = (fetch: typeof globalThis.fetch): typeof fetch => {
      return async (input, init) => {
        if (isReady && init?.method === 'POST') asking();
        if (isReady && String(input).includes('/user-session/')) await isAsked;
        return fetch(input, init);
      };
    };
    const { prepare, open } = userWithWorker(cloud, 'demo', { wrap });
    await prepare();
    isReady = true;
    cloud.resetRequests();
    await open('web-01');
    expect(calls()).toEqual(['GET /horizon/api/keystone/user-session/', 'POST /v2.1/servers/{id}/remote-consoles']);
  });

  it('stores neither token nor console URL, in no area', async () => {
    const { open, login } = userWithWorker(cloud);
    await open('web-01');
    const { local, session, sync } = fakeBrowser.storage;
    const stored = JSON.stringify([await local.get(), await session.get(), await sync.get()]);
    expect(stored).toContain('web-01');
    expect(stored).not.toContain(login.token());
    for (const secret of cloud.secrets()) expect(stored).not.toContain(secret);
  });

  it('opens once, however often the same click is asked', async () => {
    const { page, dashboard, fetch } = userWithWorker(cloud);
    const openTwice = async () => {
      for (const { dashboardConsoles } of [newWorker(fetch), newWorker(fetch)])
        await dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    };
    expect(await tabsOpenedBy(openTwice)).toBe(1);
  });

  it('is read again where Nova refuses it, once', async () => {
    const { prepare, open } = userWithWorker(cloud);
    await prepare();
    cloud.fail({ service: 'nova', status: 401 });
    cloud.resetRequests();
    await open('web-01');
    expect(asked(cloud).filter((line) => line.startsWith('POST'))).toHaveLength(2);
    cloud.fail({ service: 'nova', status: 401, times: null });
    await expect(open('web-01')).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  });

  it('has ended: gives that error, opens nothing', async () => {
    const { prepare, open, login } = userWithWorker(cloud);
    await prepare();
    login.end();
    const refused = () => expect(open('web-01')).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
    expect(await tabsOpenedBy(refused)).toBe(0);
    expect(await activity.list()).toMatchObject([{ outcome: 'DASHBOARD_SESSION_ENDED' }]);
  });

  it('was switched in another tab: names the project it is in now, even where the old one is still in memory', async () => {
    const { prepare, open, login } = userWithWorker(cloud);
    await prepare();
    login.switchProject('ops');
    const switched = { code: 'DASHBOARD_SWITCHED', facts: { projectName: 'ops' } };
    await expect(open('web-01')).rejects.toMatchObject(switched);
    // The page that was loaded after the switch is right at once.
    await open('mon-01', { projectName: 'ops' });
    expect(await activity.list()).toMatchObject([{ outcome: 'opened' }, { outcome: 'DASHBOARD_SWITCHED' }]);
  });

  it("goes to the region that the page shows, else to the session's", async () => {
    const far = cloud.contents.servers.find((server) => server.region === 'RegionTwo' && server.status === 'ACTIVE');
    const server = { id: far?.id ?? '', name: far?.name ?? null, checkStatus: false };
    await userWithWorker(cloud).open(server, { regionName: 'RegionTwo' });
    expect(new URL(cloud.novaTwoUrl).port).not.toBe('');
    expect(cloud.requests.at(-1)).toMatchObject({ region: 'RegionTwo', method: 'POST', status: 200 });
  });

  it("gives Nova's own reason to a reader", async () => {
    const reason = { code: 'CONSOLE_FORBIDDEN', facts: { requestId: expect.any(String) } };
    await expect(userWithWorker(cloud, 'reader').open('web-01')).rejects.toMatchObject(reason);
  });

  it('finds which servers can have no console, and why', async () => {
    await expectObstacles(userWithWorker(cloud));
  });

  it.each([
    ['Nova cannot be reached', { catalogHost: '127.0.0.1', horizonClientToken: true }],
    ['the browser may not talk to Nova', { catalogHost: 'nova.elsewhere.test', horizonClientToken: true }],
    ['Horizon does not give its token', { catalogHost: '127.0.0.1', horizonClientToken: false }],
  ])('asks Horizon which servers can have no console where %s, and refuses a click with that', async (_, config) => {
    Object.assign(cloud.config, config);
    stubBrowser({ granted: (origin) => !origin.includes('elsewhere') });
    cloud.fail({ service: 'nova', effect: 'reset', times: null });
    const user = userWithWorker(cloud, 'demo', { wrap: (fetch) => guarded(fetch, cloud.horizonUrl) });
    await addDashboard(user.dashboard);
    await expectObstacles(user);
    const gone = { id: '00000000-0000-4000-8000-000000000000', name: null, checkStatus: false };
    const off = { code: 'SERVER_HAS_NO_CONSOLE', facts: { obstacle: 'shutoff' } };
    const unknown = { code: 'SERVER_NOT_FOUND', facts: { requestId: expect.stringMatching(/^req-/) } };
    const clicks = async () => {
      await expect(user.open('build-runner-7')).rejects.toMatchObject(off);
      await expect(user.open(gone)).rejects.toMatchObject(unknown);
    };
    expect(await tabsOpenedBy(clicks)).toBe(0);
    const missing = config.catalogHost === '127.0.0.1' ? undefined : ['http://nova.elsewhere.test/*'];
    expect((await listDashboards())[0]?.compute).toEqual(missing);
  });

  it('finds no obstacles where neither Nova nor Horizon answers', async () => {
    const { obstacles, login } = userWithWorker(cloud);
    login.end();
    expect(await obstacles([cloud.server('build-runner-7').id])).toEqual({});
  });

  it('opens consoles of all projects for an administrator', async () => {
    await userWithWorker(cloud, 'admin', { as: { project: 'admin' } }).open('mon-01', { panel: 'admin' });
    expect(await activity.list()).toMatchObject([{ via: 'dashboard', outcome: 'opened' }]);
  });
});

describe('what a hostile dashboard can do', () => {
  it("does not include giving another dashboard's session", async () => {
    const { page, fetch } = userWithWorker(cloud);
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
    const { dashboardConsoles } = newWorker(redirecting);
    const dashboard = { root: hostile, kind: 'horizon' } as const;
    const opening = dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    await expect(opening).rejects.toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
    expect(sent.every((url) => url.startsWith(hostile))).toBe(true);
  });

  it("does not include using another user's login", async () => {
    const { open } = userWithWorker(cloud, 'admin', { as: { project: 'admin' } });
    await expect(open('web-01', { userName: 'demo', projectName: 'demo' })).rejects.toMatchObject({
      code: 'DASHBOARD_OTHER_USER',
    });
    expect(asked(cloud).filter((line) => line.startsWith('POST'))).toEqual([]);
  });
});

describe('the key that reopens the last console', () => {
  it('opens one of a dashboard again, with a fresh URL', async () => {
    const { dashboard, fetch, open } = userWithWorker(cloud);
    await addDashboard(dashboard);
    await open('web-01');
    const first = (await openTabs()).at(-1);
    await newWorker(fetch).consoles.reopen({ requestId: 'request-2' });
    const second = (await openTabs()).at(-1);
    expect(second).toContain('vnc_lite.html');
    expect(second).not.toBe(first);
  });

  it('gives an error where the dashboard was disabled since', async () => {
    const { dashboard, worker, open } = userWithWorker(cloud);
    await open('web-01');
    const again = worker.consoles.reopen({ requestId: 'request-2' });
    await expect(again).rejects.toMatchObject({ code: 'DASHBOARD_DISABLED' });
    await lastConsole.removeFor(dashboard.root);
    expect(await lastConsole.get()).toBeNull();
  });
});
