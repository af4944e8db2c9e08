import { describe, expect, it, vi } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { clicked, userWithWorker } from '@/tests/unit/support/dashboard-user';
import { demoProfile } from '@/tests/unit/support/profile';
import { asked } from '@/tests/unit/support/worker';
import { addDashboard } from '@/utils/dashboards/store';
import { activity } from '@/utils/storage/activity';
import { cloudCache } from '@/utils/storage/cloud-cache';

const cloud = fakeCloud({ password: PASSWORD });

const calls = () => asked(cloud).sort();
const expectOpened = async (via: string) => expect(await activity.list()).toMatchObject([{ via, outcome: 'opened' }]);

describe('with a stored cloud', () => {
  /** A user with a new worker, after another one saved the cloud. */
  const afterSave = async (...user: [name?: string, options?: Parameters<typeof userWithWorker>[2]]) => {
    const { worker } = userWithWorker(cloud, ...user);
    const profile = demoProfile(cloud.authUrl, { dashboardUrl: cloud.horizonUrl.replace(/\/$/, '') });
    await worker.accounts.save({ profile, credential: CREDENTIAL, verify: true });
    // The dashboard that it names is enabled in between.
    await vi.waitFor(async () => expect((await worker.dashboards.list()).enabled).toHaveLength(1));
    cloud.resetRequests();
    return userWithWorker(cloud, ...user);
  };

  it('that names the dashboard and has the project, uses that and leaves Horizon alone', async () => {
    const { open } = await afterSave();
    await open('web-01');
    expect(calls()).toEqual(['POST /v2.1/servers/{id}/remote-consoles']);
    await expectOpened('cloud');
  });

  it('is not asked which servers can have no console: nobody clicked for that', async () => {
    const { obstacles } = await afterSave();
    const { id } = cloud.server('build-runner-7');
    const gone = '00000000-0000-4000-8000-000000000000';
    expect(await obstacles([gone, id])).toEqual({ [id]: 'shutoff' });
    expect(calls().some((line) => line.includes('/api/keystone/user-session/'))).toBe(true);
  });

  it('that cannot sign in, falls back to the session', async () => {
    const { worker } = await afterSave();
    await worker.vault.remove('cloud-1');
    cloud.revokeAllTokens();
    await userWithWorker(cloud).open('web-01');
    await expectOpened('dashboard');
  });

  it('whose projects were never listed, has the project it starts in', async () => {
    const { open } = await afterSave();
    await cloudCache.removeFor('cloud-1');
    await open('web-01');
    await expectOpened('cloud');
  });

  it('without the project that the page shows, uses the session', async () => {
    const { open } = await afterSave('carol', { as: { domain: 'corp', project: 'web' } });
    await open('shop-01');
    await expectOpened('dashboard');
  });
});

describe('on a Skyline', () => {
  const open = async (saved: boolean) => {
    const { worker, page } = userWithWorker(cloud);
    const root = `${new URL(cloud.horizonUrl).origin}/skyline/`;
    await addDashboard({ root, kind: 'skyline' });
    const profile = demoProfile(cloud.authUrl, { dashboardUrl: root });
    if (saved) await worker.accounts.save({ profile, credential: CREDENTIAL, verify: true });
    cloud.resetRequests();
    await worker.dashboardConsoles.open({ root, kind: 'skyline' }, page, clicked(cloud, 'web-01'), 'request-1');
  };

  it('a stored cloud opens the console', async () => {
    await open(true);
    expect(calls()).toEqual(['POST /v2.1/servers/{id}/remote-consoles']);
    await expectOpened('cloud');
  });

  it('without one there is an error, and no request', async () => {
    await expect(open(false)).rejects.toMatchObject({ code: 'DASHBOARD_NEEDS_CLOUD' });
    expect(calls()).toEqual([]);
  });

  it("an error of the cloud's Nova is not hidden by that", async () => {
    cloud.fail({ service: 'nova', method: 'POST', status: 403, times: null });
    await expect(open(true)).rejects.toMatchObject({ code: 'CONSOLE_FORBIDDEN' });
  });
});
