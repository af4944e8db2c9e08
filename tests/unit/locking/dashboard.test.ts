import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { stubAlarmsAndIdle, stubBrowser } from '@/tests/unit/support/browser-stubs';
import { dashboardPerson } from '@/tests/unit/support/dashboard-person';
import { newWorker } from '@/tests/unit/support/house';
import { demoProfile } from '@/tests/unit/support/profile';
import { activity } from '@/utils/memory/activity';

const PHRASE = 'correct horse battery';
let cloud: FakeCloud;

beforeAll(async () => {
  cloud = await startFakeCloud({ password: 'correct-horse' });
});
afterAll(() => cloud.close());
beforeEach(() => {
  stubBrowser();
  stubAlarmsAndIdle();
  cloud.heal();
});

/** A person with a locked cloud that names the dashboard they are logged in to. */
async function locked(clientToken: boolean) {
  cloud.knobs.horizonClientToken = clientToken;
  const person = dashboardPerson(cloud);
  const worker = newWorker(person.fetch);
  await worker.locking.reset();
  await worker.locking.setPassphrase(PHRASE);
  const profile = demoProfile(cloud.authUrl, { dashboardUrl: cloud.horizonUrl, remember: 'passphrase' });
  const credential = { kind: 'password', password: 'correct-horse' } as const;
  await worker.setup.save({ profile, credential, verify: true });
  await vi.waitFor(async () => expect((await worker.dashboards.list()).enabled).toHaveLength(1));
  await worker.locking.lock();
  const { id, name } = cloud.server('web-01');
  return { ...person, worker, server: { id, name, check: false } };
}

it('a locked cloud is not asked for where the session in the dashboard does as well', async () => {
  const { worker, dashboard, page, server } = await locked(true);
  await worker.dashboardConsoles.open(dashboard, page, server, 'request-1');
  expect(await activity.list()).toMatchObject([{ via: 'dashboard', outcome: 'opened' }]);
});

it('where it does not, the passphrase is asked for, and what was wanted is done after it', async () => {
  const { worker, dashboard, page, server } = await locked(false);
  const refused = worker.dashboardConsoles.open(dashboard, page, server, 'request-1');
  await expect(refused).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
  await worker.locking.unlock(PHRASE);
  await worker.dashboardConsoles.openWanted(dashboard.root, page, server, 'request-2');
  expect(await activity.list()).toMatchObject([
    { via: 'cloud', outcome: 'opened' },
    { via: 'cloud', outcome: 'VAULT_LOCKED' },
  ]);
});
