import { beforeEach, describe, expect, it } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoNote, demoProfile, PLACE } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import { pending } from '@/utils/accounts/app-credential/journal';
import { findCloud, putCloud } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD, acceptAccessRules: true });

const profile = () => demoProfile(cloud.authUrl);
const made = () => cloud.world.applicationCredentials.filter(({ name }) => name.startsWith('novnc-for-openstack '));
const restrict = () =>
  newWorker().setup.restrict({ cloudId: profile().id, projectId: cloud.project('demo').id, days: 30 });
/** Nova does not answer, and what was made cannot be found, so it stays. */
async function failOnce(): Promise<string> {
  const before = made().map(({ name }) => name);
  cloud.fail({ service: 'nova', path: 'limit=1', status: 503, times: null });
  cloud.fail({ service: 'keystone', method: 'GET', path: 'application_credentials', status: 503, times: null });
  await expect(restrict()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  cloud.heal();
  return made().find(({ name }) => !before.includes(name))?.name ?? expect.fail('nothing was left behind');
}

beforeEach(async () => {
  await newWorker().setup.save({ profile: profile(), credential: CREDENTIAL, verify: true });
});

describe('a second try, after one that has left a credential on the cloud', () => {
  it('has notes of both, and deletes both where it fails too', async () => {
    const first = await failOnce();
    const second = await failOnce();
    expect((await pending.of('cloud-1')).map(({ name }) => name)).toEqual([first, second]);
    await newWorker().setup.tidy();
    expect(made()).toEqual([]);
    expect(await pending.all()).toEqual([]);
  });

  it('deletes the first one before the password is forgotten', async () => {
    await failOnce();
    const { name } = await restrict();
    expect(made().map((credential) => credential.name)).toEqual([name]);
    expect(await pending.all()).toEqual([]);
  });

  it('keeps the note of what still cannot be deleted, and deletes it with the cloud’s own', async () => {
    const left = await failOnce();
    cloud.fail({ service: 'keystone', method: 'GET', path: `name=${encodeURIComponent(left)}`, status: 503 });
    const { name } = await restrict();
    expect(made().map((credential) => credential.name)).toEqual([left, name]);
    await newWorker().setup.tidy();
    expect((await pending.of('cloud-1')).map((note) => note.name)).toEqual([left]);
    const whose = { cloudId: 'cloud-1', authUrl: cloud.authUrl, userId: cloud.user('demo').id };
    await newWorker().setup.deleteCredentials({ ...whose, password: PASSWORD });
    expect(made()).toEqual([]);
    expect(await pending.all()).toEqual([]);
  });

  it('is not taken for the first one, where both were about to be stored and a worker died', async () => {
    const signIn = (id: string) => ({ method: 'application_credential', id }) as const;
    await pending.put(demoNote(profile(), 'one', { signIn: signIn('1') }));
    await pending.put(demoNote(profile(), 'two', { signIn: signIn('2') }));
    const { vault } = newWorker();
    await vault.put('cloud-1', 'session', { kind: 'application_credential', secret: 's' }, cloud.authUrl);
    await newWorker().setup.tidy();
    expect((await findCloud('cloud-1'))?.signIn).toEqual(signIn('2'));
    expect((await pending.all()).map(({ name }) => name)).toEqual(['one']);
  });
});

describe('a cloud of several regions', () => {
  const regionTwo = () => new URL(cloud.novaTwoUrl).host;
  const workerWhereRegionTwo = (answer: () => Promise<Response>) =>
    newWorker(async (input, init) => (new URL(String(input)).host === regionTwo() ? answer() : fetch(input, init)));
  const request = () => ({ cloudId: 'cloud-1', projectId: cloud.project('demo').id, days: null });

  it('has its credential proved in each of them', async () => {
    await restrict();
    const proved = cloud.requests.filter(({ path }) => path.includes('limit=1')).map(({ region }) => region);
    expect(new Set(proved)).toEqual(new Set(['RegionOne', 'RegionTwo']));
  });

  it('gets one without rules where one region refuses them', async () => {
    const { setup } = workerWhereRegionTwo(async () => Response.json({}, { status: 401 }));
    await putCloud(profile());
    const { profile: after } = await setup.restrict(request());
    expect(after.signIn).toMatchObject({ made: { limited: false } });
    expect(made()).toHaveLength(1);
  });

  it('does not wait for a region that is down', async () => {
    const { setup } = workerWhereRegionTwo(async () => {
      throw new TypeError('Failed to fetch');
    });
    const { profile: after } = await setup.restrict(request());
    expect(after.signIn).toMatchObject({ made: { limited: true } });
  });
});

describe('a file that has the cloud as it was, without a secret', () => {
  it('leaves the credential in use that was made meanwhile', async () => {
    await restrict();
    const made = (await findCloud('cloud-1'))?.signIn;
    const { setup, vault, listing } = newWorker();
    await setup.importClouds({ clouds: [{ profile: { ...profile(), name: 'From a file' } }] });
    expect(await findCloud('cloud-1')).toMatchObject({ name: 'From a file', signIn: made });
    expect(await vault.get('cloud-1', profile().remember)).toMatchObject({ kind: 'application_credential' });
    expect((await listing.servers(PLACE)).servers).not.toEqual([]);
  });
});

describe('the credential that was made for this browser, once something takes its place', () => {
  it('is deleted with the next password: typed here, or where another browser moved the cloud', async () => {
    for (const replace of [
      () => newWorker().setup.save({ profile: profile(), credential: CREDENTIAL, verify: true }),
      async () => {
        await newWorker().setup.adopt('cloud-1', () => ({ ...profile(), name: 'Moved' }));
        expect(made()).toHaveLength(1);
        await newWorker().setup.save({ profile: profile(), credential: CREDENTIAL, verify: true });
      },
      async () => {
        await newWorker().setup.importClouds({ clouds: [{ profile: profile(), credential: CREDENTIAL }] });
        await newWorker().setup.tidy();
      },
    ]) {
      await restrict();
      expect(made()).toHaveLength(1);
      await replace();
      await expect.poll(made).toEqual([]);
      await expect.poll(() => pending.all()).toEqual([]);
    }
  });
});
