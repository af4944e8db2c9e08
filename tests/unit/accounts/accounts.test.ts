import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile, PLACE, passwordOf } from '@/tests/unit/support/profile';
import { asked, newWorker, workerWith } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { tokenStore } from '@/utils/sessions/token-store';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { findCloud, listClouds } from '@/utils/storage/clouds';
import { lastConsole } from '@/utils/storage/last-console';
import { lastPlace } from '@/utils/storage/last-place';

const cloud = fakeCloud({ password: PASSWORD });
const WRONG = { kind: 'password', password: 'wrong' } as const;
/** the fake cloud's auth URL as a user may type it */
const typed = () => cloud.authUrl.replace(/\/v3$/, '/');
const profile = (overrides: Partial<CloudProfile> = {}) => demoProfile(typed(), overrides);

describe('checking a cloud', () => {
  it('reports user, projects, regions and hosts, and stores nothing', async () => {
    const withoutProject = profile({ signIn: passwordOf('demo') });
    const report = await newWorker().accounts.test({ profile: withoutProject, credential: CREDENTIAL });
    expect(report.userName).toBe('demo');
    expect(report.projects.map(({ name }) => name)).toContain('ops');
    expect(report.regions).toEqual(['RegionOne', 'RegionTwo']);
    expect(report.hosts).toEqual([
      { origin: 'http://127.0.0.1/*', host: '127.0.0.1', purpose: 'identity', granted: true },
    ]);
    expect(await listClouds()).toEqual([]);
    expect(cloud.validTokens()).toHaveLength(0);
    expect(await fakeBrowser.storage.session.get()).not.toHaveProperty('tokens:cloud-1');
  });

  it('sends the password once, although it needs a token of a project too', async () => {
    const user = { name: 'carol', domain: { name: 'corp' } };
    const carol = profile({ signIn: { method: 'password', user } });
    await newWorker().accounts.test({ profile: carol, credential: CREDENTIAL });
    const signIns = cloud.requests
      .filter(({ method, path }) => method === 'POST' && path.endsWith('/auth/tokens'))
      .map(({ body }) => body);
    expect(signIns).toMatchObject([
      { auth: { identity: { methods: ['password'] } } },
      { auth: { identity: { methods: ['token'] } } },
    ]);
  });

  it('names hosts of the catalog that the extension may not access yet', async () => {
    stubBrowser({ granted: (origin) => !origin.includes('elsewhere') });
    cloud.config.catalogHost = 'nova.elsewhere.test';
    const { hosts } = await newWorker().accounts.test({ profile: profile(), credential: CREDENTIAL });
    expect(hosts).toContainEqual({
      origin: 'http://nova.elsewhere.test/*',
      host: 'nova.elsewhere.test',
      purpose: 'compute',
      granted: false,
    });
  });

  it('uses the stored credential where none is typed, and fails where there is none', async () => {
    const nothing = newWorker().accounts.test({ profile: profile() });
    await expect(nothing).rejects.toMatchObject({ code: 'CREDENTIAL_MISSING' });
    const { accounts } = await workerWith(profile());
    expect((await accounts.test({ profile: profile() })).userName).toBe('demo');
  });
});

describe('saving a cloud', () => {
  it('stores it with the auth URL that was found; the next popup sends one request', async () => {
    const request = { profile: profile(), credential: CREDENTIAL, verify: true };
    const { profile: saved } = await newWorker().accounts.save(request);
    expect(saved.authUrl).toBe(cloud.authUrl);
    expect(await findCloud('cloud-1')).toEqual(saved);
    expect(await lastPlace.last()).toMatchObject({ cloudId: 'cloud-1', projectId: expect.any(String) });
    cloud.resetRequests();
    await newWorker().serverLists.servers(PLACE);
    expect(asked(cloud)).toEqual(['GET /v2.1/servers/detail']);
  });

  it('stores nothing where the cloud refuses, and sends one sign-in', async () => {
    const refused = newWorker().accounts.save({ profile: profile(), credential: WRONG, verify: true });
    await expect(refused).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    expect(await listClouds()).toEqual([]);
    expect(await newWorker().vault.get('cloud-1', 'session')).toBeNull();
    expect(asked(cloud).filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });

  it('stores without a request where the user wants that, with a valid auth URL', async () => {
    const saved = await newWorker().accounts.save({
      profile: profile(),
      credential: CREDENTIAL,
      verify: false,
    });
    expect(saved.profile.authUrl).toBe(cloud.authUrl);
    expect((await findCloud('cloud-1'))?.authUrl).toBe(cloud.authUrl);
    expect(cloud.requests).toHaveLength(0);
  });

  it('replaces a credential, and revokes the tokens of the old one', async () => {
    const worker = await workerWith(profile());
    const before = await tokenStore.get('cloud-1', null);
    await worker.accounts.save({ profile: profile({ name: 'Renamed' }), verify: true });
    const after = await tokenStore.get('cloud-1', null);
    expect(after?.token).not.toBe(before?.token);
    expect(cloud.validTokens().map(({ id }) => id)).toEqual([after?.token]);
    expect(await newWorker().vault.get('cloud-1', 'session')).toEqual(CREDENTIAL);
    expect((await listClouds()).map(({ name }) => name)).toEqual(['Renamed']);
  });

  it('moves the credential where the user changes how long to remember it', async () => {
    const worker = await workerWith(profile());
    await worker.accounts.save({ profile: profile({ remember: 'device' }), verify: true });
    await fakeBrowser.storage.session.clear();
    expect(await newWorker().vault.get('cloud-1', 'session')).toEqual(CREDENTIAL);
  });

  it('can be repeated, as after a worker that ended before it answered', async () => {
    await workerWith(profile());
    await workerWith(profile());
    expect(await listClouds()).toHaveLength(1);
    expect(cloud.validTokens()).toHaveLength(1);
  });
});

describe('removing a cloud', () => {
  it('deletes all of it, and revokes its tokens on the cloud', async () => {
    const worker = await workerWith(profile({ remember: 'device' }));
    const list = await worker.serverLists.servers(PLACE);
    const server = list.servers.find(({ name }) => name === 'web-01');
    const { cloudId, projectId, region } = list;
    await worker.consoles.open({
      ...{ cloudId, projectId, region, serverId: server?.id ?? '', serverName: null },
      ...{ checkStatus: false, requestId: 'r' },
    });
    expect(await worker.accounts.remove('cloud-1')).toEqual({ revoked: true });
    expect(cloud.validTokens()).toHaveLength(0);
    expect(await listClouds()).toEqual([]);
    expect(await newWorker().vault.get('cloud-1', 'session')).toBeNull();
    expect(await cloudCache.servers(list)).toBeNull();
    expect(await cloudCache.projects('cloud-1')).toEqual([]);
    expect(await lastPlace.last()).toBeNull();
    expect(await lastConsole.get()).toBeNull();
    expect(await worker.accounts.remove('cloud-1')).toEqual({ revoked: true });
  });

  it('reports where the cloud could not be reached', async () => {
    const worker = await workerWith(profile());
    cloud.fail({ service: 'keystone', method: 'DELETE', effect: 'reset', times: null });
    expect(await worker.accounts.remove('cloud-1')).toEqual({ revoked: false, reason: 'pending' });
    expect(await listClouds()).toEqual([]);
  });
});
