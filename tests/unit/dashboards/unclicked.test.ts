import { describe, expect, it, vi } from 'vitest';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { dashboardUser } from '@/tests/unit/support/dashboard-user';
import { demoProfile } from '@/tests/unit/support/profile';
import { newWorker, signIns } from '@/tests/unit/support/worker';
import type { DashboardPage, DashboardTab } from '@/utils/messaging/dashboard-requests';
import { cloudCache } from '@/utils/storage/cloud-cache';

const cloud = fakeCloud({ password: PASSWORD });
const NOWHERE = '00000000-0000-4000-8000-000000000000';
const NORMAL: DashboardTab = { windowId: 1, cookieJar: 'normal' };
const BARE: DashboardPage = {
  ...{ panel: 'project', userName: null, projectName: 'demo', domainName: null, regionName: null },
};

/**
 * Saves a cloud of user `demo` with a token of project demo, in a browser in which `name` is logged in to the dashboard.
 * @returns what the dashboard's page can ask without a click
 */
async function askingAs(name: string, domain = 'Default', kind: 'horizon' | 'skyline' = 'horizon') {
  stubAlarmsAndIdle();
  const user = dashboardUser(cloud, name, { domain });
  const sent: Headers[] = [];
  const worker = newWorker((input, init) => {
    sent.push(new Headers(init?.headers));
    return user.fetch(input, init);
  });
  const profile = demoProfile(cloud.authUrl, { dashboardUrl: cloud.horizonUrl });
  await worker.accounts.save({ profile, credential: CREDENTIAL, verify: true });
  await worker.sessions.use(profile, { projectId: cloud.project('demo').id }, async () => undefined);
  const stored = (await worker.sessions.list(profile.id)).map(({ token }) => token);
  expect(stored.length).toBeGreaterThan(0);
  // Saving enables the dashboard.
  await vi.waitFor(async () => expect((await worker.dashboards.list()).enabled).toHaveLength(1));
  sent.length = 0;
  cloud.resetRequests();
  const dashboard = { root: cloud.horizonUrl, kind };
  return {
    ...{ ...user, worker, profile },
    ask: (page: DashboardPage, ids: string[], tab = NORMAL) =>
      worker.dashboardConsoles.obstacles(dashboard, page, ids, tab),
    prepare: (tab = NORMAL) => worker.dashboardConsoles.cacheSession(dashboard, tab),
    /** whether a request had a token of the stored cloud */
    usedStoredToken: () => sent.some((headers) => stored.includes(headers.get('X-Auth-Token') ?? '')),
  };
}

describe("a page's question about servers, without a click", () => {
  it.each<[string, Partial<DashboardPage>]>([
    ['shows no user', {}],
    ["shows the stored cloud's user", { userName: 'demo' }],
    ["shows the stored cloud's user and domain", { userName: 'demo', domainName: 'Default' }],
    ['shows its own user', { userName: 'carol' }],
    ['is an admin panel', { panel: 'admin' }],
  ])('is not answered for another user by a stored cloud: a page that %s', async (_, lie) => {
    const { ask, usedStoredToken } = await askingAs('carol', 'corp');
    const { id } = cloud.server('build-runner-7');
    const unknown = await ask({ ...BARE, ...lie }, [NOWHERE]);
    expect(await ask({ ...BARE, ...lie }, [id])).toEqual(unknown);
    expect(unknown).toEqual({});
    expect(usedStoredToken()).toBe(false);
    expect(signIns(cloud)).toBe(0);
  });

  it.each<[string, 'horizon' | 'skyline', DashboardTab]>([
    ['of a kind without a session', 'skyline', NORMAL],
    ['in a private window', 'horizon', { windowId: 7, cookieJar: 'private' }],
    ['in a container', 'horizon', { windowId: 7, cookieJar: 'container' }],
  ])('is not answered by a stored cloud where the login is not known: %s', async (_, kind, tab) => {
    const { ask, prepare } = await askingAs('demo', 'Default', kind);
    const { id } = cloud.server('build-runner-7');
    await prepare(tab);
    for (const panel of ['project', 'admin'] as const) expect(await ask({ ...BARE, panel }, [id], tab)).toEqual({});
    expect(cloud.requests).toEqual([]);
  });

  it("is not answered by a stored cloud for another project of the login's own user", async () => {
    const { ask, worker, profile, usedStoredToken } = await askingAs('demo');
    const { id, name } = cloud.project('ops');
    await cloudCache.putProjects(profile.id, [{ id, name }]);
    const server = cloud.contents.servers.find(({ projectId, status }) => projectId === id && status === 'SHUTOFF');
    for (const projectName of ['ops', 'demo'])
      expect(await ask({ ...BARE, projectName }, [server?.id ?? ''])).toEqual({});
    expect(usedStoredToken()).toBe(false);
    expect((await worker.sessions.list(profile.id)).map(({ project }) => project?.name)).not.toContain('ops');
  });

  it("is answered by the login's own session", async () => {
    const { ask, usedStoredToken } = await askingAs('demo');
    const { id } = cloud.server('build-runner-7');
    expect(await ask(BARE, [id, NOWHERE])).toEqual({ [id]: 'shutoff' });
    expect(usedStoredToken()).toBe(false);
  });
});

it.each(['demo', null])(
  'a page is not answered with the session of the user before, where the dashboard does not confirm it: it shows user %s',
  async (userName) => {
    const [before, now] = [dashboardUser(cloud), dashboardUser(cloud, 'carol', { domain: 'corp', project: 'web' })];
    let user = before;
    const { dashboardConsoles } = newWorker((input, init) => user.fetch(input, init));
    const { id } = cloud.server('build-runner-7');
    await dashboardConsoles.cacheSession(before.dashboard);
    expect(await dashboardConsoles.obstacles(before.dashboard, BARE, [id])).toEqual({ [id]: 'shutoff' });
    user = now;
    cloud.fail({ service: 'horizon', path: 'user-session', effect: 'reset', times: null });
    expect(await dashboardConsoles.obstacles(now.dashboard, { ...BARE, userName }, [id])).toEqual({});
  },
);

describe('a page that writes the names of twelve projects and their rows', () => {
  it.each<[string, () => void]>([
    ['with a login', () => undefined],
    ['without one', () => cloud.dashboard.endSessions()],
    ['with a dashboard that withholds its token', () => (cloud.config.horizonClientToken = false)],
    ['with a dashboard that fails', () => cloud.fail({ service: 'horizon', effect: 'reset', times: null })],
  ])('causes no sign-in and no request of a stored cloud: %s', async (_, prepareCloud) => {
    const { ask, prepare, worker, profile, usedStoredToken } = await askingAs('demo');
    const names = Array.from({ length: 12 }, (_value, index) => `project-${index}`);
    await cloudCache.putProjects(
      profile.id,
      names.map((name) => ({ id: `id-of-${name}`, name })),
    );
    // The password has become wrong.
    cloud.user('demo').password = 'changed';
    try {
      prepareCloud();
      const ids = cloud.contents.servers.slice(0, 20).map(({ id }) => id);
      for (const projectName of [...names, 'demo']) {
        await ask({ ...BARE, projectName }, ids);
        await prepare();
      }
      await worker.sessions.endTokens(profile);
      for (const projectName of names) await ask({ ...BARE, projectName, panel: 'admin' }, ids);
    } finally {
      cloud.user('demo').password = PASSWORD;
    }
    expect(signIns(cloud)).toBe(0);
    expect(usedStoredToken()).toBe(false);
  });
});

describe('a page that goes on asking', () => {
  it.each<[string, boolean]>([
    ['Nova', true],
    ['Horizon, which asks Nova', false],
  ])('causes no more requests to %s than a page of 100 rows twice, and 2 a second', async (_, givesToken) => {
    cloud.config.horizonClientToken = givesToken;
    const { fetch, page, dashboard } = dashboardUser(cloud);
    let time = 0;
    const { dashboardConsoles } = newWorker(fetch, () => time);
    const isAboutServer = ({ path }: { path: string }) => /\/servers\/[0-9a-f]{8}-/.test(path);
    const countAfter = async (questions: number) => {
      cloud.resetRequests();
      for (let n = 0; n < questions; n += 1) {
        const ids = Array.from({ length: 100 }, () => crypto.randomUUID());
        expect(await dashboardConsoles.obstacles(dashboard, page, ids)).toEqual({});
      }
      return cloud.requests.filter(isAboutServer).length;
    };
    expect(await countAfter(4)).toBe(200);
    time += 10_000;
    expect(await countAfter(2)).toBe(20);
    time += 1_000_000;
    // A click is not counted.
    const { id } = cloud.server('build-runner-7');
    expect(await countAfter(3)).toBe(200);
    await expect(
      dashboardConsoles.open(dashboard, page, { id, name: null, checkStatus: true }, crypto.randomUUID()),
    ).rejects.toMatchObject({ code: 'SERVER_HAS_NO_CONSOLE' });
  });

  it('ends its request after a minute where the dashboard answers slowly', async () => {
    cloud.config.horizonClientToken = false;
    const { fetch, page, dashboard } = dashboardUser(cloud);
    let time = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => time);
    const { dashboardConsoles } = newWorker((input, init) => {
      if (String(input).includes('/servers/')) time += 15_000;
      return fetch(input, init);
    });
    const ids = Array.from({ length: 100 }, () => crypto.randomUUID());
    expect(await dashboardConsoles.obstacles(dashboard, page, ids)).toEqual({});
    expect(cloud.requests.filter(({ path }) => path.includes('/servers/')).length).toBeLessThan(10);
  });
});
