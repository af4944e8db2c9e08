import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, PLACE, passwordOf } from '@/tests/unit/support/profile';
import { emptyVault } from '@/tests/unit/support/stored';
import { newWorker, workerWith } from '@/tests/unit/support/worker';
import { exportSecrets } from '@/utils/accounts/export-secrets';
import type { CloudProfile } from '@/utils/clouds/profile';
import { putClouds } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD });
const theirs = fakeCloud({ password: PASSWORD });
const here = () => demoProfile(cloud.authUrl);
const there = () => ({ ...here(), authUrl: theirs.authUrl });
const MISSING = { code: 'CREDENTIAL_MISSING' };

beforeEach(emptyVault);

/** How many sign-ins each cloud got. */
const passwordsSent = () =>
  [cloud, theirs].map(({ requests }) => requests.filter(({ method }) => method === 'POST').length);

describe('a stored secret', () => {
  it('is not sent to an address that was written into the profile without the user', async () => {
    const worker = await workerWith(here(), { verify: false });
    await putClouds([there()]);
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(MISSING);
    await expect(worker.accounts.test({ profile: there() })).rejects.toMatchObject(MISSING);
    // Nor after a change of something else.
    await worker.accounts.save({ profile: { ...there(), name: 'Renamed', remember: 'device' }, verify: false });
    await worker.accounts.importClouds({ clouds: [{ profile: { ...there(), name: 'Imported' } }] });
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(MISSING);
    const change = { cloudId: 'cloud-1', userId: 'user-1', password: 'new-horse' };
    await expect(worker.accounts.changePassword(change)).rejects.toMatchObject(MISSING);
    const draft = { profile: { ...there(), name: 'Renamed' } };
    await expect(worker.accounts.changePassword({ ...change, draft })).rejects.toMatchObject(MISSING);
    // Nor is it exported for that address.
    expect(await exportSecrets(worker.vault, ['cloud-1'])).toEqual([]);
    expect(passwordsSent()).toEqual([0, 0]);
  });

  it('is not sent to the old address where the worker ended before the new one was stored', async () => {
    const worker = await workerWith(here(), { verify: false });
    const other = { kind: 'password', password: 'other-horse' } as const;
    await worker.vault.put('cloud-1', 'session', other, theirs.authUrl);
    await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject(MISSING);
    expect(passwordsSent()).toEqual([0, 0]);
  });

  it.each([
    ['user', { signIn: passwordOf('reader', 'demo') }],
    ['user of another domain', { signIn: { method: 'password', user: { name: 'demo', domain: { id: 'other' } } } }],
    ['method', { signIn: { method: 'application_credential', id: 'planted' } }],
  ] as const)('is not sent for another %s that was written into the profile without the user', async (_, change) => {
    for (const remember of ['session', 'device'] as const) {
      const worker = await workerWith({ ...here(), remember }, { verify: false });
      const changed: CloudProfile = { ...here(), remember, ...change };
      await putClouds([changed]);
      await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject(MISSING);
      expect(await worker.vault.has('cloud-1', remember, changed)).toBe(false);
      expect(await exportSecrets(worker.vault, ['cloud-1'])).toEqual([]);
    }
    expect(passwordsSent()).toEqual([0, 0]);
  });

  it.each([
    ['compute endpoint', { computeUrl: 'https://nova.elsewhere.example/v2.1' }],
    ['user', { signIn: passwordOf('reader', 'demo') }],
  ])(
    'is not taken for another %s that was written into the profile where the user changes something else',
    async (_, change) => {
      for (const remember of ['session', 'device'] as const) {
        await workerWith({ ...here(), remember }, { verify: false });
        await putClouds([{ ...here(), remember, ...change }]);
        const worker = newWorker();
        const renamed: CloudProfile = { ...here(), remember, ...change, name: 'Renamed' };
        await expect(worker.accounts.test({ profile: renamed })).rejects.toMatchObject(MISSING);
        await expect(worker.accounts.save({ profile: renamed, verify: true })).rejects.toMatchObject(MISSING);
        await worker.accounts.save({ profile: renamed, verify: false });
        await worker.accounts.save({ profile: { ...renamed, remember: 'session' }, verify: false });
        await worker.accounts.importClouds({ clouds: [{ profile: { ...renamed, remember: 'device' } }] });
        // Nor where it is put back after a failure.
        const failing = vi.spyOn(fakeBrowser.storage.local, 'set').mockImplementation(async (items) => {
          if ('clouds' in items) throw new Error('IO error');
        });
        const typed = { kind: 'password', password: 'typed-horse' } as const;
        const save = worker.accounts.save({ profile: renamed, credential: typed, verify: false });
        await expect(save).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
        failing.mockRestore();
        expect(await worker.vault.get('cloud-1', remember, renamed)).not.toEqual(CREDENTIAL);
        await worker.vault.remove('cloud-1');
      }
      expect(passwordsSent()).toEqual([0, 0]);
    },
  );

  it('of a worker that ended before it stored the profile is not sent as the user before', async () => {
    const worker = await workerWith(here(), { verify: false });
    const reader = { ...here(), signIn: passwordOf('reader', 'demo') };
    await worker.vault.put('cloud-1', 'session', { kind: 'password', password: 'reader-horse' }, reader);
    await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject(MISSING);
    expect(passwordsSent()).toEqual([0, 0]);
  });

  it('is sent to the address that the user types', async () => {
    const worker = await workerWith(here(), { verify: false });
    await worker.accounts.save({ profile: there(), verify: true });
    expect((await worker.serverLists.servers(PLACE)).servers).not.toEqual([]);
    expect(passwordsSent()[0]).toBe(0);
  });
});
