import { describe, expect, it, vi } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { clicked, dashboardUser } from '@/tests/unit/support/dashboard-user';
import { demoProfile } from '@/tests/unit/support/profile';
import { asked, newWorker } from '@/tests/unit/support/worker';
import { addDashboard } from '@/utils/dashboards/store';
import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { activity } from '@/utils/storage/activity';
import { cloudCache } from '@/utils/storage/cloud-cache';

const cloud = fakeCloud({ password: PASSWORD });

const calls = () => asked(cloud).sort();

describe('with a stored cloud', () => {
  const save = async (fetch: typeof globalThis.fetch, password: string = PASSWORD) => {
    const worker = newWorker(fetch);
    const profile = demoProfile(cloud.authUrl, { dashboardUrl: cloud.horizonUrl.replace(/\/$/, '') });
    await worker.accounts.save({ profile, credential: CREDENTIAL, verify: true });
    // The dashboard that it names is enabled meanwhile.
    await vi.waitFor(async () => expect((await worker.dashboards.list()).enabled).toHaveLength(1));
    if (password !== CREDENTIAL.password)
      await worker.vault.put(profile.id, 'session', { kind: 'password', password }, profile.authUrl);
    return newWorker(fetch);
  };

  it('that names the dashboard and has the project, uses that and leaves Horizon alone', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const worker = await save(fetch);
    cloud.resetRequests();
    await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect(calls()).toEqual(['POST /v2.1/servers/{id}/remote-consoles']);
    expect(await activity.list()).toMatchObject([{ via: 'cloud', outcome: 'opened' }]);
  });

  it('without any of the servers defers to the session; with some of them it reports a deleted one itself', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const worker = await save(fetch);
    const { id } = cloud.server('build-runner-7');
    const gone = '00000000-0000-4000-8000-000000000000';
    cloud.resetRequests();
    expect(await worker.dashboardConsoles.obstacles(dashboard, page, [gone, id])).toEqual({ [id]: 'shutoff' });
    expect(calls()).toEqual(['GET /v2.1/servers/{id}', 'GET /v2.1/servers/{id}']);
    await worker.dashboardConsoles.obstacles(dashboard, page, [gone]);
    expect(calls().some((line) => line.includes('/api/keystone/user-session/'))).toBe(true);
  });

  it('that cannot sign in, falls back to the session', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const worker = await save(fetch);
    await worker.vault.remove('cloud-1');
    cloud.revokeAllTokens();
    const user = dashboardUser(cloud);
    const after = newWorker(user.fetch);
    await after.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect(await activity.list()).toMatchObject([{ via: 'dashboard', outcome: 'opened' }]);
  });

  it('whose projects were never listed, has the project it starts in', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const worker = await save(fetch);
    await cloudCache.forget('cloud-1');
    await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect(await activity.list()).toMatchObject([{ via: 'cloud', outcome: 'opened' }]);
  });

  it('without the project that the page shows, uses the session', async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud, 'carol', { domain: 'corp', project: 'web' });
    const worker = await save(fetch);
    await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'shop-01'), 'request-1');
    expect(await activity.list()).toMatchObject([{ via: 'dashboard', outcome: 'opened' }]);
  });
});

describe('on a Skyline', () => {
  const open = async (fetch: typeof globalThis.fetch, page: DashboardPage, saved: boolean) => {
    const worker = newWorker(fetch);
    const root = `${new URL(cloud.horizonUrl).origin}/skyline/`;
    await addDashboard({ root, kind: 'skyline' });
    const profile = demoProfile(cloud.authUrl, { dashboardUrl: root });
    if (saved) await worker.accounts.save({ profile, credential: CREDENTIAL, verify: true });
    cloud.resetRequests();
    await worker.dashboardConsoles.open({ root, kind: 'skyline' }, page, clicked(cloud, 'web-01'), 'request-1');
  };

  it('a stored cloud opens the console', async () => {
    const { page, fetch } = dashboardUser(cloud);
    await open(fetch, page, true);
    expect(calls()).toEqual(['POST /v2.1/servers/{id}/remote-consoles']);
    expect(await activity.list()).toMatchObject([{ via: 'cloud', outcome: 'opened' }]);
  });

  it('without one there is an error, and no request', async () => {
    const { page, fetch } = dashboardUser(cloud);
    await expect(open(fetch, page, false)).rejects.toMatchObject({ code: 'DASHBOARD_NEEDS_CLOUD' });
    expect(calls()).toEqual([]);
  });

  it("an error of the cloud's Nova is not hidden by that", async () => {
    const { page, fetch } = dashboardUser(cloud);
    cloud.fail({ service: 'nova', method: 'POST', status: 403, times: null });
    await expect(open(fetch, page, true)).rejects.toMatchObject({ code: 'CONSOLE_FORBIDDEN' });
  });
});
