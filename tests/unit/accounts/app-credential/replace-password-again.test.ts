import { beforeEach, describe, expect, it } from 'vitest';
import { failToReplace, issuedOn, replacePassword } from '@/tests/unit/accounts/stored';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoJournalEntry, demoProfile, PLACE } from '@/tests/unit/support/profile';
import { newWorker, workerWith } from '@/tests/unit/support/worker';
import { appCredentialJournal } from '@/utils/accounts/app-credential/journal';
import { findCloud, putClouds } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD, acceptAccessRules: true });

const profile = () => demoProfile(cloud.authUrl);
const issued = () => issuedOn(cloud);

beforeEach(async () => {
  await workerWith(profile());
});

describe('a second replacement, after one whose credential could not be deleted', () => {
  it('journals both credentials, and deletes both where it fails too', async () => {
    const first = await failToReplace(cloud);
    const second = await failToReplace(cloud);
    expect((await appCredentialJournal.of('cloud-1')).map(({ name }) => name)).toEqual([first, second]);
    await newWorker().accounts.finishChanges();
    expect(issued()).toEqual([]);
    expect(await appCredentialJournal.all()).toEqual([]);
  });

  it('deletes the first credential before the password is deleted', async () => {
    await failToReplace(cloud);
    const { name } = await replacePassword(cloud);
    expect(issued().map((credential) => credential.name)).toEqual([name]);
    expect(await appCredentialJournal.all()).toEqual([]);
  });

  it('journals what still cannot be deleted, and deletes it with the one in use', async () => {
    const remaining = await failToReplace(cloud);
    cloud.fail({ service: 'keystone', method: 'GET', path: `name=${encodeURIComponent(remaining)}`, status: 503 });
    const { name } = await replacePassword(cloud);
    expect(issued().map((credential) => credential.name)).toEqual([remaining, name]);
    await newWorker().accounts.finishChanges();
    expect((await appCredentialJournal.of('cloud-1')).map((entry) => entry.name)).toEqual([remaining]);
    const whose = { cloudId: 'cloud-1', authUrl: cloud.authUrl, userId: cloud.user('demo').id };
    await newWorker().accounts.deleteCredentials({ ...whose, password: PASSWORD });
    expect(issued()).toEqual([]);
    expect(await appCredentialJournal.all()).toEqual([]);
  });

  it('is the one whose secret is stored, where a worker ended while both were being stored', async () => {
    const signIn = (id: string) => ({ method: 'application_credential', id }) as const;
    await appCredentialJournal.put(demoJournalEntry(profile(), 'one', { signIn: signIn('1') }));
    await appCredentialJournal.put(demoJournalEntry(profile(), 'two', { signIn: signIn('2') }));
    const { vault } = newWorker();
    await vault.put('cloud-1', 'session', { kind: 'application_credential', secret: 's' }, cloud.authUrl);
    await newWorker().accounts.finishChanges();
    expect((await findCloud('cloud-1'))?.signIn).toEqual(signIn('2'));
    expect((await appCredentialJournal.all()).map(({ name }) => name)).toEqual(['one']);
  });
});

describe('a cloud of several regions', () => {
  const regionTwo = () => new URL(cloud.novaTwoUrl).host;
  const workerWhereRegionTwo = (answer: () => Promise<Response>) =>
    newWorker(async (input, init) => (new URL(String(input)).host === regionTwo() ? answer() : fetch(input, init)));

  it('has its application credential proved in each region', async () => {
    await replacePassword(cloud);
    const proved = cloud.requests.filter(({ path }) => path.includes('limit=1')).map(({ region }) => region);
    expect(new Set(proved)).toEqual(new Set(['RegionOne', 'RegionTwo']));
  });

  it('gets one without access rules where one region refuses them', async () => {
    const worker = workerWhereRegionTwo(async () => Response.json({}, { status: 401 }));
    await putClouds([profile()]);
    const { profile: after } = await replacePassword(cloud, worker, null);
    expect(after.signIn).toMatchObject({ issued: { hasAccessRules: false } });
    expect(issued()).toHaveLength(1);
  });

  it('does not wait for a region that is down', async () => {
    const worker = workerWhereRegionTwo(() => Promise.reject(new TypeError('Failed to fetch')));
    const { profile: after } = await replacePassword(cloud, worker, null);
    expect(after.signIn).toMatchObject({ issued: { hasAccessRules: true } });
  });
});

describe('a file that has the cloud as it was, without a secret', () => {
  it('does not replace the application credential that replaced the password', async () => {
    await replacePassword(cloud);
    const issued = (await findCloud('cloud-1'))?.signIn;
    const { accounts, vault, serverLists } = newWorker();
    await accounts.importClouds({ clouds: [{ profile: { ...profile(), name: 'From a file' } }] });
    expect(await findCloud('cloud-1')).toMatchObject({ name: 'From a file', signIn: issued });
    expect(await vault.get('cloud-1', profile().remember)).toMatchObject({ kind: 'application_credential' });
    expect((await serverLists.servers(PLACE)).servers).not.toEqual([]);
  });
});

describe('the application credential of this browser, once it is replaced', () => {
  it('is deleted with the next password: typed here, or where another browser moved the cloud', async () => {
    for (const replace of [
      () => workerWith(profile()),
      async () => {
        await newWorker().accounts.applyExternalChange('cloud-1', () => ({ ...profile(), name: 'Moved' }));
        expect(issued()).toHaveLength(1);
        await workerWith(profile());
      },
      async () => {
        await newWorker().accounts.importClouds({ clouds: [{ profile: profile(), credential: CREDENTIAL }] });
        await newWorker().accounts.finishChanges();
        expect(issued()).toHaveLength(1);
        await newWorker().serverLists.servers(PLACE);
      },
    ]) {
      await replacePassword(cloud);
      expect(issued()).toHaveLength(1);
      await replace();
      await expect.poll(issued).toEqual([]);
      await expect.poll(() => appCredentialJournal.all()).toEqual([]);
    }
  });
});
