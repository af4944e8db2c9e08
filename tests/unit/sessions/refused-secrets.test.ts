import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, PLACE, passwordOf } from '@/tests/unit/support/profile';
import { rejectionCodeOf, sentSecrets } from '@/tests/unit/support/sent-secrets';
import { storedValue } from '@/tests/unit/support/stored';
import { newWorker, type Worker, workerWith } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { findCloud, putClouds } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD });
const WRONG = 'wrong-horse-of-today';
const wrong = { kind: 'password', password: WRONG } as const;
const INVALID = 'INVALID_CREDENTIALS';
const profile = (overrides: Partial<CloudProfile> = {}) => demoProfile(cloud.authUrl, overrides);
const ID = (n: number) => n.toString(16).repeat(32);
const TWELVE = Array.from({ length: 12 }, (_, n) => ID(n));

const { clear, times } = sentSecrets();
const sent = (secret = WRONG) => times(secret);
beforeEach(() => {
  cloud.user('demo').password = PASSWORD;
});
const servers = (worker: Worker, projectId: string | null, cloudId = 'cloud-1') =>
  worker.serverLists.servers({ ...PLACE, cloudId, projectId });

/** The stored password is no longer the user's. */
async function changePasswordOnCloud({ revoked }: { revoked: boolean }): Promise<Worker> {
  const worker = await workerWith(profile());
  cloud.user('demo').password = 'the new one';
  if (revoked) cloud.revokeAllTokens();
  clear();
  return worker;
}

describe('a password that was changed on the cloud', () => {
  it.each([
    ['Keystone revoked the tokens', true],
    ['the tokens are still valid, as with LDAP', false],
  ])('is sent at most once for twelve projects, while a token is fresh: %s', async (_, revoked) => {
    const worker = await changePasswordOnCloud({ revoked });
    for (const projectId of TWELVE) await rejectionCodeOf(servers(worker, projectId));
    for (const projectId of TWELVE) await rejectionCodeOf(servers(newWorker(), projectId));
    expect(sent(PASSWORD)).toBe(Number(revoked));
  });

  it('is sent once where the cloud forbids to rescope, and where the project is lost as well', async () => {
    cloud.config.allowRescope = false;
    const worker = await changePasswordOnCloud({ revoked: false });
    expect(await rejectionCodeOf(servers(worker, cloud.project('ops').id))).toBe(INVALID);
    for (const projectId of TWELVE) expect(await rejectionCodeOf(servers(worker, projectId))).toBe(INVALID);
    expect(sent(PASSWORD)).toBe(1);
  });

  it('is not needed for another project while a token is valid', async () => {
    const worker = await changePasswordOnCloud({ revoked: false });
    expect((await servers(worker, cloud.project('ops').id)).projectId).toBe(cloud.project('ops').id);
    expect(sent(PASSWORD)).toBe(0);
  });
});

describe('eight clouds of one user with the same wrong password', () => {
  const ids = Array.from({ length: 8 }, (_, n) => `cloud-${n}`);
  const { user } = passwordOf('demo');
  /** The same user, as files may name them. */
  const references = [
    user,
    { ...user, name: 'Demo' },
    { name: 'demo', domain: { id: 'default' } },
    { domain: { name: 'Default' }, name: 'demo' },
  ];
  const imported = () =>
    ids.map((id, n) => ({
      profile: profile({
        id,
        authUrl: n % 2 ? cloud.authUrl : cloud.authUrl.replace('/v3', ''),
        signIn: { method: 'password', user: references[n % references.length] ?? user },
      }),
      credential: wrong,
    }));
  let worker: Worker;
  beforeEach(async () => {
    worker = newWorker();
    await worker.accounts.importClouds({ clouds: imported() });
  });

  it.each<[string, (use: (id: string) => Promise<unknown>) => Promise<unknown>]>([
    ['one after another', (use) => ids.reduce((before, id) => before.then(() => use(id)), Promise.resolve<unknown>(0))],
    ['at the same time', (use) => Promise.all(ids.map(use))],
  ])('send it once, and once more by hand: %s', async (_, forAll) => {
    await forAll((id) => rejectionCodeOf(servers(worker, null, id)));
    await forAll((id) => rejectionCodeOf(servers(newWorker(), null, id)));
    expect(sent()).toBe(1);
    await worker.accounts.importClouds({ clouds: imported() });
    await forAll((id) => rejectionCodeOf(servers(worker, null, id)));
    expect(sent()).toBe(1);
    const tests = await Promise.all(
      imported().map(({ profile, credential }) => rejectionCodeOf(worker.accounts.test({ profile, credential }))),
    );
    expect(tests.sort()).toEqual([INVALID, ...Array(7).fill('SECRET_REFUSED_TWICE')]);
    for (const id of ids) await rejectionCodeOf(newWorker().accounts.test({ profile: profile({ id }) }));
    expect(sent()).toBe(2);
  });

  it('leave another user and another password free', async () => {
    await rejectionCodeOf(servers(worker, null, 'cloud-0'));
    const reader = profile({ id: 'cloud-1', signIn: passwordOf('reader') });
    expect(await rejectionCodeOf(worker.accounts.test({ profile: reader, credential: wrong }))).toBe(INVALID);
    expect(await rejectionCodeOf(worker.accounts.test({ profile: reader, credential: CREDENTIAL }))).toBeNull();
    await worker.accounts.importClouds({ clouds: imported().map((one) => ({ ...one, credential: CREDENTIAL })) });
    expect(await rejectionCodeOf(servers(worker, null, 'cloud-0'))).toBeNull();
  });
});

describe('a refused secret', () => {
  const test = (worker: Worker, credential = wrong) =>
    rejectionCodeOf(worker.accounts.test({ profile: profile(), credential }));

  it('may be tried once more by hand, saved or checked, and then no more', async () => {
    await workerWith(profile(), { verify: false });
    const save = (verify: boolean) => newWorker().accounts.save({ profile: profile(), credential: wrong, verify });
    await save(false);
    expect(await rejectionCodeOf(servers(newWorker(), null))).toBe(INVALID);
    expect(await rejectionCodeOf(servers(newWorker(), null))).toBe(INVALID);
    expect(sent()).toBe(1);
    // Saved without a check: the next call checks it.
    await save(false);
    expect(await rejectionCodeOf(servers(newWorker(), null))).toBe(INVALID);
    expect(await rejectionCodeOf(servers(newWorker(), null))).toBe(INVALID);
    expect(sent()).toBe(2);
    await save(false);
    expect(await rejectionCodeOf(servers(newWorker(), null))).toBe('SECRET_REFUSED_TWICE');
    expect(await rejectionCodeOf(save(true))).toBe('SECRET_REFUSED_TWICE');
    expect(await test(newWorker())).toBe('SECRET_REFUSED_TWICE');
    expect(sent()).toBe(2);
  });

  it('is sent again where it was the right one: with a wrong project twice, then with the right one', async () => {
    const inProject = (name: string) => ({ profile: profile({ signIn: passwordOf('demo', name) }) });
    const check = (name: string) =>
      rejectionCodeOf(newWorker().accounts.test({ ...inProject(name), credential: CREDENTIAL }));
    expect([await check('nowhere'), await check('elsewhere')]).toEqual([INVALID, 'PROJECT_UNAVAILABLE']);
    expect([await check('demo'), await check('demo')]).toEqual([null, null]);
    expect(cloud.validTokens()).toEqual([]);
  });

  it('is sent once while storage is full or fails', async () => {
    const worker = await workerWith(profile(), { verify: false });
    await worker.vault.put('cloud-1', 'session', wrong, cloud.authUrl);
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    for (const projectId of TWELVE.slice(0, 6)) expect(await rejectionCodeOf(servers(worker, projectId))).toBe(INVALID);
    expect(sent()).toBe(1);
  });

  it.each([
    ['a lock or sign-out', (worker: Worker) => worker.sessions.endTokens(profile())],
    ['a change by sync', (worker: Worker) => worker.accounts.applyExternalChange('cloud-1', () => renamed())],
    ['the removal of its cloud', async (worker: Worker) => void (await worker.accounts.remove('cloud-1'))],
  ])('stays refused after %s', async (_, happens) => {
    const worker = await workerWith(profile(), { verify: false });
    await worker.vault.put('cloud-1', 'session', wrong, cloud.authUrl);
    expect(await rejectionCodeOf(servers(worker, null))).toBe(INVALID);
    await happens(worker);
    if ((await findCloud('cloud-1')) === null) await putClouds([profile()]);
    await worker.vault.put('cloud-1', 'session', wrong, cloud.authUrl);
    expect(await rejectionCodeOf(servers(newWorker(), null))).toBe(INVALID);
    expect(sent()).toBe(1);
  });
  const renamed = () => profile({ name: 'Renamed', computeUrl: 'https://nova.example.org/v2.1' });

  it('is not sent by another way: an expired one that is to be changed, a deletion, a passcode', async () => {
    const worker = newWorker();
    expect([await test(worker), await test(worker)]).toEqual([INVALID, INVALID]);
    const userId = cloud.user('demo').id;
    const changed = worker.accounts.changePassword({
      ...{ cloudId: 'cloud-1', userId, password: 'battery-staple' },
      draft: { profile: profile(), credential: wrong },
    });
    expect(await rejectionCodeOf(changed)).toBe('SECRET_REFUSED_TWICE');
    const byId = profile({ signIn: { method: 'password', user: { id: userId } } });
    expect(await rejectionCodeOf(worker.accounts.test({ profile: byId, credential: wrong }))).toBe(
      'SECRET_REFUSED_TWICE',
    );
    const withPasscode = { profile: profile(), credential: wrong, passcode: '123456', verify: true };
    expect(await rejectionCodeOf(worker.accounts.save(withPasscode))).toBe('SECRET_REFUSED_TWICE');
    expect(sent()).toBe(2);
  });

  it('leaves nothing of itself in storage', async () => {
    await test(newWorker());
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).not.toContain(WRONG);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).toContain(INVALID);
  });

  it('leaves no hash that could tell a right guess from others', async () => {
    await test(newWorker());
    const stored = (await storedValue('session', 'refusals')) as { refused: { secret: string }[] };
    expect(stored.refused.map(({ secret }) => secret)).toEqual([expect.stringMatching(/^[0-9a-f]{4}$/)]);
  });
});

describe('a passcode', () => {
  const signIn = { ...passwordOf('totp'), passcode: true as const };

  it('that is wrong sends the password twice at most; the right password is then sent no more', async () => {
    const worker = await workerWith(profile({ signIn }), { verify: false });
    const type = (passcode: string) => rejectionCodeOf(worker.accounts.signInWithPasscode('cloud-1', passcode));
    for (const passcode of ['000001', '000002', '000003', '000004'])
      expect(await type(passcode)).toBe('PASSCODE_WRONG');
    expect(sent(PASSWORD)).toBe(2);
    expect(await type(cloud.passcode())).toBeNull();
    expect(sent(PASSWORD)).toBe(2);
  });

  it('with a wrong password sends that twice at most', async () => {
    const worker = await workerWith(profile({ signIn }), { verify: false });
    await worker.vault.put('cloud-1', 'session', wrong, cloud.authUrl);
    for (const passcode of ['000001', '000002', cloud.passcode(), '000004'])
      expect(await rejectionCodeOf(newWorker().accounts.signInWithPasscode('cloud-1', passcode))).not.toBeNull();
    expect(sent()).toBe(2);
  });

  it('is itself sent twice at most', async () => {
    const worker = await workerWith(profile({ signIn: passwordOf('totp') }), { verify: false });
    await rejectionCodeOf(servers(worker, null));
    for (let tries = 0; tries < 4; tries += 1)
      await rejectionCodeOf(worker.accounts.signInWithPasscode('cloud-1', '000001'));
    expect(sent('000001')).toBe(2);
  });
});
