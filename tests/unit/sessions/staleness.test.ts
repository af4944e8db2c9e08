import { describe, expect, it } from 'vitest';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, PLACE, passwordOf } from '@/tests/unit/support/profile';
import { runAtStorageCall } from '@/tests/unit/support/while-waiting';
import { asked, newWorker, type Worker, workerInterrupted, workerWith } from '@/tests/unit/support/worker';
import { OpenStackError } from '@/utils/openstack/errors';
import type { Sessions } from '@/utils/sessions/sessions';
import { tokenStore } from '@/utils/sessions/token-store';

const cloud = fakeCloud({ password: PASSWORD, acceptAccessRules: true });

const profile = () => demoProfile(cloud.authUrl);

describe('a token that was issued outside the sessions', () => {
  const moved = () => demoProfile('https://other.example.org/v3');
  it.each<[string, (worker: Worker) => Promise<unknown>]>([
    ['was removed', ({ accounts }) => accounts.remove('cloud-1')],
    ['was moved', ({ accounts }) => accounts.applyExternalChange('cloud-1', moved)],
    ['is locked', ({ vaultLock }) => vaultLock.lock()],
  ])('is revoked, and not stored, where its cloud %s', async (_, interrupt) => {
    stubAlarmsAndIdle();
    const worker = newWorker();
    await worker.vaultLock.setPassphrase('seven rainy Tuesdays');
    const stored = demoProfile(cloud.authUrl, { remember: 'passphrase' });
    await worker.accounts.save({ profile: stored, credential: CREDENTIAL, verify: true });
    const state = await worker.sessions.use(stored, 'default', async (found) => found);
    await interrupt(worker);
    await worker.sessions.storeToken(stored, state);
    expect(await tokenStore.all('cloud-1')).toEqual([]);
    await worker.sessions.revoke();
    expect(cloud.validTokens()).toEqual([]);
  });
});

describe('during a sign-in', () => {
  it.each<[string, (worker: Worker) => Promise<unknown>, string]>([
    ['the cloud is signed out of', ({ accounts }) => accounts.signOut('cloud-1'), 'CONFLICT'],
    ['the cloud is removed', ({ accounts }) => accounts.remove('cloud-1'), 'CLOUD_UNKNOWN'],
  ])('%s: the error says so, and the token is revoked', async (_, interrupt, code) => {
    await (await workerWith(profile())).sessions.endTokens(profile());
    const worker = workerInterrupted(interrupt);
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject({ code });
    await worker.sessions.revoke();
    expect(cloud.validTokens()).toEqual([]);
    expect(await tokenStore.all('cloud-1')).toEqual([]);
  });
});

describe('while a new token is stored', () => {
  it('signing out, at whatever step, leaves none, here or on the cloud', async () => {
    let places = 0;
    for (let n = 1, hasRun = true; hasRun; n += 1)
      for (const later of [0, 2, 4, 6]) {
        let issued = () => {};
        const { accounts, sessions } = newWorker(async (input, init) => {
          const answer = await fetch(input, init);
          if (init?.method === 'POST') issued();
          return answer;
        });
        await accounts.save({ profile: profile(), credential: CREDENTIAL, verify: false });
        const { from, finish } = runAtStorageCall(n, () => sessions.endTokens(profile()), later, false);
        issued = from;
        const used = await sessions.use(profile(), 'default', async () => null).catch(({ code }) => code);
        hasRun = await finish();
        if (!hasRun) await sessions.endTokens(profile());
        places += Number(hasRun && used !== null);
        await sessions.revoke();
        expect(cloud.validTokens(), `at ${n}, ${later}`).toEqual([]);
        expect(await tokenStore.all('cloud-1'), `at ${n}, ${later}`).toEqual([]);
      }
    expect(places).toBeGreaterThan(2);
  });
});

describe('signing out', () => {
  it('does not report a token with access rules as revoked, even if another call has just tried', async () => {
    const { accounts, sessions } = await workerWith(profile());
    await accounts.replacePassword({ cloudId: 'cloud-1', projectId: cloud.project('demo').id, days: null });
    // The other one is in the middle of it while this one waits for its turn.
    const [ended] = await Promise.all([accounts.signOut('cloud-1'), drainAsSoonAsQueued(sessions)]);
    expect(ended).toEqual({ revoked: false, reason: 'access-rules' });
  });

  async function drainAsSoonAsQueued(sessions: Sessions): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) await sessions.revoke(profile());
  }
});

describe('a token that a service refuses although Keystone accepts it', () => {
  it('is validated again after a minute, and replaced where it has ended', async () => {
    let clock = Date.now();
    const before = await workerWith(profile());
    const [first] = (await before.sessions.list('cloud-1')).map(({ token }) => token);
    const { sessions } = newWorker(fetch, () => clock);
    const use = () =>
      sessions.use(profile(), 'default', async ({ token }) => {
        if (token === first) throw new OpenStackError('TOKEN_INVALID', { service: 'compute', status: 401 });
        return token;
      });
    await expect(use()).rejects.toMatchObject({ code: 'TOKEN_REFUSED' });
    cloud.revokeAllTokens();
    cloud.resetRequests();
    await expect(use()).rejects.toMatchObject({ code: 'TOKEN_REFUSED' });
    expect(asked(cloud)).toEqual([]);
    clock += 60_000;
    await expect(use()).resolves.toEqual(expect.any(String));
    expect(asked(cloud)).toEqual(['GET /v3/auth/tokens', 'POST /v3/auth/tokens']);
  });
});

describe('a receipt that the cloud no longer knows', () => {
  it('is deleted, and the typed passcode is used for a sign-in in one step', async () => {
    const { serverLists } = await workerWith({ ...profile(), signIn: passwordOf('totp') }, { verify: false });
    await expect(serverLists.projects('cloud-1')).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
    const sent: string[] = [];
    const worker = newWorker(async (input, init) => {
      const headers = new Headers(init?.headers);
      if (headers.has('openstack-auth-receipt')) headers.set('openstack-auth-receipt', 'nonsense');
      sent.push(headers.has('openstack-auth-receipt') ? 'second step' : 'one step');
      return fetch(input, { ...init, headers });
    });
    await worker.accounts.signInWithPasscode('cloud-1', cloud.passcode());
    expect(sent).toEqual(['second step', 'one step']);
    expect((await newWorker().serverLists.projects('cloud-1')).length).toBeGreaterThan(0);
  });
});
