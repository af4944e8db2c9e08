import { describe, expect, it } from 'vitest';
import { fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { PLACE } from '@/tests/unit/support/profile';
import { storedValue } from '@/tests/unit/support/stored';
import { asked, newWorker } from '@/tests/unit/support/worker';
import { stored } from './stored';

const demo = { method: 'password', user: { name: 'demo', domain: { name: 'Default' } } } as const;
const cloud = fakeCloud({ password: PASSWORD });

describe('signing out', () => {
  it('does not say that a token with access rules was revoked, and asks no more', async () => {
    cloud.knobs.acceptAccessRules = true;
    const profile = await stored(cloud, { ...demo, project: { name: 'demo', domain: { name: 'Default' } } });
    const projectId = cloud.project('demo').id;
    const worker = newWorker();
    await worker.accounts.replacePassword({ cloudId: profile.id, projectId, days: 30 });
    expect(await worker.accounts.signOut(profile.id)).toEqual({ revoked: false, why: 'limited' });
    expect(cloud.validTokens()).not.toEqual([]);
    expect(await storedValue('session', 'revocations')).toEqual([]);
  });

  it('does not say that a pasted token was revoked', async () => {
    const profile = { ...(await stored(cloud, demo)), id: 'pasted', signIn: { method: 'token' } } as const;
    await newWorker().serverLists.servers(PLACE);
    const token = cloud.validTokens()[0]?.id ?? '';
    const { accounts, serverLists } = newWorker();
    await accounts.save({ profile, credential: { kind: 'token', token }, verify: true });
    await serverLists.servers({ ...PLACE, cloudId: 'pasted' });
    expect(await accounts.signOut(profile.id)).toEqual({ revoked: false, why: 'foreign' });
    expect(cloud.validTokens().map(({ id }) => id)).toContain(token);
  });

  it('ends the tokens on the cloud, and forgets what was kept for as long as the browser runs', async () => {
    const profile = await stored(cloud, demo);
    await newWorker().serverLists.servers(PLACE);
    cloud.resetRequests();
    expect(await newWorker().accounts.signOut(profile.id)).toEqual({ revoked: true });
    expect(asked(cloud)).toContain('DELETE /v3/auth/tokens');
    expect(await newWorker().accounts.listTokens(profile.id)).toEqual([]);
    const kept = await newWorker().vault.get(profile.id, profile.remember);
    expect(kept === null).toBe(profile.remember === 'session');
  });

  it('leaves nothing to sign in with to a worker that dies in the middle', async () => {
    const profile = await stored(cloud, demo);
    const { accounts, sessions } = newWorker();
    sessions.endTokens = () => Promise.reject(new Error('gone'));
    await expect(accounts.signOut(profile.id)).rejects.toThrow('gone');
    expect(await newWorker().vault.get(profile.id, profile.remember)).toBeNull();
  });
});
