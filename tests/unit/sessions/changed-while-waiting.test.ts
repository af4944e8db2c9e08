import { describe, expect, it } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, passwordOf } from '@/tests/unit/support/profile';
import { signIns, type Worker, workerInterrupted, workerWith } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { OpenStackError } from '@/utils/openstack/errors';
import { tokenStore } from '@/utils/sessions/token-store';

const cloud = fakeCloud({ password: PASSWORD });

const profile = () => demoProfile(cloud.authUrl, { remember: 'device' });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { code: string }) => error.code,
  );

describe('a call that waits behind a sign-in', () => {
  const saveAs = (signIn: CloudProfile['signIn']) => (worker: Worker) =>
    worker.accounts.save({ profile: { ...profile(), signIn }, credential: CREDENTIAL, verify: false });
  const useBoth = ({ sessions }: Worker) =>
    Promise.all(
      ['demo', 'ops'].map((name) =>
        code(sessions.use(profile(), { projectId: cloud.project(name).id }, async () => null)),
      ),
    );

  it.each<[string, (worker: Worker) => Promise<unknown>, string]>([
    ['is saved for another user', saveAs(passwordOf('reader')), 'CONFLICT'],
    ['is saved for another project', saveAs(passwordOf('demo', 'ops')), 'CONFLICT'],
    ['is signed out of', ({ accounts }) => accounts.signOut('cloud-1'), 'CONFLICT'],
    ['is removed', ({ accounts }) => accounts.remove('cloud-1'), 'CLOUD_UNKNOWN'],
  ])('sends nothing where its cloud %s', async (_, interrupt, result) => {
    const worker = workerInterrupted(interrupt);
    await worker.accounts.save({ profile: profile(), credential: CREDENTIAL, verify: false });
    expect(await useBoth(worker)).toEqual([result, result]);
    expect(signIns(cloud)).toBe(1);
    await worker.sessions.revoke();
    expect(cloud.validTokens()).toEqual([]);
    expect(await tokenStore.all('cloud-1')).toEqual([]);
  });

  it('does not refuse what was saved during it', async () => {
    const worker = workerInterrupted(saveAs(passwordOf('reader')));
    const wrong = { kind: 'password', password: 'mistyped' } as const;
    await worker.accounts.save({ profile: profile(), credential: wrong, verify: false });
    expect(await useBoth(worker)).toEqual(['INVALID_CREDENTIALS', 'CONFLICT']);
    expect((await worker.serverLists.projects('cloud-1')).length).toBeGreaterThan(0);
  });
});

it('a profile with its keys in another order is the same', async () => {
  const { sessions } = await workerWith(profile(), { verify: false });
  const signIn = Object.fromEntries(Object.entries(profile().signIn).reverse()) as CloudProfile['signIn'];
  expect(await code(sessions.use({ ...profile(), signIn }, 'default', async () => null))).toBeNull();
});

describe('a call whose token has ended', () => {
  const ended = new OpenStackError('TOKEN_INVALID', { service: 'identity', status: 401 });

  it('because the user signed out, does not sign in again', async () => {
    const { accounts, sessions } = await workerWith(profile());
    cloud.resetRequests();
    const result = sessions.use(profile(), 'default', async () => {
      expect(await accounts.signOut('cloud-1')).toEqual({ revoked: true });
      throw ended;
    });
    expect(await code(result)).toBe('CONFLICT');
    expect(signIns(cloud)).toBe(0);
    expect(cloud.validTokens()).toEqual([]);
  });

  it('because another user was signed in, does not use their token', async () => {
    const { accounts, sessions } = await workerWith(profile());
    let calls = 0;
    const result = sessions.use(profile(), 'any', async () => {
      calls += 1;
      const theirs = { ...profile(), signIn: passwordOf('reader') };
      await accounts.save({ profile: theirs, credential: CREDENTIAL, verify: true });
      throw ended;
    });
    expect([await code(result), calls]).toEqual(['CONFLICT', 1]);
    expect(await tokenStore.all('cloud-1')).toHaveLength(1);
  });

  it('signs in again where the cloud was not changed', async () => {
    const { sessions } = await workerWith(profile());
    cloud.revokeAllTokens();
    cloud.resetRequests();
    let calls = 0;
    await sessions.use(profile(), 'default', async () => {
      calls += 1;
      if (calls === 1) throw ended;
    });
    expect([calls, signIns(cloud)]).toEqual([2, 1]);
  });
});
