import { beforeEach, describe, expect, it } from 'vitest';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { newWorker } from '@/tests/unit/support/house';
import { demoNote, demoProfile } from '@/tests/unit/support/profile';
import { pending } from '@/utils/setup/pending';
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
const profile = () => demoProfile(cloud.authUrl, { remember: 'passphrase' });
const dueAt = () => createKeyring(now).dueAt();

async function unlockedWithCloud() {
  const worker = newWorker(fetch, now);
  await worker.locking.setPassphrase('a long passphrase');
  const credential = { kind: 'password', password: 'password' } as const;
  await worker.setup.save({ profile: profile(), credential, verify: true });
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
    const { sessions } = await unlockedWithCloud();
    await sessions.forget(profile());
    const userId = cloud.user('demo').id;
    await pending.put(demoNote(profile(), 'left', { userId, projectId: projectId() }));
    cloud.resetRequests();
    await newWorker(fetch, now).setup.tidy();
    expect(cloud.requests.some(({ path }) => path.includes('/application_credentials?name=left'))).toBe(true);
    expect(await pending.all()).toEqual([]);
    expect(await dueAt()).toBe(START + 15 * MINUTE);
  });

  it('but by a person who opens the list', async () => {
    const { listing } = await unlockedWithCloud();
    await listing.servers({ cloudId: profile().id, projectId: null, region: null });
    expect(await dueAt()).toBe(START + 20 * MINUTE);
  });
});

describe('whether a sign-in is there', () => {
  it('is yes while it is locked, and no where there is none', async () => {
    const { vault, locking } = await unlockedWithCloud();
    await locking.lock();
    expect(await vault.has(profile().id, 'passphrase', cloud.authUrl)).toBe(true);
    expect(await vault.has('another', 'passphrase', cloud.authUrl)).toBe(false);
  });
});

const projectId = () => cloud.project('demo').id;
