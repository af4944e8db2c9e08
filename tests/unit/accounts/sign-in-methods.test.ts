import { beforeEach, describe, expect, it } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { PLACE, passwordOf } from '@/tests/unit/support/profile';
import { storedValue } from '@/tests/unit/support/stored';
import { asked, newWorker, signIns, type Worker } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { AppError } from '@/utils/problems/app-error';
import { findCloud, putClouds } from '@/utils/storage/clouds';
import { failToReplace, issuedOn, replacePassword, stored } from './stored';

const cloud = fakeCloud({ password: PASSWORD });
let profile: CloudProfile;

describe('a user with a passcode', () => {
  const totp = passwordOf('totp', 'demo');

  it('is asked once: the password is sent once, and projects need no other passcode', async () => {
    profile = await stored(cloud, totp);
    const worker = newWorker();
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
    // The next call asks again, and does not send the password.
    await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
    expect(signIns(cloud)).toBe(1);
    const mistyped = worker.accounts.signInWithPasscode(profile.id, 'abcdef');
    await expect(mistyped).rejects.toMatchObject({ code: 'PASSCODE_WRONG' });
    expect(signIns(cloud)).toBe(2);
    await worker.accounts.signInWithPasscode(profile.id, cloud.passcode());
    expect((await worker.serverLists.servers(PLACE)).servers).not.toEqual([]);
    expect(signIns(cloud)).toBe(4);
    expect((await worker.accounts.listTokens(profile.id)).every(({ methods }) => methods.includes('totp'))).toBe(true);
  });

  it('is asked again where all stored tokens have ended', async () => {
    profile = await stored(cloud, passwordOf('totp'));
    const worker = newWorker();
    await expect(worker.serverLists.projects(profile.id)).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
    await worker.accounts.signInWithPasscode(profile.id, cloud.passcode());
    await worker.serverLists.servers(PLACE);
    cloud.revokeAllTokens();
    await expect(newWorker().serverLists.projects(profile.id)).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
    await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
  });

  it('sends password and passcode together where the profile says so, and nothing before', async () => {
    profile = await stored(cloud, { ...totp, passcode: true });
    const worker = newWorker();
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
    expect(asked(cloud)).toEqual([]);
    await worker.accounts.signInWithPasscode(profile.id, cloud.passcode());
    expect((await worker.serverLists.servers(PLACE)).servers).not.toEqual([]);
  });

  it('is asked again when its tokens have ended', async () => {
    profile = await stored(cloud, { ...totp, passcode: true });
    await newWorker().accounts.signInWithPasscode(profile.id, cloud.passcode());
    await newWorker().serverLists.servers(PLACE);
    cloud.revokeAllTokens();
    await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'PASSCODE_NEEDED' });
  });
});

describe('an application credential of this browser', () => {
  const demo = passwordOf('demo', 'demo');
  const issued = () => issuedOn(cloud);
  beforeEach(async () => {
    profile = await stored(cloud, demo);
  });

  it('has access rules, where the cloud takes them; the password is deleted', async () => {
    cloud.config.acceptAccessRules = true;
    const { name } = await replacePassword(cloud);
    expect(name).toMatch(/^novnc-for-openstack Testium [0-9a-f]{8}$/);
    expect(issued()).toMatchObject([{ name, accessRules: expect.any(Array) }]);
    expect(JSON.stringify(await newWorker().vault.get(profile.id, profile.remember))).not.toContain(PASSWORD);
    const stored = await findCloud(profile.id);
    expect(stored?.signIn).toMatchObject({ method: 'application_credential', issued: { hasAccessRules: true, name } });
    expect((await newWorker().serverLists.servers(PLACE)).servers).not.toEqual([]);
  });

  it('has none, where every call with such a token is refused; the first one is deleted', async () => {
    await replacePassword(cloud);
    expect(issued()).toHaveLength(1);
    expect(issued()[0]?.accessRules).toBeUndefined();
    expect(cloud.contents.accessRules).toEqual([]);
    expect((await findCloud(profile.id))?.signIn).toMatchObject({ issued: { hasAccessRules: false } });
  });

  it('is deleted where the proof fails, and the password stays', async () => {
    cloud.fail({ service: 'nova', path: 'limit=1', status: 503, times: null });
    await expect(replacePassword(cloud)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    cloud.heal();
    expect(issued()).toEqual([]);
    expect((await findCloud(profile.id))?.signIn.method).toBe('password');
    expect((await newWorker().serverLists.servers(PLACE)).servers).not.toEqual([]);
  });

  /** Replaces the password while something else happens: before the new credential is proved. */
  const replaceWhile = (happens: (worker: Worker) => Promise<unknown>) => {
    let armed = true;
    const worker: Worker = newWorker(async (input, init) => {
      if (armed && String(input).includes('limit=1')) {
        armed = false;
        await happens(worker);
      }
      return fetch(input, init);
    });
    return replacePassword(cloud, worker);
  };
  const journaled = async () => (await storedValue('local', 'app-credential-journal')) ?? [];

  it('does not restore a cloud that was removed while it was created, and is deleted', async () => {
    const replacing = replaceWhile(({ accounts }) => accounts.remove(profile.id));
    await expect(replacing).rejects.toMatchObject({ code: 'CLOUD_UNKNOWN' });
    expect(await findCloud(profile.id)).toBeNull();
    expect(await newWorker().vault.get(profile.id, profile.remember)).toBeNull();
    expect(issued()).toEqual([]);
    expect(await journaled()).toEqual([]);
    expect(cloud.validTokens()).toEqual([]);
  });

  it('does not overwrite a cloud that was changed while it was created', async () => {
    const replacing = replaceWhile(() => putClouds([{ ...profile, name: 'Renamed' }]));
    await expect(replacing).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await findCloud(profile.id)).toEqual({ ...profile, name: 'Renamed' });
    expect(await newWorker().vault.get(profile.id, profile.remember)).toMatchObject({ kind: 'password' });
    expect(issued()).toEqual([]);
    expect(await journaled()).toEqual([]);
  });

  it('is deleted at the next start where the worker ended before it was stored', async () => {
    await failToReplace(cloud);
    expect(issued()).toHaveLength(1);
    await newWorker().accounts.finishChanges();
    expect(issued()).toEqual([]);
  });

  it('is deleted with the next sign-in where the browser was closed, and the password with it', async () => {
    await failToReplace(cloud);
    const { vault, accounts, sessions } = newWorker();
    await vault.remove(profile.id);
    await sessions.endTokens(profile);
    await newWorker().accounts.finishChanges();
    expect(issued()).toHaveLength(1);
    await accounts.save({ profile, credential: CREDENTIAL, verify: true });
    await expect.poll(issued).toEqual([]);
    await expect.poll(journaled).toEqual([]);
  });

  it('has no access rules, where the rule for consoles is refused', async () => {
    cloud.config.acceptAccessRules = true;
    cloud.fail({ service: 'nova', path: 'remote-consoles', status: 401 });
    await replacePassword(cloud);
    expect(issued()).toHaveLength(1);
    expect((await findCloud(profile.id))?.signIn).toMatchObject({ issued: { hasAccessRules: false } });
  });

  it('is not created where Nova gives no version', async () => {
    const worker = newWorker(async (input, init) =>
      new URL(String(input)).pathname.endsWith('/v2.1/') ? new Response('', { status: 503 }) : fetch(input, init),
    );
    await expect(replacePassword(cloud, worker)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(issued()).toEqual([]);
    expect((await findCloud(profile.id))?.signIn.method).toBe('password');
  });

  it('does not mark the token of the password as refused where services refuse it', async () => {
    const worker = newWorker();
    cloud.fail({ service: 'nova', path: 'limit=1', status: 401, times: null });
    await expect(replacePassword(cloud, worker)).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    cloud.heal();
    expect((await worker.sessions.list(profile.id)).filter(({ refusedAt }) => refusedAt !== undefined)).toEqual([]);
    expect(issued()).toEqual([]);
  });

  it('leads to no other sign-in where an access rule refuses a call', async () => {
    cloud.config.acceptAccessRules = true;
    await replacePassword(cloud);
    cloud.config.acceptAccessRules = false;
    cloud.resetRequests();
    for (let tries = 0; tries < 3; tries += 1)
      await expect(newWorker().serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'ACCESS_RULE_REFUSED' });
    expect(signIns(cloud)).toBe(0);
    expect(asked(cloud).filter((call) => call === 'GET /v3/auth/tokens')).toHaveLength(1);
  });

  it('is deleted on the cloud with the password of its user, and its tokens end', async () => {
    await replacePassword(cloud);
    const { accounts } = newWorker();
    const userId = cloud.user('demo').id;
    const whose = { cloudId: profile.id, authUrl: profile.authUrl, userId };
    const wrong = accounts.deleteCredentials({ ...whose, password: 'not this one' });
    await expect(wrong).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await accounts.deleteCredentials({ ...whose, password: PASSWORD });
    expect(issued()).toEqual([]);
    expect(cloud.validTokens().filter((token) => token.applicationCredentialId !== undefined)).toEqual([]);
  });
});

describe('an expired password', () => {
  const signIn = passwordOf('expired', 'demo');

  it('is to be changed, is changed and stored, and signs in', async () => {
    profile = await stored(cloud, signIn);
    const worker = newWorker();
    const user = cloud.user('expired');
    const needed = { code: 'NEW_PASSWORD_NEEDED', facts: { userId: user.id, cloudId: profile.id } };
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(needed);
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject(needed);
    expect(signIns(cloud)).toBe(1);
    const request = { cloudId: profile.id, userId: user.id };
    const short = worker.accounts.changePassword({ ...request, password: 'abc' });
    await expect(short).rejects.toMatchObject({ code: 'PASSWORD_UNACCEPTABLE' });
    expect(await worker.accounts.changePassword({ ...request, password: 'battery-staple' })).toMatchObject({
      problem: null,
      report: { userName: 'expired' },
    });
    expect((await newWorker().serverLists.servers(PLACE)).servers).not.toEqual([]);
  });

  it('is deleted where the new one cannot be stored, and the reply says so', async () => {
    profile = await stored(cloud, passwordOf('demo', 'demo'));
    const user = cloud.user('demo');
    const worker = newWorker();
    worker.vault.put = async () => {
      throw new AppError('VAULT_LOCKED');
    };
    const change = { cloudId: profile.id, userId: user.id, password: 'other-one' };
    const changed = await worker.accounts.changePassword(change);
    user.password = PASSWORD;
    expect(changed.problem).toMatchObject({ code: 'CREDENTIAL_MISSING', facts: { noLongerStored: true } });
    expect(await newWorker().vault.get(profile.id, profile.remember)).toBeNull();
  });
});
