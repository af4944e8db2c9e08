import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import {
  clicked,
  dashboardUser,
  guarded,
  openTabs,
  tabsOpenedBy,
  userWithWorker,
} from '@/tests/unit/support/dashboard-user';
import { stubLoading } from '@/tests/unit/support/loading-tabs';
import { asked } from '@/tests/unit/support/worker';
import { openInTab } from '@/utils/consoles/console-tabs';
import { redirectEnd } from '@/utils/dashboards/horizon/redirect';
import { addDashboard, listDashboards } from '@/utils/dashboards/store';
import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { activity } from '@/utils/storage/activity';
import { lastConsole } from '@/utils/storage/last-console';

const cloud = fakeCloud({ password: PASSWORD });
let sees: (url: string) => boolean;

beforeEach(() => {
  sees = () => true;
});

/** Somebody who is logged in in this browser; the dashboard gives its token with `givesToken` only. */
function user(wrap?: (fetch: typeof globalThis.fetch) => typeof fetch, givesToken = false) {
  cloud.config.horizonClientToken = givesToken;
  const one = userWithWorker(cloud, 'demo', wrap && { wrap });
  stubLoading({ cookie: () => one.login.cookie, sees: (url) => sees(url) });
  return one;
}
/** The requests for the redirect. */
const looks = () => cloud.requests.filter(({ path }) => path.endsWith('/auto_console'));

describe("by Horizon's own redirect", () => {
  it('where the dashboard does not give its token', async () => {
    const { dashboard, open } = user();
    await addDashboard(dashboard);
    await open('web-01');
    const { id } = cloud.server('web-01');
    expect((await openTabs()).at(-1)).toBe(`${dashboard.root}project/instances/${id}/auto_console`);
    expect(await activity.list()).toMatchObject([{ via: 'redirect', outcome: 'opened' }]);
    expect(await listDashboards()).toEqual([{ ...dashboard, isBeforePike: false }]);
  });

  it('is looked for once: each look makes Nova create a console', async () => {
    const { page, dashboard, worker } = user();
    const knownRelease = { ...dashboard, isBeforePike: false };
    await worker.dashboardConsoles.open(knownRelease, page, clicked(cloud, 'web-01'), 'request-1');
    expect(looks()).toHaveLength(1); // the tab's own
  });

  it('is not asked for where the server can have no console', async () => {
    await expect(user().open('build-runner-7')).rejects.toMatchObject({ code: 'SERVER_HAS_NO_CONSOLE' });
    expect(looks()).toEqual([]);
  });

  it('the older one of a release before Pike', async () => {
    cloud.config.horizonRelease = 'mitaka';
    await user(undefined, true).open('web-01');
    expect((await openTabs()).at(-1)).toMatch(/\/project\/instances\/[^/]+\/vnc$/);
  });

  it('stores nothing of its release where the look for it fails in passing', async () => {
    const { dashboard, open } = user((fetch) => async (input, init) => {
      return String(input).endsWith('/auto_console') ? new Response('', { status: 503 }) : fetch(input, init);
    });
    await addDashboard(dashboard);
    await open('web-01');
    expect((await openTabs()).at(-1)).toMatch(/\/auto_console$/);
    expect(await listDashboards()).toEqual([dashboard]);
  });

  it('where the browser may not talk to Nova, without asking Nova anything', async () => {
    cloud.config.catalogHost = 'nova.elsewhere.test';
    stubBrowser({ granted: (origin) => !origin.includes('elsewhere') });
    const { dashboard, open } = user((fetch) => guarded(fetch, cloud.horizonUrl), true);
    await addDashboard(dashboard);
    await open('web-01');
    const [noted] = await listDashboards();
    expect(noted).toEqual({ ...dashboard, isBeforePike: false, compute: ['http://nova.elsewhere.test/*'] });
    expect((await openTabs()).at(-1)).toContain('/project/instances/');
    expect(asked(cloud).filter((line) => line.startsWith('POST'))).toEqual([]);
  });
});

describe('a tab that was opened so', () => {
  const open = async () => {
    const { tabId } = await user().open('web-01');
    return { tabId, target: `${cloud.horizonUrl} ${cloud.server('web-01').id}` };
  };
  const again = (target: string) =>
    openInTab('https://nova.example/vnc_lite.html', {
      ...{ target, requestId: 'request-2', reuse: true, windowId: null, privacy: 'normal' },
    });

  it("is recognised by its console's page, to be used again", async () => {
    const { tabId, target } = await open();
    const stored = JSON.stringify(await fakeBrowser.storage.session.get('console-tabs'));
    expect(stored).toMatch(/"page":"[0-9a-f]{64}"/);
    expect(stored).not.toContain('vnc_lite');
    expect((await again(target)).tabId).toBe(tabId);
  });

  it('is not changed where the browser hides its address', async () => {
    sees = (url) => !url.includes('vnc_lite');
    const { tabId, target } = await open();
    expect((await again(target)).tabId).not.toBe(tabId);
    expect(await activity.list()).toMatchObject([{ via: 'redirect', outcome: 'result-unknown' }]);
  });
});

describe('gets the reason why no console opens', () => {
  /** Clicks, and expects this problem and its note; @returns how many tabs were opened */
  async function failing(
    problem: object,
    change: (login: ReturnType<typeof user>['login']) => void,
    page: Partial<DashboardPage> = {},
    wrap?: Parameters<typeof user>[0],
  ) {
    const { open, login } = user(wrap);
    change(login);
    const opened = await tabsOpenedBy(() => expect(open('web-01', page)).rejects.toMatchObject(problem));
    expect((await activity.list())[0]).toMatchObject({ via: 'redirect', outcome: (problem as { code: string }).code });
    return opened;
  }
  const SWITCHED = { code: 'DASHBOARD_SWITCHED', facts: { projectName: 'ops' } };

  it('another tab switched the project: names it, and opens nothing', async () => {
    expect(await failing(SWITCHED, (login) => login.switchProject('ops'))).toBe(0);
  });

  it('another tab switched the region: names it, and opens nothing', async () => {
    const problem = { code: 'DASHBOARD_REGION_SWITCHED', facts: { regionName: 'RegionTwo' } };
    const page = { regionName: 'RegionOne' };
    expect(await failing(problem, (login) => login.switchRegion('RegionTwo'), page)).toBe(0);
  });

  it('the server is gone, and nothing else has changed', async () => {
    const gone = { code: 'SERVER_NOT_FOUND', facts: { requestId: expect.any(String) } };
    await expect(user().open('mon-01')).rejects.toMatchObject(gone); // another project's
  });

  it('another user has logged in since, who does not see the server', async () => {
    const other = dashboardUser(cloud, 'admin', { project: 'admin' });
    const problem = { code: 'DASHBOARD_OTHER_USER', facts: {} };
    await expect(user(() => other.fetch).open('web-01')).rejects.toMatchObject(problem);
  });

  it('Horizon led back to its list: as a failure, and no last console', async () => {
    const server = cloud.server('web-01');
    const { consoles } = server;
    const opened = await failing({ code: 'DASHBOARD_NO_CONSOLE' }, () => {
      server.consoles = [];
    });
    server.consoles = consoles;
    expect(opened).toBe(1);
    expect(await lastConsole.get()).toBeNull();
  });

  it('where Horizon says nothing of servers: its list, and the project that it is in now', async () => {
    const silent = (fetch: typeof globalThis.fetch) => (input: RequestInfo | URL, init?: RequestInit) =>
      String(input).includes('/api/nova/') ? Promise.resolve(new Response('', { status: 404 })) : fetch(input, init);
    expect(await failing(SWITCHED, (login) => login.switchProject('ops'), {}, silent)).toBe(1);
  });

  it('where Horizon says nothing at all: its login', async () => {
    await failing({ code: 'DASHBOARD_SESSION_ENDED' }, (login) => {
      login.end();
      cloud.config.horizonOff = ['rest'];
    });
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
  ['https://sso.example/auth?client_id=horizon&id_token=1', 'other'],
  ['https://cloud.example/horizon/home/', 'other'],
  ['nonsense', 'other'],
])('the redirect led to %s: %s', (shown, end) => {
  expect(redirectEnd('https://cloud.example/horizon/', shown)).toBe(end);
});
