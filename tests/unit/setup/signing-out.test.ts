import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FakeCloud, startFakeCloud } from '@/tests/fake-cloud';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { asked, newWorker } from '@/tests/unit/support/house';
import { demoProfile } from '@/tests/unit/support/profile';
import { browser } from '@/utils/browser';
import type { CloudProfile } from '@/utils/clouds/profile';
import { putCloud } from '@/utils/clouds/store';

const PASSWORD = 'correct-horse';
const domain = { name: 'Default' };
let cloud: FakeCloud;
let profile: CloudProfile;

beforeAll(async () => {
  cloud = await startFakeCloud({ password: PASSWORD });
});
afterAll(() => cloud.close());
beforeEach(async () => {
  stubBrowser();
  cloud.heal();
  cloud.revokeAllTokens();
  cloud.knobs.acceptAccessRules = false;
  profile = demoProfile(cloud.authUrl);
});

async function store(signIn: CloudProfile['signIn']): Promise<void> {
  profile = { ...profile, signIn };
  const { vault, sessions } = newWorker();
  await sessions.forget(profile);
  await putCloud(profile);
  await vault.put(profile.id, profile.remember, { kind: 'password', password: PASSWORD }, profile.authUrl);
  cloud.resetRequests();
}

const place = () => ({ cloudId: profile.id, projectId: null, region: null });

describe('signing out', () => {
  it('does not say that a token with access rules was revoked, and asks no more', async () => {
    cloud.world.applicationCredentials.splice(1);
    cloud.knobs.acceptAccessRules = true;
    await store({ method: 'password', user: { name: 'demo', domain }, project: { name: 'demo', domain } });
    const projectId = cloud.world.projects.find(({ name }) => name === 'demo')?.id ?? '';
    const worker = newWorker();
    await worker.setup.restrict({ cloudId: profile.id, projectId, days: 30 });
    expect(await worker.setup.signOut(profile.id)).toEqual({ revoked: false, why: 'limited' });
    expect(cloud.validTokens()).not.toEqual([]);
    expect((await browser.storage.session.get('revocations')).revocations).toEqual([]);
  });

  it('does not say that a pasted token was revoked', async () => {
    await store({ method: 'password', user: { name: 'demo', domain } });
    await newWorker().listing.servers(place());
    const token = cloud.validTokens()[0]?.id ?? '';
    profile = { ...profile, id: 'pasted', signIn: { method: 'token' } };
    const { setup, listing } = newWorker();
    await setup.save({ profile, credential: { kind: 'token', token }, verify: true });
    await listing.servers(place());
    expect(await setup.signOut(profile.id)).toEqual({ revoked: false, why: 'foreign' });
    expect(cloud.validTokens().map(({ id }) => id)).toContain(token);
  });

  it('ends the tokens on the cloud, and forgets what was kept for as long as the browser runs', async () => {
    await store({ method: 'password', user: { name: 'demo', domain } });
    await newWorker().listing.servers(place());
    cloud.resetRequests();
    expect(await newWorker().setup.signOut(profile.id)).toEqual({ revoked: true });
    expect(asked(cloud)).toContain('DELETE /v3/auth/tokens');
    expect(await newWorker().setup.listTokens(profile.id)).toEqual([]);
    const kept = await newWorker().vault.get(profile.id, profile.remember);
    expect(kept === null).toBe(profile.remember === 'session');
  });

  it('leaves nothing to sign in with to a worker that dies in the middle', async () => {
    await store({ method: 'password', user: { name: 'demo', domain } });
    const { setup, sessions } = newWorker();
    sessions.forget = () => Promise.reject(new Error('gone'));
    await expect(setup.signOut(profile.id)).rejects.toThrow('gone');
    expect(await newWorker().vault.get(profile.id, profile.remember)).toBeNull();
  });
});
