import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { LogInAs } from '@/tests/fake-cloud/horizon/handle';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { clicked, dashboardUser, guarded, openTabs } from '@/tests/unit/support/dashboard-user';
import { stubLoading } from '@/tests/unit/support/loading-tabs';
import { asked, newWorker } from '@/tests/unit/support/worker';
import { openInTab } from '@/utils/consoles/console-tabs';
import { redirectEnd } from '@/utils/dashboards/horizon/redirect';
import { addDashboard, listDashboards } from '@/utils/dashboards/store';
import { activity } from '@/utils/storage/activity';
import { lastConsole } from '@/utils/storage/last-console';

const cloud = fakeCloud({ password: PASSWORD });
let sees: (url: string) => boolean;

beforeEach(() => {
  sees = () => true;
});

/** Somebody who is logged in to the dashboard in this browser. */
function user(as: LogInAs = {}) {
  const one = dashboardUser(cloud, 'demo', as);
  stubLoading({ cookie: () => one.login.cookie, sees: (url) => sees(url) });
  return one;
}

describe("by Horizon's own redirect", () => {
  it('where the dashboard keeps its token to itself', async () => {
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch } = user();
    await addDashboard(dashboard);
    await newWorker(fetch).dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect((await openTabs()).at(-1)).toBe(
      `${dashboard.root}project/instances/${cloud.server('web-01').id}/auto_console`,
    );
    expect(await activity.list()).toMatchObject([{ via: 'redirect', outcome: 'opened' }]);
    expect(await listDashboards()).toEqual([{ ...dashboard, old: false }]);
  });

  it('is looked for once: each look makes Nova create a console', async () => {
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch } = user();
    cloud.resetRequests();
    await newWorker(fetch).dashboardConsoles.open(
      { ...dashboard, old: false },
      page,
      clicked(cloud, 'web-01'),
      'request-1',
    );
    expect(cloud.requests.filter(({ path }) => path.endsWith('/auto_console'))).toHaveLength(1); // the tab's own
  });

  it('is not asked for where the server can have no console', async () => {
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch } = user();
    cloud.resetRequests();
    const opening = newWorker(fetch).dashboardConsoles.open(
      dashboard,
      page,
      clicked(cloud, 'build-runner-7'),
      'request-1',
    );
    await expect(opening).rejects.toMatchObject({ code: 'SERVER_HAS_NO_CONSOLE' });
    expect(cloud.requests.filter(({ path }) => path.endsWith('/auto_console'))).toEqual([]);
  });

  it('the older one of a release before Pike', async () => {
    cloud.knobs.horizonRelease = 'mitaka';
    const { page, dashboard, fetch } = user();
    await newWorker(fetch).dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect((await openTabs()).at(-1)).toMatch(/\/project\/instances\/[^/]+\/vnc$/);
  });

  it('stores nothing of its release where the look for it fails in passing', async () => {
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch } = user();
    await addDashboard(dashboard);
    const failing: typeof fetch = async (input, init) =>
      String(input).endsWith('/auto_console') ? new Response('', { status: 503 }) : fetch(input, init);
    await newWorker(failing).dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect((await openTabs()).at(-1)).toMatch(/\/auto_console$/);
    expect(await listDashboards()).toEqual([dashboard]);
  });

  it('where the browser may not talk to Nova, without asking Nova anything', async () => {
    cloud.knobs.catalogHost = 'nova.elsewhere.test';
    stubBrowser({ granted: (origin) => !origin.includes('elsewhere') });
    const { page, dashboard, fetch } = user();
    await addDashboard(dashboard);
    await newWorker(guarded(fetch, dashboard.root)).dashboardConsoles.open(
      dashboard,
      page,
      clicked(cloud, 'web-01'),
      'request-1',
    );
    const [noted] = await listDashboards();
    expect(noted).toEqual({ ...dashboard, old: false, compute: ['http://nova.elsewhere.test/*'] });
    expect((await openTabs()).at(-1)).toContain('/project/instances/');
    expect(asked(cloud).filter((line) => line.startsWith('POST'))).toEqual([]);
  });
});

describe('a tab that was opened so', () => {
  const open = async () => {
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch } = user();
    const server = clicked(cloud, 'web-01');
    const { tabId } = await newWorker(fetch).dashboardConsoles.open(dashboard, page, server, 'request-1');
    return { tabId, target: `${dashboard.root} ${server.id}` };
  };
  const again = (target: string) =>
    openInTab('https://nova.example/vnc_lite.html', {
      ...{ target, requestId: 'request-2', reuse: true, windowId: null, privacy: 'normal' },
    });

  it("is known by its console's page, to be used again", async () => {
    const { tabId, target } = await open();
    expect(JSON.stringify(await fakeBrowser.storage.session.get('console-tabs'))).toMatch(/vnc_lite\.html"/);
    expect((await again(target)).tabId).toBe(tabId);
  });

  it('is not changed where the browser hides its address', async () => {
    sees = (url) => !url.includes('vnc_lite');
    const { tabId, target } = await open();
    expect((await again(target)).tabId).not.toBe(tabId);
    expect(await activity.list()).toMatchObject([{ via: 'redirect', outcome: 'handed-over' }]);
  });
});

describe('gets the reason why no console opens', () => {
  async function failing(
    change: (login: ReturnType<typeof user>['login']) => void,
    wrap = (fetch: typeof globalThis.fetch) => fetch,
  ) {
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch, login } = user();
    change(login);
    const before = (await openTabs()).length;
    const opening = newWorker(wrap(fetch)).dashboardConsoles.open(
      dashboard,
      page,
      clicked(cloud, 'web-01'),
      'request-1',
    );
    const problem = await opening.then(
      () => null,
      (error: unknown) => error,
    );
    const [noted] = await activity.list();
    expect(noted).toMatchObject({ via: 'redirect', outcome: (problem as { code?: string }).code });
    return { problem, opened: (await openTabs()).length - before };
  }

  it('another tab switched the project: names it, and opens nothing', async () => {
    const { problem, opened } = await failing((login) => login.switchProject('ops'));
    expect(problem).toMatchObject({ code: 'DASHBOARD_SWITCHED', facts: { projectName: 'ops' } });
    expect(opened).toBe(0);
  });

  it('another tab switched the region: names it, and opens nothing', async () => {
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch, login } = user();
    login.switchRegion('RegionTwo');
    const there = { ...page, regionName: 'RegionOne' };
    const before = (await openTabs()).length;
    const opening = newWorker(fetch).dashboardConsoles.open(dashboard, there, clicked(cloud, 'web-01'), 'request-1');
    await expect(opening).rejects.toMatchObject({
      code: 'DASHBOARD_REGION_SWITCHED',
      facts: { regionName: 'RegionTwo' },
    });
    expect((await openTabs()).length).toBe(before);
  });

  it('the server is gone, and nothing else has changed', async () => {
    const { id } = clicked(cloud, 'mon-01'); // another project's
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch } = user();
    const server = { id, name: 'mon-01', check: false };
    const opening = newWorker(fetch).dashboardConsoles.open(dashboard, page, server, 'request-1');
    await expect(opening).rejects.toMatchObject({ code: 'SERVER_NOT_FOUND', facts: { requestId: expect.any(String) } });
  });

  it('another user has logged in since, who does not see the server', async () => {
    cloud.knobs.horizonClientToken = false;
    const { dashboard, page } = user();
    const other = dashboardUser(cloud, 'admin', { project: 'admin' });
    const opening = newWorker(other.fetch).dashboardConsoles.open(
      dashboard,
      page,
      clicked(cloud, 'web-01'),
      'request-1',
    );
    const problem = await opening.catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: 'DASHBOARD_OTHER_USER', facts: {} });
  });

  it('Horizon led back to its list: as a failure, and no last console', async () => {
    const server = cloud.server('web-01');
    const { consoles } = server;
    const { problem, opened } = await failing(() => {
      server.consoles = [];
    });
    server.consoles = consoles;
    expect(problem).toMatchObject({ code: 'DASHBOARD_NO_CONSOLE' });
    expect(opened).toBe(1);
    expect(await lastConsole.get()).toBeNull();
  });

  it('where Horizon says nothing of servers: its list, and the project that it is in now', async () => {
    const silent = (fetch: typeof globalThis.fetch) => (input: RequestInfo | URL, init?: RequestInit) =>
      String(input).includes('/api/nova/') ? Promise.resolve(new Response('', { status: 404 })) : fetch(input, init);
    const { problem, opened } = await failing((login) => login.switchProject('ops'), silent);
    expect(opened).toBe(1);
    expect(problem).toMatchObject({ code: 'DASHBOARD_SWITCHED', facts: { projectName: 'ops' } });
  });

  it('where Horizon says nothing at all: its login', async () => {
    const { problem } = await failing((login) => {
      login.end();
      cloud.knobs.horizonOff = ['rest'];
    });
    expect(problem).toMatchObject({ code: 'DASHBOARD_SESSION_ENDED' });
  });
});

it.each([
  ['https://nova.example/vnc_lite.html?path=%3Ftoken%3Dabc', 'console'],
  ['https://nova.example:6080/vnc_auto.html?token=abc', 'console'],
  ['https://nova.example/spice_auto.html?token=abc', 'console'],
  ['https://nova.example/?token=abc', 'console'],
  ['https://nova.example/prefix/vnc.html', 'console'],
  ['https://cloud.example/horizon/vnc_lite.html?token=abc', 'console'],
  ['https://cloud.example/horizon/auth/login/?next=/horizon/', 'login'],
  ['https://cloud.example/horizon/project/instances/?token=abc', 'back'],
  ['https://sso.example/auth?client_id=horizon&id_token=1', 'elsewhere'],
  ['https://cloud.example/horizon/home/', 'elsewhere'],
  ['nonsense', 'elsewhere'],
])('the redirect led to %s: %s', (shown, end) => {
  expect(redirectEnd('https://cloud.example/horizon/', shown)).toBe(end);
});
