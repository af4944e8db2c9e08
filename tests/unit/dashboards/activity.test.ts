import { beforeEach, describe, expect, it } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { clicked, dashboardUser } from '@/tests/unit/support/dashboard-user';
import { demoProfile } from '@/tests/unit/support/profile';
import { emptyVault } from '@/tests/unit/support/stored';
import { newWorker } from '@/tests/unit/support/worker';
import type { Dashboard } from '@/utils/dashboards/store';
import { activity } from '@/utils/storage/activity';
import { putClouds } from '@/utils/storage/clouds';

const cloud = fakeCloud();
let user: ReturnType<typeof dashboardUser>;

beforeEach(async () => {
  user = dashboardUser(cloud);
  await emptyVault();
});

/** Clicks the button of a server. @returns the code of the shown error. */
async function click(kind: Dashboard['kind'] = 'horizon'): Promise<string> {
  const worker = newWorker(user.fetch);
  const server = clicked(cloud, 'web-01');
  const dashboard = { ...user.dashboard, kind };
  return worker.dashboardConsoles.open(dashboard, user.page, server, crypto.randomUUID()).then(
    () => 'opened',
    ({ code }) => code,
  );
}

async function store(password: string): Promise<void> {
  const profile = demoProfile(cloud.authUrl, { dashboardUrl: cloud.horizonUrl });
  await putClouds([profile]);
  await newWorker().vault.put(profile.id, profile.remember, { kind: 'password', password }, profile.authUrl);
}

describe('the list of activity has the source that was tried', () => {
  it('where there was none', async () => {
    expect(await click('skyline')).toBe('DASHBOARD_NEEDS_CLOUD');
    expect(await activity.list()).toMatchObject([{ via: 'none', outcome: 'DASHBOARD_NEEDS_CLOUD' }]);
  });

  it('where the stored cloud could not be signed in to', async () => {
    await store('wrong');
    expect(await click('skyline')).toBe('INVALID_CREDENTIALS');
    expect(await activity.list()).toMatchObject([
      { via: 'cloud', cloudOrHost: 'Demo', outcome: 'INVALID_CREDENTIALS' },
    ]);
  });

  it('last, where the stored cloud could not and the session has ended', async () => {
    await store('wrong');
    user.login.end();
    expect(await click()).toBe('DASHBOARD_SESSION_ENDED');
    expect(await activity.list()).toMatchObject([{ via: 'dashboard', outcome: 'DASHBOARD_SESSION_ENDED' }]);
  });
});
