import { describe, expect, it } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { OpenStackError } from '@/utils/openstack/errors';
import { tokenStore } from '@/utils/sessions/token-store';

const domain = { name: 'Default' };
const cloud = fakeCloud({ password: PASSWORD });

const profile = () => demoProfile(cloud.authUrl, { remember: 'device' });
const projectId = (name: string) => cloud.project(name).id;
const signIns = () =>
  cloud.requests.filter(({ method, path }) => method === 'POST' && path === '/v3/auth/tokens').length;
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { code: string }) => error.code,
  );

/** A worker whose first sign-in waits until something else has happened. */
function workerInterrupted(interrupt: (worker: ReturnType<typeof newWorker>) => Promise<unknown>) {
  let first = true;
  const worker = newWorker(async (input, init) => {
    const answer = await fetch(input, init);
    if (first && init?.method === 'POST') {
      first = false;
      await interrupt(worker);
    }
    return answer;
  });
  return worker;
}

describe('a call that waits behind a sign-in', () => {
  const saveAs = (signIn: CloudProfile['signIn']) => (worker: ReturnType<typeof newWorker>) =>
    worker.accounts.save({ profile: { ...profile(), signIn }, credential: CREDENTIAL, verify: false });

  it.each<[string, (worker: ReturnType<typeof newWorker>) => Promise<unknown>, string]>([
    ['is saved for another user', saveAs({ method: 'password', user: { name: 'reader', domain } }), 'CONFLICT'],
    [
      'is saved for another project',
      saveAs({ method: 'password', user: { name: 'demo', domain }, project: { name: 'ops', domain } }),
      'CONFLICT',
    ],
    ['is signed out of', ({ accounts }) => accounts.signOut('cloud-1'), 'CONFLICT'],
    ['is removed', ({ accounts }) => accounts.remove('cloud-1'), 'CLOUD_UNKNOWN'],
  ])('sends nothing where its cloud %s', async (_, interrupt, result) => {
    const worker = workerInterrupted(interrupt);
    await worker.accounts.save({ profile: profile(), credential: CREDENTIAL, verify: false });
    const use = (name: string) =>
      code(worker.sessions.use(profile(), { projectId: projectId(name) }, async () => null));
    const both = [use('demo'), use('ops')];
    expect(await Promise.all(both)).toEqual([result, result]);
    expect(signIns()).toBe(1);
    await worker.sessions.revoke();
    expect(cloud.validTokens()).toEqual([]);
    expect(await tokenStore.all('cloud-1')).toEqual([]);
  });

  it('does not refuse what was saved during it', async () => {
    const worker = workerInterrupted(saveAs({ method: 'password', user: { name: 'reader', domain } }));
    const wrong = { kind: 'password', password: 'mistyped' } as const;
    await worker.accounts.save({ profile: profile(), credential: wrong, verify: false });
    const use = (name: string) =>
      code(worker.sessions.use(profile(), { projectId: projectId(name) }, async () => null));
    expect(await Promise.all([use('demo'), use('ops')])).toEqual(['INVALID_CREDENTIALS', 'CONFLICT']);
    expect((await worker.serverLists.projects('cloud-1')).length).toBeGreaterThan(0);
  });
});

it('a profile with its keys in another order is the same', async () => {
  const { accounts, sessions } = newWorker();
  await accounts.save({ profile: profile(), credential: CREDENTIAL, verify: false });
  const signIn = Object.fromEntries(Object.entries(profile().signIn).reverse()) as CloudProfile['signIn'];
  expect(await code(sessions.use({ ...profile(), signIn }, 'default', async () => null))).toBeNull();
});

describe('a call whose token has ended', () => {
  it('because the user signed out, does not sign in again', async () => {
    const { accounts, sessions } = newWorker();
    await accounts.save({ profile: profile(), credential: CREDENTIAL, verify: true });
    cloud.resetRequests();
    const result = sessions.use(profile(), 'default', async () => {
      expect(await accounts.signOut('cloud-1')).toEqual({ revoked: true });
      throw new OpenStackError('TOKEN_INVALID', { service: 'identity', status: 401 });
    });
    expect(await code(result)).toBe('CONFLICT');
    expect(signIns()).toBe(0);
    expect(cloud.validTokens()).toEqual([]);
  });

  it('because another user was signed in, does not use their token', async () => {
    const { accounts, sessions } = newWorker();
    await accounts.save({ profile: profile(), credential: CREDENTIAL, verify: true });
    let calls = 0;
    const result = sessions.use(profile(), 'any', async () => {
      calls += 1;
      const signIn = { method: 'password', user: { name: 'reader', domain } } as const;
      await accounts.save({ profile: { ...profile(), signIn }, credential: CREDENTIAL, verify: true });
      throw new OpenStackError('TOKEN_INVALID', { service: 'identity', status: 401 });
    });
    expect([await code(result), calls]).toEqual(['CONFLICT', 1]);
    expect(await tokenStore.all('cloud-1')).toHaveLength(1);
  });

  it('signs in again where the cloud was not changed', async () => {
    const { accounts, sessions } = newWorker();
    await accounts.save({ profile: profile(), credential: CREDENTIAL, verify: true });
    cloud.revokeAllTokens();
    cloud.resetRequests();
    let calls = 0;
    await sessions.use(profile(), 'default', async () => {
      calls += 1;
      if (calls === 1) throw new OpenStackError('TOKEN_INVALID', { service: 'identity', status: 401 });
    });
    expect([calls, signIns()]).toEqual([2, 1]);
  });
});
