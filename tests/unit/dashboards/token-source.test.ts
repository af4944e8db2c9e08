import { beforeEach, describe, expect, it } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { demoProfile } from '@/tests/unit/support/profile';
import type { PageContext } from '@/utils/dashboards/open-request';
import { addDashboard } from '@/utils/dashboards/store';
import { createTokenSources } from '@/utils/dashboards/token-source';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems/app-error';
import type { Sessions } from '@/utils/sessions/sessions';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { putCloud } from '@/utils/storage/clouds';

import { fails, lending, notify, PAGE, ROOT, SESSION, seen, signingIn, token } from './token-source-setup';

const problem = (code: OpenStackError['code']) => new OpenStackError(code, {});

beforeEach(async () => {
  stubBrowser();
  for (const id of ['cloud-1', 'cloud-2']) await cloudCache.forget(id);
});
const storeCloud = () => putCloud(demoProfile('https://keystone.example/v3', { dashboardUrl: ROOT }));

describe('the token for a page', () => {
  it("is the dashboard's where no cloud names it, and is kept for the next", async () => {
    const sessionCache = lending(SESSION);
    const tokenSources = createTokenSources({ sessions: fails(problem('NETWORK')), sessionCache });
    expect(await tokenSources.use(seen(), notify)).toBe('dashboard borrowed');
    expect(await tokenSources.use(seen(), notify)).toBe('dashboard borrowed');
    expect(sessionCache.read).toHaveBeenCalledTimes(1);
    expect(sessionCache.isCurrent).toHaveBeenCalledTimes(1);
  });

  it("is a stored cloud's where one has the page's project, and the dashboard is not asked", async () => {
    await storeCloud();
    const sessionCache = lending(SESSION);
    expect(await createTokenSources({ sessions: signingIn(token), sessionCache }).use(seen(), notify)).toBe(
      'cloud stored',
    );
    expect(sessionCache.read).not.toHaveBeenCalled();
  });

  it.each([
    ['another project', { page: { ...PAGE, projectName: 'ops' } }],
    ['another domain', { page: { ...PAGE, domainName: 'Else' } }],
    ['the admin panel, which shows all projects', { page: { ...PAGE, panel: 'admin' as const } }],
    ['another dashboard', { dashboard: { root: 'https://else.example/', kind: 'horizon' as const } }],
  ])("is the dashboard's for %s", async (_, more) => {
    await storeCloud();
    const sessionCache = lending({ ...SESSION, projectName: null });
    const tokenSources = createTokenSources({ sessions: signingIn(token), sessionCache });
    expect(await tokenSources.use(seen(more), notify)).toBe('dashboard borrowed');
  });

  it("goes by the domain of its user, which is the one that a dashboard shows, not by the project's", async () => {
    const signIn = {
      method: 'password',
      user: { name: 'demo', domain: { name: 'people' } },
      project: { name: 'demo', domain: { name: 'projects' } },
    } as const;
    await putCloud(demoProfile('https://keystone.example/v3', { dashboardUrl: ROOT, signIn }));
    const of = (domainName: string) =>
      createTokenSources({ sessions: signingIn(token), sessionCache: lending(SESSION) }).use(
        seen({ page: { ...PAGE, domainName } }),
        notify,
      );
    expect(await of('people')).toBe('cloud stored');
    expect(await of('projects')).toBe('dashboard borrowed');
  });

  it('is none where the dashboard keeps it to itself', async () => {
    const tokenSources = createTokenSources({ sessions: signingIn(token), sessionCache: lending(null) });
    expect(await tokenSources.use(seen(), notify)).toBeNull();
  });
});

describe('a stored cloud that fails', () => {
  it("leaves it to the dashboard's session", async () => {
    await storeCloud();
    const tokenSources = createTokenSources({
      sessions: fails(problem('INVALID_CREDENTIALS')),
      sessionCache: lending(SESSION),
    });
    expect(await tokenSources.use(seen(), notify)).toBe('dashboard borrowed');
  });

  it('for a reason that is the same for everybody is the end of it', async () => {
    await storeCloud();
    const sessionCache = lending(SESSION);
    const tokenSources = createTokenSources({ sessions: fails(problem('SERVER_NOT_READY')), sessionCache });
    await expect(tokenSources.use(seen(), notify)).rejects.toMatchObject({ code: 'SERVER_NOT_READY' });
    expect(sessionCache.read).not.toHaveBeenCalled();
  });

  it.each([
    ['gives none', null],
    ['has ended its session', new AppError('DASHBOARD_SESSION_ENDED')],
  ])('because it is locked is asked about where the dashboard %s', async (_, lent) => {
    await storeCloud();
    const tokenSources = createTokenSources({
      sessions: fails(new AppError('VAULT_LOCKED')),
      sessionCache: lending(lent),
    });
    await expect(tokenSources.use(seen(), notify)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  });

  it('is told of a Skyline, which lends nothing', async () => {
    const root = 'https://sky.example/';
    await putCloud(demoProfile('https://keystone.example/v3', { dashboardUrl: root }));
    const skyline = { dashboard: { root, kind: 'skyline' as const } };
    const tokenSources = createTokenSources({ sessions: fails(problem('NETWORK')), sessionCache: lending(SESSION) });
    await expect(tokenSources.use(seen(skyline), notify)).rejects.toMatchObject({ code: 'NETWORK' });
    const page = { ...PAGE, projectName: 'ops' };
    await expect(tokenSources.use(seen({ ...skyline, page }), notify)).rejects.toMatchObject({
      code: 'DASHBOARD_NEEDS_CLOUD',
    });
  });
});

describe('an admin panel whose session nobody lends', () => {
  const SKYLINE = { root: ROOT, kind: 'skyline' } as const;
  const page = { ...PAGE, panel: 'admin', projectName: 'admin' } as const;
  const wishes: unknown[] = [];
  const sessions = {
    use: async (profile, scope, call) => {
      wishes.push([profile.id, scope]);
      return call((await token()) as never);
    },
  } as Pick<Sessions, 'use'> as Sessions;
  const use = (more: Partial<PageContext>) =>
    createTokenSources({ sessions, sessionCache: lending(SESSION) }).use(seen({ page, ...more }), notify);
  const container = { windowId: 1, cookies: 'container' } as const;
  beforeEach(() => {
    wishes.length = 0;
  });

  it.each<[string, Partial<PageContext>]>([
    ["a Skyline's", { dashboard: SKYLINE }],
    ["a Skyline's, in a private window", { dashboard: SKYLINE, tab: { windowId: 1, cookies: 'private' } }],
    ["a Horizon's in a container", { tab: container }],
  ])('is served by a stored cloud with the project that it starts in: %s', async (_, more) => {
    await storeCloud();
    expect(await use(more)).toBe('cloud stored');
    expect(wishes).toEqual([['cloud-1', 'home']]);
  });

  it('rather by one that has the project in its header', async () => {
    await storeCloud();
    await putCloud(demoProfile('https://keystone.example/v3', { id: 'cloud-2', dashboardUrl: ROOT }));
    await cloudCache.putProjects('cloud-2', [{ id: 'p-admin', name: 'admin' }]);
    expect(await use({ dashboard: SKYLINE })).toBe('cloud stored');
    expect(wishes).toEqual([['cloud-2', { projectId: 'p-admin' }]]);
  });

  it('is told so where none is stored, or none that starts anywhere', async () => {
    await expect(use({ dashboard: SKYLINE })).rejects.toMatchObject({ code: 'DASHBOARD_NEEDS_CLOUD' });
    const signIn = { method: 'token' } as const;
    await putCloud(demoProfile('https://keystone.example/v3', { dashboardUrl: ROOT, signIn }));
    await expect(use({ dashboard: SKYLINE })).rejects.toMatchObject({ code: 'DASHBOARD_NEEDS_CLOUD' });
    await expect(use({ tab: container })).rejects.toMatchObject({ code: 'DASHBOARD_OTHER_SESSION' });
  });

  it("leaves Horizon's own to its session, and in a private window to its redirect", async () => {
    await storeCloud();
    expect(await use({})).toBe('dashboard borrowed');
    expect(await use({ tab: { windowId: 1, cookies: 'private' } })).toBeNull();
  });
});

describe('the cloud of a page', () => {
  const tokenSources = createTokenSources({ sessions: signingIn(token), sessionCache: lending(null) });
  it('is the one that serves it, else one that names its dashboard, else none', async () => {
    const { dashboard } = seen();
    expect(await tokenSources.cloudOf(dashboard, PAGE)).toBeNull();
    await storeCloud();
    expect(await tokenSources.cloudOf(dashboard, { ...PAGE, projectName: 'ops' })).toBe('cloud-1');
    await putCloud(demoProfile('https://keystone.example/v3', { id: 'cloud-2', dashboardUrl: ROOT }));
    await cloudCache.putProjects('cloud-1', [{ id: 'p', name: 'else' }]);
    expect(await tokenSources.cloudOf(dashboard, PAGE)).toBe('cloud-2');
  });

  it('is none whose dashboard is another one, inside this one', async () => {
    const inner = { root: `${ROOT}inner/`, kind: 'horizon' } as const;
    await addDashboard(inner);
    await putCloud(demoProfile('https://keystone.example/v3', { dashboardUrl: `${ROOT}inner` }));
    expect(await tokenSources.cloudOf(seen().dashboard, PAGE)).toBeNull();
    expect(await tokenSources.cloudOf(inner, PAGE)).toBe('cloud-1');
    expect(await tokenSources.use(seen(), notify)).toBeNull();
    expect(await tokenSources.use(seen({ dashboard: inner }), notify)).toBe('cloud stored');
  });
});
