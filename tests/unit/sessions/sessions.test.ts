import { beforeEach, describe, expect, it } from 'vitest';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { newWorker as newBackground, signIns } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { OpenStackError } from '@/utils/openstack/errors';
import { listProjects } from '@/utils/openstack/identity/projects';
import { type TokenState, tokenStore } from '@/utils/sessions/token-store';
import { deleteCloud, putClouds } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD });
let profile: CloudProfile;
const WRONG = { kind: 'password', password: 'wrong' } as const;
const INVALID = { code: 'INVALID_CREDENTIALS' };
let clock = Date.now();
const client = { fetch: globalThis.fetch };
const { vault } = newBackground();
const newWorker = (fetch = globalThis.fetch) => newBackground(fetch, () => clock).sessions;

beforeEach(async () => {
  cloud.resetRequests();
  clock = Date.now();
  profile = demoProfile(cloud.authUrl);
  await putClouds([profile]);
  await vault.put(profile.id, 'session', CREDENTIAL, profile.authUrl);
});

/** What a call is given. */
const returnToken = async (state: TokenState) => state;
const whoAmI = (sessions = newWorker()) => sessions.use(profile, 'default', returnToken);

describe('getting a token', () => {
  it('sends one sign-in however many calls wait for it', async () => {
    const sessions = newWorker();
    const states = await Promise.all(Array.from({ length: 20 }, () => whoAmI(sessions)));
    expect(new Set(states.map((state) => state.token)).size).toBe(1);
    expect(signIns(cloud)).toBe(1);
  });

  it('finds it again after the worker has ended', async () => {
    const before = await whoAmI();
    expect(await whoAmI(newWorker())).toEqual(before);
    expect(signIns(cloud)).toBe(1);
  });

  it('uses the token that signing in gave for its project too', async () => {
    const sessions = newWorker();
    const home = await whoAmI(sessions);
    const projectId = home.project?.id ?? '';
    expect(await sessions.use(profile, { projectId }, async (state) => state.token)).toBe(home.token);
    expect(signIns(cloud)).toBe(1);
  });

  it('stores one token for each project', async () => {
    const sessions = newWorker();
    const home = await whoAmI(sessions);
    const projects = await listProjects(client, profile.authUrl, home.token);
    const other = projects.find(({ id }) => id !== home.project?.id)?.id ?? '';
    const state = await sessions.use(profile, { projectId: other }, returnToken);
    expect(state.project?.id).toBe(other);
    expect(state.token).not.toBe(home.token);
    await sessions.use(profile, { projectId: other }, returnToken);
    expect(signIns(cloud)).toBe(2);
  });

  it('renews before the end, by its own clock', async () => {
    const first = await whoAmI();
    clock = (first.expiresAt ?? 0) - 5 * 60_000 - 1;
    expect((await whoAmI()).token).toBe(first.token);
    clock = (first.expiresAt ?? 0) - 5 * 60_000 + 1;
    expect((await whoAmI()).token).not.toBe(first.token);
    expect(signIns(cloud)).toBe(2);
  });
});

describe('a token that ends on the cloud', () => {
  it('is replaced once, and the call is made again', async () => {
    const sessions = newWorker();
    await whoAmI(sessions);
    cloud.revokeAllTokens();
    const names = await sessions.use(profile, 'default', ({ token }) => listProjects(client, profile.authUrl, token));
    expect(names.length).toBeGreaterThan(0);
    expect(signIns(cloud)).toBe(2);
  });

  it('leads to no storm of sign-ins where every token is refused', async () => {
    const sessions = newWorker();
    const refused = sessions.use(profile, 'default', async () => {
      throw new OpenStackError('TOKEN_INVALID', { status: 401 });
    });
    await expect(refused).rejects.toMatchObject({ code: 'TOKEN_INVALID' });
    expect(signIns(cloud)).toBe(2);
  });
});

describe('a wrong password', () => {
  beforeEach(() => vault.put(profile.id, 'session', WRONG, profile.authUrl));

  it('is sent once, however many calls need it', async () => {
    const sessions = newWorker();
    const refused = () =>
      expect(whoAmI(sessions)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS', facts: { status: 401 } });
    await Promise.all([refused(), refused(), refused()]);
    await refused();
    await expect(whoAmI(newWorker())).rejects.toMatchObject(INVALID);
    expect(signIns(cloud)).toBe(1);
  });

  it('does not block the one that replaces it', async () => {
    const sessions = newWorker();
    await expect(whoAmI(sessions)).rejects.toMatchObject(INVALID);
    // Ending its tokens, as a lock or a sign-out does, does not clear the refusal.
    await sessions.endTokens(profile);
    await expect(whoAmI(sessions)).rejects.toMatchObject(INVALID);
    expect(signIns(cloud)).toBe(1);
    await vault.put(profile.id, 'session', CREDENTIAL, profile.authUrl);
    expect((await whoAmI(sessions)).userName).toBe('demo');
  });
});

describe('a wrong password in a popup', () => {
  it('is sent once for the cloud, not once for each project', async () => {
    await vault.put(profile.id, 'session', WRONG, profile.authUrl);
    const sessions = newWorker();
    const scopes = ['any', 'default', { projectId: 'a'.repeat(32) }, { projectId: 'b'.repeat(32) }] as const;
    const refused = scopes.map((scope) =>
      expect(sessions.use(profile, scope, returnToken)).rejects.toMatchObject(INVALID),
    );
    await Promise.all(refused);
    expect(signIns(cloud)).toBe(1);
  });
});

describe('a cold popup', () => {
  it('signs in once for servers and projects', async () => {
    const projectId = (await whoAmI()).project?.id ?? '';
    await newWorker().endTokens(profile);
    cloud.resetRequests();
    const sessions = newWorker();
    await Promise.all([sessions.use(profile, { projectId }, returnToken), sessions.use(profile, 'any', returnToken)]);
    expect(signIns(cloud)).toBe(1);
  });

  it('revokes every token that it replaces', async () => {
    const sessions = newWorker();
    const projectId = (await whoAmI()).project?.id ?? '';
    await sessions.endTokens(profile);
    await sessions.use(profile, { projectId }, returnToken);
    await whoAmI(sessions);
    await sessions.endTokens(profile);
    await sessions.revoke();
    expect(cloud.validTokens()).toHaveLength(0);
  });
});

describe('causes of a failed sign-in', () => {
  it('a missing credential is reported without a request', async () => {
    await vault.remove(profile.id);
    await expect(whoAmI()).rejects.toMatchObject({ code: 'CREDENTIAL_MISSING' });
    expect(cloud.requests).toHaveLength(0);
  });

  it('a project without a role is not reported as a wrong password', async () => {
    const sessions = newWorker();
    await whoAmI(sessions);
    const lost = () => sessions.use(profile, { projectId: 'f'.repeat(32) }, returnToken);
    await expect(lost()).rejects.toMatchObject({ code: 'PROJECT_UNAVAILABLE' });
    await expect(lost()).rejects.toMatchObject({ code: 'PROJECT_UNAVAILABLE' });
    expect(signIns(cloud)).toBe(2);
  });
});

describe('removing a cloud', () => {
  it('revokes every token of it', async () => {
    const sessions = newWorker();
    await whoAmI(sessions);
    await sessions.endTokens(profile);
    expect(await sessions.revoke()).toBe('revoked');
    expect(cloud.validTokens()).toHaveLength(0);
    expect(await tokenStore.all(profile.id)).toEqual([]);
  });

  it('revokes them in the next worker where this one has ended', async () => {
    const sessions = newWorker();
    await whoAmI(sessions);
    await sessions.endTokens(profile);
    expect(cloud.validTokens().length).toBeGreaterThan(0);
    expect(await newWorker().revoke()).toBe('revoked');
    expect(cloud.validTokens()).toHaveLength(0);
  });

  it('reports a cloud that could not be reached, and tries again later', async () => {
    const sessions = newWorker();
    await whoAmI(sessions);
    await sessions.endTokens(profile);
    cloud.fail({ service: 'keystone', method: 'DELETE', status: 500 });
    expect(await sessions.revoke()).toBe('pending');
    cloud.heal();
    expect(await sessions.revoke()).toBe('revoked');
    expect(cloud.validTokens()).toHaveLength(0);
  });

  it('revokes a token that arrives too late, and no call uses it', async () => {
    const sessions = newWorker(async (input, init) => {
      const answer = await fetch(input, init);
      if (init?.method !== 'POST') return answer;
      await sessions.endTokens(profile);
      await deleteCloud(profile.id);
      return answer;
    });
    await expect(whoAmI(sessions)).rejects.toMatchObject({ code: 'CLOUD_UNKNOWN' });
    expect(signIns(cloud)).toBe(1);
    expect(cloud.validTokens()).toHaveLength(0);
    expect(await tokenStore.all(profile.id)).toEqual([]);
  });
});
