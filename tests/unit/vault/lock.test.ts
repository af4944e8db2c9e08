import { beforeEach, describe, expect, it } from 'vitest';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { workerEndingAtWrite } from '@/tests/unit/support/ending-worker';
import { demoProfile, PLACE } from '@/tests/unit/support/profile';
import { storedValue } from '@/tests/unit/support/stored';
import { newWorker, workerInterrupted, workerWith } from '@/tests/unit/support/worker';
import { browser } from '@/utils/browser';
import { deleteCloud, listClouds, putClouds } from '@/utils/storage/clouds';

const PHRASE = 'seven rainy Tuesdays';
const LOCKED = { code: 'VAULT_LOCKED' };
const cloud = fakeCloud({ password: PASSWORD });

const behind = () => demoProfile(cloud.authUrl, { remember: 'passphrase' });
const beside = () => demoProfile(cloud.authUrl, { id: 'cloud-2', remember: 'session' });
const tokens = async () => Object.keys(await browser.storage.session.get()).filter((key) => key.startsWith('tokens:'));

beforeEach(async () => {
  stubAlarmsAndIdle();
  await newWorker().vaultLock.reset();
  for (const { id } of await listClouds()) await deleteCloud(id);
  await newWorker().vaultLock.setPassphrase(PHRASE);
  await workerWith(behind());
  await workerWith(beside());
  cloud.resetRequests();
});

describe('locking', () => {
  it('drops the key, and the tokens of the clouds behind it, which are revoked', async () => {
    const before = cloud.validTokens().length;
    expect(await newWorker().vaultLock.lock()).toMatchObject({ exists: true, locked: true });
    expect(await tokens()).toEqual(['tokens:cloud-2']);
    expect(JSON.stringify(await browser.storage.session.get())).not.toContain('"vault-key"');
    await expect.poll(() => cloud.validTokens().length).toBeLessThan(before);
    await expect.poll(() => storedValue('session', 'revocations')).toEqual([]);
    await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject(LOCKED);
    await newWorker().serverLists.servers({ ...PLACE, cloudId: 'cloud-2' });
  });

  it('stores no token where the cloud cannot be asked to revoke it', async () => {
    cloud.fail({ service: 'keystone', method: 'DELETE', effect: 'reset' });
    await newWorker().vaultLock.lock();
    await expect.poll(() => cloud.requests.filter(({ method }) => method === 'DELETE').length).toBeGreaterThan(0);
    await expect.poll(() => storedValue('session', 'revocations')).toEqual([]);
  });

  it('does not sign in to any cloud while it is locked, and continues after the passphrase', async () => {
    await newWorker().vaultLock.lock();
    await expect.poll(() => cloud.requests.some(({ method }) => method === 'DELETE')).toBe(true);
    cloud.resetRequests();
    await expect(newWorker().serverLists.projects('cloud-1')).rejects.toMatchObject(LOCKED);
    await expect(newWorker().accounts.test({ profile: behind() })).rejects.toMatchObject(LOCKED);
    const save = newWorker().accounts.save({ profile: behind(), credential: CREDENTIAL, verify: true });
    await expect(save).rejects.toMatchObject(LOCKED);
    expect(cloud.requests.filter(({ method }) => method === 'POST')).toEqual([]);
    await newWorker().vaultLock.unlock(PHRASE);
    expect((await newWorker().serverLists.servers(PLACE)).servers.length).toBeGreaterThan(0);
  });

  it('uses no token left in storage by a lock that a stopped worker did not complete', async () => {
    await browser.storage.session.remove('vault-key');
    expect(await tokens()).toContain('tokens:cloud-1');
    await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject(LOCKED);
    await newWorker().vaultLock.resume();
    expect(await tokens()).toEqual(['tokens:cloud-2']);
  });

  it.each(['session', 'device'] as const)(
    'ends the tokens of a cloud behind it whose profile says: %s',
    async (remember) => {
      await putClouds([{ ...behind(), remember }]);
      await newWorker().serverLists.servers(PLACE);
      await newWorker().vaultLock.lock();
      expect(await tokens()).toEqual(['tokens:cloud-2']);
      await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject(LOCKED);
    },
  );

  it('ends the tokens of a cloud whose worker ended while it was moved behind it', async () => {
    for (let n = 1, hasEnded = true; hasEnded; n += 1) {
      await newWorker().accounts.save({ profile: { ...beside(), remember: 'device' }, verify: false });
      const endingWorker = workerEndingAtWrite(n, () => undefined);
      await endingWorker.accounts
        .save({ profile: { ...beside(), remember: 'passphrase' }, verify: false })
        .catch(() => undefined);
      hasEnded = endingWorker.end();
      await newWorker().start();
      const list = () => newWorker().serverLists.servers({ ...PLACE, cloudId: 'cloud-2' });
      await list();
      await newWorker().vaultLock.lock();
      const { vault } = newWorker();
      const isBehind = await vault.get('cloud-2', 'passphrase').then(
        () => false,
        () => true,
      );
      if (isBehind) await expect(list(), `write ${n}`).rejects.toMatchObject(LOCKED);
      await newWorker().vaultLock.unlock(PHRASE);
    }
  }, 60_000);

  it('discards the token of a sign-in that is under way', async () => {
    await newWorker().sessions.endTokens(behind());
    await newWorker().sessions.revoke();
    const before = cloud.validTokens().length;
    const worker = workerInterrupted(({ vaultLock }) => vaultLock.lock());
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(LOCKED);
    expect(await tokens()).toEqual(['tokens:cloud-2']);
    await expect.poll(() => cloud.validTokens().length).toBe(before);
  });

  it('notifies open pages', async () => {
    const mark = async () => JSON.stringify(await browser.storage.session.get('lock-change'));
    const marks = [await mark()];
    await newWorker().vaultLock.lock();
    marks.push(await mark());
    await newWorker().vaultLock.unlock(PHRASE);
    marks.push(await mark());
    expect(new Set(marks).size).toBe(3);
  });
});

describe('resetting', () => {
  it('deletes passphrase, credentials and tokens; the clouds stay and ask for their secret', async () => {
    expect(await newWorker().vaultLock.reset()).toMatchObject({ exists: false, locked: false });
    expect((await listClouds()).map(({ id }) => id)).toEqual(['cloud-1', 'cloud-2']);
    expect(await tokens()).toEqual(['tokens:cloud-2']);
    await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject({
      code: 'CREDENTIAL_MISSING',
      facts: { noLongerStored: true },
    });
    await newWorker().vaultLock.setPassphrase('another passphrase');
    await workerWith(behind());
    expect((await newWorker().serverLists.servers(PLACE)).servers.length).toBeGreaterThan(0);
  });
});

describe('a cloud that is moved', () => {
  it('is in the chosen store only, behind the passphrase and back', async () => {
    const worker = newWorker();
    await worker.accounts.save({ profile: { ...beside(), remember: 'passphrase' }, verify: false });
    expect(JSON.stringify(await browser.storage.session.get())).not.toContain(PASSWORD);
    expect(await worker.vault.get('cloud-2', 'passphrase')).toEqual(CREDENTIAL);
    await worker.accounts.save({ profile: beside(), verify: false });
    await worker.vaultLock.lock();
    expect(await worker.vault.get('cloud-2', 'session')).toEqual(CREDENTIAL);
  });

  it('cannot be moved out while it is locked, and keeps what it has', async () => {
    await newWorker().vaultLock.lock();
    const move = newWorker().accounts.save({ profile: { ...behind(), remember: 'device' }, verify: false });
    await expect(move).rejects.toMatchObject(LOCKED);
    await newWorker().vaultLock.unlock(PHRASE);
    expect((await newWorker().serverLists.servers(PLACE)).servers.length).toBeGreaterThan(0);
  });
});
