import { beforeEach, expect, it, vi } from 'vitest';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { clicked, dashboardUser } from '@/tests/unit/support/dashboard-user';
import { demoProfile } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import { activity } from '@/utils/storage/activity';

const PHRASE = 'correct horse battery';
const cloud = fakeCloud({ password: PASSWORD });

beforeEach(() => {
  stubAlarmsAndIdle();
});

/** A user with a locked cloud whose dashboard they are logged in to. */
async function locked(clientToken: boolean) {
  cloud.config.horizonClientToken = clientToken;
  const user = dashboardUser(cloud);
  const worker = newWorker(user.fetch);
  await worker.vaultLock.reset();
  await worker.vaultLock.setPassphrase(PHRASE);
  const profile = demoProfile(cloud.authUrl, { dashboardUrl: cloud.horizonUrl, remember: 'passphrase' });
  await worker.accounts.save({ profile, credential: CREDENTIAL, verify: true });
  await vi.waitFor(async () => expect((await worker.dashboards.list()).enabled).toHaveLength(1));
  await worker.vaultLock.lock();
  return { ...user, worker, server: clicked(cloud, 'web-01') };
}

it('the passphrase of a locked cloud is not asked for where the dashboard session is enough', async () => {
  const { worker, dashboard, page, server } = await locked(true);
  await worker.dashboardConsoles.open(dashboard, page, server, 'request-1');
  expect(await activity.list()).toMatchObject([{ via: 'dashboard', outcome: 'opened' }]);
});

it('where it is not enough, the passphrase is asked for, and the console opens afterwards', async () => {
  const { worker, dashboard, page, server } = await locked(false);
  const refused = worker.dashboardConsoles.open(dashboard, page, server, 'request-1');
  await expect(refused).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  await worker.vaultLock.unlock(PHRASE);
  await worker.dashboardConsoles.openFromPage(dashboard.root, page, server, 'request-2');
  expect(await activity.list()).toMatchObject([
    { via: 'cloud', outcome: 'opened' },
    { via: 'cloud', outcome: 'VAULT_LOCKED' },
  ]);
});
