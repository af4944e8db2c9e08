import { beforeEach, describe, expect, it, vi } from 'vitest';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { clicked, dashboardUser } from '@/tests/unit/support/dashboard-user';
import { demoJournalEntry, demoProfile, PLACE } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import { appCredentialJournal } from '@/utils/accounts/app-credential/journal';
import type { CloudProfile } from '@/utils/clouds/profile';
import { createKeyring } from '@/utils/vault/keyring';

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
let clock = START;
const cloud = fakeCloud();

beforeEach(() => {
  stubAlarmsAndIdle();
  clock = START;
});

const now = () => clock;
const profile = (overrides: Partial<CloudProfile> = {}) =>
  demoProfile(cloud.authUrl, { remember: 'passphrase', ...overrides });
const dueAt = () => createKeyring(now).dueAt();

async function unlockedWithCloud(overrides: Partial<CloudProfile> = {}, fetch = globalThis.fetch) {
  const worker = newWorker(fetch, now);
  await worker.vaultLock.setPassphrase('a long passphrase');
  const credential = { kind: 'password', password: 'password' } as const;
  await worker.accounts.save({ profile: profile(overrides), credential, verify: true });
  clock += 5 * MINUTE;
  return worker;
}

describe('the time until the vault locks is not put off', () => {
  it('by a page that asks whether a sign-in is there', async () => {
    const { vault } = await unlockedWithCloud();
    expect(await vault.has(profile().id, 'passphrase', cloud.authUrl)).toBe(true);
    expect(await vault.has(profile().id, 'passphrase', 'https://elsewhere.example.org/v3')).toBe(false);
    expect(await dueAt()).toBe(START + 15 * MINUTE);
  });

  it('by the clean-up of a worker that starts, which does its work all the same', async () => {
    await unlockedWithCloud();
    const userId = cloud.user('demo').id;
    await appCredentialJournal.put(demoJournalEntry(profile(), 'left', { userId, projectId: projectId() }));
    cloud.resetRequests();
    await newWorker(fetch, now).accounts.finishChanges();
    expect(cloud.requests.some(({ path }) => path.includes('/application_credentials?name=left'))).toBe(true);
    expect(await appCredentialJournal.all()).toEqual([]);
    expect(await dueAt()).toBe(START + 15 * MINUTE);
  });

  it("by a dashboard's page that asks which of its servers can have no console; but by a click there", async () => {
    const { page, dashboard, fetch } = dashboardUser(cloud);
    const worker = await unlockedWithCloud({ dashboardUrl: dashboard.root }, fetch);
    // The dashboard that the cloud names is enabled behind the saving.
    await vi.waitFor(async () => expect((await worker.dashboards.list()).enabled).toHaveLength(1));
    const { id } = cloud.server('build-runner-7');
    expect(await worker.dashboardConsoles.obstacles(dashboard, page, [id])).toEqual({ [id]: 'shutoff' });
    expect(await dueAt()).toBe(START + 15 * MINUTE);
    await worker.dashboardConsoles.open(dashboard, page, clicked(cloud, 'web-01'), 'request-1');
    expect(await dueAt()).toBe(START + 20 * MINUTE);
  });

  it('but it is when the user opens the list', async () => {
    const { serverLists } = await unlockedWithCloud();
    await serverLists.servers(PLACE);
    expect(await dueAt()).toBe(START + 20 * MINUTE);
  });
});

describe('whether a sign-in is there', () => {
  it('is yes while it is locked, and no where there is none', async () => {
    const { vault, vaultLock } = await unlockedWithCloud();
    await vaultLock.lock();
    expect(await vault.has(profile().id, 'passphrase', cloud.authUrl)).toBe(true);
    expect(await vault.has('another', 'passphrase', cloud.authUrl)).toBe(false);
  });
});

const projectId = () => cloud.project('demo').id;
