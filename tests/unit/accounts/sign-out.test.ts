import { describe, expect, it } from 'vitest';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { PLACE, passwordOf } from '@/tests/unit/support/profile';
import { storedValue } from '@/tests/unit/support/stored';
import { asked, newWorker } from '@/tests/unit/support/worker';
import { replacePassword, stored } from './stored';

const demo = passwordOf('demo');
const cloud = fakeCloud({ password: PASSWORD });

describe('signing out', () => {
  it('does not report a token with access rules as revoked, and sends no more requests', async () => {
    cloud.config.acceptAccessRules = true;
    const profile = await stored(cloud, passwordOf('demo', 'demo'));
    const worker = newWorker();
    await replacePassword(cloud, worker);
    expect(await worker.accounts.signOut(profile.id)).toEqual({ revoked: false, reason: 'access-rules' });
    expect(cloud.validTokens()).not.toEqual([]);
    expect(await storedValue('session', 'revocations')).toEqual([]);
  });

  it('does not report a pasted token as revoked', async () => {
    const profile = { ...(await stored(cloud, demo)), id: 'pasted', signIn: { method: 'token' } } as const;
    await newWorker().serverLists.servers(PLACE);
    const token = cloud.validTokens()[0]?.id ?? '';
    const { accounts, serverLists } = newWorker();
    await accounts.save({ profile, credential: { kind: 'token', token }, verify: true });
    await serverLists.servers({ ...PLACE, cloudId: 'pasted' });
    expect(await accounts.signOut(profile.id)).toEqual({ revoked: false, reason: 'user-token' });
    expect(cloud.validTokens().map(({ id }) => id)).toContain(token);
  });

  it('ends the tokens on the cloud, and deletes a credential that is stored until the browser closes', async () => {
    const profile = await stored(cloud, demo);
    await newWorker().serverLists.servers(PLACE);
    cloud.resetRequests();
    expect(await newWorker().accounts.signOut(profile.id)).toEqual({ revoked: true });
    expect(asked(cloud)).toContain('DELETE /v3/auth/tokens');
    expect(await newWorker().accounts.listTokens(profile.id)).toEqual([]);
    const credential = await newWorker().vault.get(profile.id, profile.remember);
    expect(credential === null).toBe(profile.remember === 'session');
  });

  it('leaves no credential where the worker ends in the middle', async () => {
    const profile = await stored(cloud, demo);
    const { accounts, sessions } = newWorker();
    sessions.endTokens = () => Promise.reject(new Error('gone'));
    await expect(accounts.signOut(profile.id)).rejects.toThrow('gone');
    expect(await newWorker().vault.get(profile.id, profile.remember)).toBeNull();
  });
});
