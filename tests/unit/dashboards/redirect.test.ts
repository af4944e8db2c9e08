import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { dashboardPerson } from '@/tests/unit/support/dashboard-person';
import { asked, newWorker } from '@/tests/unit/support/house';
import { guardedFetch } from '@/utils/clouds/guarded-fetch';
import { addDashboard, listDashboards } from '@/utils/dashboards/store';
import { activity } from '@/utils/memory/activity';

let cloud: FakeCloud;

beforeAll(async () => {
  cloud = await startFakeCloud({ password: 'correct-horse' });
});
afterAll(() => cloud.close());
beforeEach(() => {
  stubBrowser();
  cloud.heal();
  Object.assign(cloud.knobs, {
    horizonClientToken: true,
    horizonOff: [],
    horizonRelease: 'zed',
    catalogHost: '127.0.0.1',
  });
  cloud.dashboard.endSessions();
  cloud.resetRequests();
});

/** As the browser does it: nothing goes where the person did not allow it. */
const guarded =
  (fetch: typeof globalThis.fetch, root: string): typeof globalThis.fetch =>
  async (input, init) =>
    String(input).startsWith(root) ? fetch(input, init) : guardedFetch(input, init);
const serverOf = (name: string) => ({ id: cloud.server(name).id, name, check: false });
const openTabs = async () => (await fakeBrowser.tabs.query({})).map(({ url }) => url ?? '');

describe("by Horizon's own redirect", () => {
  it('where the dashboard keeps its token to itself', async () => {
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch } = dashboardPerson(cloud);
    await addDashboard(dashboard);
    await newWorker(fetch).dashboardConsoles.open(dashboard, page, serverOf('web-01'), 'request-1');
    expect((await openTabs()).at(-1)).toBe(
      `${dashboard.root}project/instances/${cloud.server('web-01').id}/auto_console`,
    );
    expect(await activity.list()).toMatchObject([{ via: 'redirect', outcome: 'opened' }]);
    expect(await listDashboards()).toEqual([{ ...dashboard, old: false }]);
  });

  it('is looked for once: each look asks for a console that nobody opens', async () => {
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch } = dashboardPerson(cloud);
    cloud.resetRequests();
    await newWorker(fetch).dashboardConsoles.open({ ...dashboard, old: false }, page, serverOf('web-01'), 'request-1');
    expect(cloud.requests.filter(({ path }) => path.endsWith('/auto_console'))).toEqual([]);
  });

  it('is not asked for where the server can have no console', async () => {
    cloud.knobs.horizonClientToken = false;
    const { page, dashboard, fetch } = dashboardPerson(cloud);
    cloud.resetRequests();
    const opening = newWorker(fetch).dashboardConsoles.open(dashboard, page, serverOf('build-runner-7'), 'request-1');
    await expect(opening).rejects.toMatchObject({ code: 'SERVER_HAS_NO_CONSOLE' });
    expect(cloud.requests.filter(({ path }) => path.endsWith('/auto_console'))).toEqual([]);
  });

  it('the older one of a release before Pike', async () => {
    cloud.knobs.horizonRelease = 'mitaka';
    const { page, dashboard, fetch } = dashboardPerson(cloud);
    await newWorker(fetch).dashboardConsoles.open(dashboard, page, serverOf('web-01'), 'request-1');
    expect((await openTabs()).at(-1)).toMatch(/\/project\/instances\/[^/]+\/vnc$/);
  });

  it('where the browser may not talk to Nova, without asking Nova anything', async () => {
    cloud.knobs.catalogHost = 'nova.elsewhere.test';
    stubBrowser({ granted: (origin) => !origin.includes('elsewhere') });
    const { page, dashboard, fetch } = dashboardPerson(cloud);
    await addDashboard(dashboard);
    await newWorker(guarded(fetch, dashboard.root)).dashboardConsoles.open(
      dashboard,
      page,
      serverOf('web-01'),
      'request-1',
    );
    const [noted] = await listDashboards();
    expect(noted).toEqual({ ...dashboard, old: false, compute: ['http://nova.elsewhere.test/*'] });
    expect((await openTabs()).at(-1)).toContain('/project/instances/');
    expect(asked(cloud).filter((line) => line.startsWith('POST'))).toEqual([]);
  });
});
