import { beforeEach, describe, expect, it } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { demoProfile } from '@/tests/unit/support/profile';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { PageContext } from '@/utils/dashboards/open-request';
import { cloudIdOf } from '@/utils/dashboards/page-clouds';
import { addDashboard } from '@/utils/dashboards/store';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import type { Sessions } from '@/utils/sessions/sessions';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { putClouds } from '@/utils/storage/clouds';
import { cacheOf, fails, PAGE, pageContext, ROOT, SESSION, signingIn, storedToken, useToken } from './token-setup';

const OF_CLOUD = 'cloud stored-token';
const OF_SESSION = 'dashboard session-token';
const failure = (code: OpenStackError['code']) => new OpenStackError(code, {});

beforeEach(async () => {
  stubBrowser();
  for (const id of ['cloud-1', 'cloud-2']) await cloudCache.removeFor(id);
});
const storeCloud = (overrides: Partial<CloudProfile> = {}) =>
  putClouds([demoProfile('https://keystone.example/v3', { dashboardUrl: ROOT, ...overrides })]);
const sourcesOf = (session: Parameters<typeof cacheOf>[0], sessions = signingIn(storedToken)) => ({
  ...{ sessions, sessionCache: cacheOf(session) },
});

describe('the token for a page', () => {
  it("is of the dashboard's session where no cloud names it, and is cached for the next call", async () => {
    const sources = sourcesOf(SESSION, fails(failure('NETWORK')));
    expect(await useToken(sources)).toBe(OF_SESSION);
    expect(await useToken(sources)).toBe(OF_SESSION);
    expect(sources.sessionCache.read).toHaveBeenCalledTimes(1);
    expect(sources.sessionCache.isCurrent).toHaveBeenCalledTimes(1);
  });

  it("is a stored cloud's where one has the page's project, and the dashboard is not asked", async () => {
    await storeCloud();
    const sources = sourcesOf(SESSION);
    expect(await useToken(sources)).toBe(OF_CLOUD);
    expect(sources.sessionCache.read).not.toHaveBeenCalled();
  });

  it.each([
    ['another project', { page: { ...PAGE, projectName: 'ops' } }],
    ['another domain', { page: { ...PAGE, domainName: 'Else' } }],
    ['the admin panel, which shows all projects', { page: { ...PAGE, panel: 'admin' as const } }],
    ['another dashboard', { dashboard: { root: 'https://else.example/', kind: 'horizon' as const } }],
  ])("is of the dashboard's session for %s", async (_, overrides) => {
    await storeCloud();
    const sources = sourcesOf({ ...SESSION, projectName: null });
    expect(await useToken(sources, pageContext(overrides))).toBe(OF_SESSION);
  });

  it("uses the domain of its user, which is the one that a dashboard shows, not the project's", async () => {
    const signIn = {
      method: 'password',
      user: { name: 'demo', domain: { name: 'people' } },
      project: { name: 'demo', domain: { name: 'projects' } },
    } as const;
    await storeCloud({ signIn });
    const of = (domainName: string) => useToken(sourcesOf(SESSION), pageContext({ page: { ...PAGE, domainName } }));
    expect(await of('people')).toBe(OF_CLOUD);
    expect(await of('projects')).toBe(OF_SESSION);
  });

  it('is unavailable where the dashboard does not give it', async () => {
    expect(await useToken(sourcesOf(null))).toBe('token-withheld');
  });
});

describe('a stored cloud that fails', () => {
  const failing = (error: Error, session: Parameters<typeof cacheOf>[0] = SESSION) => sourcesOf(session, fails(error));

  it("is followed by the dashboard's session", async () => {
    await storeCloud();
    expect(await useToken(failing(failure('INVALID_CREDENTIALS')))).toBe(OF_SESSION);
  });

  it('with an error that any token would meet is the last source', async () => {
    await storeCloud();
    const sources = failing(failure('SERVER_NOT_READY'));
    await expect(useToken(sources)).rejects.toMatchObject({ code: 'SERVER_NOT_READY' });
    expect(sources.sessionCache.read).not.toHaveBeenCalled();
  });

  it.each([
    ['does not hand out its token', null],
    ['has ended its session', new AppError('DASHBOARD_SESSION_ENDED')],
  ])('because it is locked is reported where the dashboard %s', async (_, session) => {
    await storeCloud();
    const sources = failing(new AppError('VAULT_LOCKED'), session);
    await expect(useToken(sources)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  });

  it('because it is locked is not reported where any token would meet the error of the session', async () => {
    await storeCloud();
    const sources = failing(new AppError('VAULT_LOCKED'), failure('RATE_LIMITED'));
    await expect(useToken(sources)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('is reported on a Skyline, which gives no access to a session', async () => {
    const root = 'https://sky.example/';
    await storeCloud({ dashboardUrl: root });
    const skyline = { dashboard: { root, kind: 'skyline' as const } };
    const sources = failing(failure('NETWORK'));
    await expect(useToken(sources, pageContext(skyline))).rejects.toMatchObject({ code: 'NETWORK' });
    const page = { ...PAGE, projectName: 'ops' };
    expect(await useToken(sources, pageContext({ ...skyline, page }))).toBe('no-session-access');
  });
});

describe('an admin panel that no session serves', () => {
  const SKYLINE = { root: ROOT, kind: 'skyline' } as const;
  const page = { ...PAGE, panel: 'admin', projectName: 'admin' } as const;
  const scopes: unknown[] = [];
  const sessions = {
    use: async (profile, scope, call) => {
      scopes.push([profile.id, scope]);
      return call((await storedToken()) as never);
    },
  } as Pick<Sessions, 'use'> as Sessions;
  const use = (overrides: Partial<PageContext>) =>
    useToken(sourcesOf(SESSION, sessions), pageContext({ page, ...overrides }));
  const container = { windowId: 1, cookieJar: 'container' } as const;
  beforeEach(() => {
    scopes.length = 0;
  });

  it.each<[string, Partial<PageContext>]>([
    ["a Skyline's", { dashboard: SKYLINE }],
    ["a Skyline's, in a private window", { dashboard: SKYLINE, tab: { windowId: 1, cookieJar: 'private' } }],
    ["a Horizon's in a container", { tab: container }],
  ])('is served by a stored cloud with the project that it starts in: %s', async (_, overrides) => {
    await storeCloud();
    expect(await use(overrides)).toBe(OF_CLOUD);
    expect(scopes).toEqual([['cloud-1', 'default']]);
  });

  it('is rather served by a cloud that has the project in its header', async () => {
    await storeCloud();
    await storeCloud({ id: 'cloud-2' });
    await cloudCache.putProjects('cloud-2', [{ id: 'p-admin', name: 'admin' }]);
    expect(await use({ dashboard: SKYLINE })).toBe(OF_CLOUD);
    expect(scopes).toEqual([['cloud-2', { projectId: 'p-admin' }]]);
  });

  it('has no token where no cloud is stored, or none that starts in a project', async () => {
    expect(await use({ dashboard: SKYLINE })).toBe('no-session-access');
    await storeCloud({ signIn: { method: 'token' } });
    expect(await use({ dashboard: SKYLINE })).toBe('no-session-access');
    expect(await use({ tab: container })).toBe('container');
  });

  it('of a Horizon is served by its session, and in a private window left to its redirect', async () => {
    await storeCloud();
    expect(await use({})).toBe(OF_SESSION);
    expect(await use({ tab: { windowId: 1, cookieJar: 'private' } })).toBe('private-window');
  });
});

describe('the cloud of a page', () => {
  it('is the one that serves it, else one that names its dashboard, else none', async () => {
    const { dashboard } = pageContext();
    expect(await cloudIdOf(dashboard, PAGE)).toBeNull();
    await storeCloud();
    expect(await cloudIdOf(dashboard, { ...PAGE, projectName: 'ops' })).toBe('cloud-1');
    await storeCloud({ id: 'cloud-2' });
    await cloudCache.putProjects('cloud-1', [{ id: 'p', name: 'else' }]);
    expect(await cloudIdOf(dashboard, PAGE)).toBe('cloud-2');
  });

  it('is none whose dashboard is another one, inside this one', async () => {
    const inner = { root: `${ROOT}inner/`, kind: 'horizon' } as const;
    await addDashboard(inner);
    await storeCloud({ dashboardUrl: `${ROOT}inner` });
    expect(await cloudIdOf(pageContext().dashboard, PAGE)).toBeNull();
    expect(await cloudIdOf(inner, PAGE)).toBe('cloud-1');
    const sources = sourcesOf(null);
    expect(await useToken(sources)).toBe('token-withheld');
    expect(await useToken(sources, pageContext({ dashboard: inner }))).toBe(OF_CLOUD);
  });
});
