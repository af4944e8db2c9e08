import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, passwordOf } from '@/tests/unit/support/profile';
import { emptyVault } from '@/tests/unit/support/stored';
import { newWorker, workerWith } from '@/tests/unit/support/worker';
import { exportSecrets } from '@/utils/accounts/export-secrets';
import type { CloudProfile } from '@/utils/clouds/profile';
import { tokenStore } from '@/utils/sessions/token-store';
import type { Credential } from '@/utils/sign-in/methods';
import { listClouds } from '@/utils/storage/clouds';
import { lastPlace } from '@/utils/storage/last-place';

const cloud = fakeCloud({ password: PASSWORD });
const OTHER = { kind: 'password', password: 'other-horse' } as const;
const firstCloud = () => demoProfile(cloud.authUrl, { id: 'one', name: 'One' });
const secondCloud = () =>
  demoProfile(cloud.authUrl.replace(/\/v3$/, ''), { id: 'two', name: 'Two', remember: 'device' });
/** A cloud of the file, with its secret. */
const given = (profile: CloudProfile, credential: Credential = CREDENTIAL) => ({ profile, credential });

beforeEach(emptyVault);

describe('several clouds at once', () => {
  it('are stored with their secrets, each in its store, and no request is sent', async () => {
    const worker = newWorker();
    await worker.accounts.importClouds({ clouds: [given(firstCloud()), given(secondCloud(), OTHER)] });
    expect((await listClouds()).map(({ name, authUrl }) => [name, authUrl])).toEqual([
      ['One', cloud.authUrl],
      ['Two', cloud.authUrl],
    ]);
    expect(cloud.requests).toEqual([]);
    await fakeBrowser.storage.session.clear();
    expect(await newWorker().vault.get('one', 'session')).toBeNull();
    expect(await newWorker().vault.get('two', 'device')).toEqual(OTHER);
  });

  it('can be used at once; without a secret they ask for it', async () => {
    const worker = newWorker();
    await worker.accounts.importClouds({ clouds: [given(firstCloud()), { profile: secondCloud() }] });
    const place = (cloudId: string) => ({ cloudId, projectId: null, region: null });
    expect((await worker.serverLists.servers(place('one'))).servers.map(({ name }) => name)).toContain('web-01');
    await expect(worker.serverLists.servers(place('two'))).rejects.toMatchObject({ code: 'CREDENTIAL_MISSING' });
  });

  it('replace stored clouds: their secrets, their tokens, and at another address the last place', async () => {
    const worker = await workerWith(firstCloud());
    expect(await lastPlace.last()).not.toBeNull();
    const moved = { ...firstCloud(), name: 'Moved', authUrl: 'https://keystone.example.org:5000' };
    await worker.accounts.importClouds({ clouds: [given(moved, OTHER)] });
    expect(await listClouds()).toEqual([{ ...moved, authUrl: 'https://keystone.example.org:5000/v3' }]);
    expect(await worker.vault.get('one', 'session')).toEqual(OTHER);
    expect(await tokenStore.get('one', null)).toBeNull();
    expect(await lastPlace.last()).toBeNull();
    await expect.poll(() => cloud.validTokens()).toEqual([]);
  });

  it('keep the stored secret where the file has none', async () => {
    const worker = await workerWith(firstCloud(), { verify: false });
    await worker.accounts.importClouds({
      clouds: [{ profile: { ...firstCloud(), name: 'Renamed', remember: 'device' } }],
    });
    expect(await worker.vault.get('one', 'device')).toEqual(CREDENTIAL);
  });

  it.each([
    ['address', { authUrl: 'https://keystone.evil.example/v3' }],
    ['compute endpoint', { computeUrl: 'https://nova.evil.example/v2.1' }],
    ['user', { signIn: passwordOf('other') }],
  ] as const)('lose their secret where a file without one names another %s', async (_, change) => {
    const worker = await workerWith(firstCloud(), { verify: false });
    await worker.accounts.importClouds({ clouds: [{ profile: { ...firstCloud(), ...change } }] });
    expect(await worker.vault.get('one', 'session')).toBeNull();
  });

  it('have their secret restored where the import fails', async () => {
    const worker = await workerWith(firstCloud(), { verify: false });
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    const moved = { ...firstCloud(), authUrl: 'https://keystone.evil.example/v3' };
    await expect(worker.accounts.importClouds({ clouds: [{ profile: moved }] })).rejects.toMatchObject({
      code: 'STORAGE_FAILED',
    });
    expect(await worker.vault.get('one', 'session', cloud.authUrl)).toEqual(CREDENTIAL);
  });

  it('can be imported twice', async () => {
    const request = { clouds: [given(firstCloud()), { profile: secondCloud() }] };
    await newWorker().accounts.importClouds(request);
    await newWorker().accounts.importClouds(request);
    expect(await listClouds()).toHaveLength(2);
  });
});

describe('where something fails', () => {
  it('nothing is stored: an invalid address', async () => {
    const bad = { ...secondCloud(), authUrl: 'https://user:secret@keystone.example.org' };
    const worker = newWorker();
    const clouds = [given(firstCloud()), given(bad, OTHER)];
    await expect(worker.accounts.importClouds({ clouds })).rejects.toMatchObject({ code: 'AUTH_URL_INVALID' });
    expect(await listClouds()).toEqual([]);
    expect(await worker.vault.get('one', 'session')).toBeNull();
  });

  it('nothing is stored: the secret of another user, which is stored after the clouds', async () => {
    const worker = await workerWith(firstCloud(), { verify: false });
    const before = await listClouds();
    const set = fakeBrowser.storage.session.set.bind(fakeBrowser.storage.session);
    vi.spyOn(fakeBrowser.storage.session, 'set').mockImplementation(async (items) => {
      if (JSON.stringify(items).includes(OTHER.password)) throw new Error('QUOTA_BYTES quota exceeded');
      await set(items);
    });
    const clouds = [given(secondCloud()), given({ ...firstCloud(), signIn: passwordOf('reader') }, OTHER)];
    await expect(worker.accounts.importClouds({ clouds })).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect(await listClouds()).toEqual(before);
    expect(await worker.vault.get('one', 'session')).toEqual(CREDENTIAL);
    expect(await worker.vault.get('two', 'device')).toBeNull();
  });

  it.each(['session', 'local'] as const)('the secrets are as they were: %s storage is full', async (area) => {
    const worker = await workerWith(firstCloud(), { verify: false });
    const before = await listClouds();
    const set = fakeBrowser.storage[area].set.bind(fakeBrowser.storage[area]);
    vi.spyOn(fakeBrowser.storage[area], 'set').mockImplementation(async (items) => {
      if (/two|Two/.test(JSON.stringify(items))) throw new Error('QUOTA_BYTES quota exceeded');
      await set(items);
    });
    const clouds = [
      given({ ...firstCloud(), name: 'Renamed', remember: 'device' }, OTHER),
      given({ ...secondCloud(), remember: 'session' }, OTHER),
    ];
    await expect(worker.accounts.importClouds({ clouds })).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect(await listClouds()).toEqual(before);
    expect(await worker.vault.get('one', 'session')).toEqual(CREDENTIAL);
    expect(await worker.vault.get('two', 'session')).toBeNull();
  });
});

it('secrets are exported for stored clouds that have one', async () => {
  const worker = newWorker();
  await worker.accounts.importClouds({ clouds: [given(firstCloud()), { profile: secondCloud() }] });
  await worker.vault.put('not-stored', 'session', OTHER, cloud.authUrl);
  expect(await exportSecrets(worker.vault, ['one', 'two', 'not-stored'])).toEqual([
    { cloudId: 'one', credential: CREDENTIAL },
  ]);
});

it('no secret is exported where one of them is locked', async () => {
  stubAlarmsAndIdle();
  const worker = newWorker();
  await worker.vaultLock.setPassphrase('a long passphrase');
  const clouds = [given(firstCloud()), given({ ...secondCloud(), remember: 'passphrase' }, OTHER)];
  await worker.accounts.importClouds({ clouds });
  expect(await exportSecrets(worker.vault, ['one', 'two'])).toHaveLength(2);
  await worker.vaultLock.lock();
  await expect(exportSecrets(worker.vault, ['one', 'two'])).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
});
