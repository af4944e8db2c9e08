import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { workerEndingAtWrite } from '@/tests/unit/support/ending-worker';
import { demoProfile, PLACE } from '@/tests/unit/support/profile';
import { storedValue } from '@/tests/unit/support/stored';
import { asked, newWorker, workerWith } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { tokenStore } from '@/utils/sessions/token-store';
import { capabilities } from '@/utils/storage/cloud-capabilities';

const cloud = fakeCloud({ password: PASSWORD });
const HOUR = 3600_000;
const profile = (overrides: Partial<CloudProfile> = {}) => demoProfile(cloud.authUrl, overrides);
const deleted = () => asked(cloud).filter((line) => line === 'DELETE /v3/auth/tokens').length;
const queued = async () =>
  ((await storedValue('session', 'revocations')) as { cloudId: string }[]).map(({ cloudId }) => cloudId);

beforeEach(() => stubAlarmsAndIdle());

describe('a clock that is wrong', () => {
  it.each([
    ['25 hours ahead', 25 * HOUR],
    ['25 hours back', -25 * HOUR],
  ])('does not keep a token from being revoked: %s', async (_, jump) => {
    let clock = Date.now();
    const worker = await workerWith(profile(), { now: () => clock });
    clock += jump;
    expect(await worker.accounts.signOut('cloud-1')).toEqual({ revoked: true });
    expect([deleted(), cloud.validTokens()]).toEqual([1, []]);
  });

  it('does not keep one from being revoked by the next worker, where it jumps in between', async () => {
    let clock = Date.now();
    const worker = await workerWith(profile(), { now: () => clock });
    cloud.fail({ service: 'keystone', method: 'DELETE', status: 500, times: 1 });
    expect(await worker.accounts.signOut('cloud-1')).toEqual({ revoked: false, reason: 'pending' });
    clock += 25 * HOUR;
    await newWorker(fetch, () => clock).sessions.revoke();
    expect(cloud.validTokens()).toEqual([]);
  });
});

it('a worker that ends at any write while it replaces a token leaves no valid one unknown', async () => {
  for (let n = 1, hasEnded = true; hasEnded; n += 1) {
    await fakeBrowser.storage.session.clear();
    cloud.reset();
    const { sessions } = await workerWith(profile(), { verify: false });
    await sessions.use(profile(), { projectId: cloud.project('demo').id }, async () => null);
    const worker = workerEndingAtWrite(n, () => undefined);
    await worker.sessions.use(profile(), 'default', async () => null).catch(() => null);
    hasEnded = worker.end();
    await newWorker().sessions.revoke();
    const knownTokens = [...(await tokenStore.all('cloud-1')).map(({ token }) => token), ...worker.unstoredTokens];
    for (const { id } of cloud.validTokens()) expect(knownTokens, `write ${n}`).toContain(id);
    expect(n).toBeLessThan(10);
  }
});

describe('two clouds at one address', () => {
  const mine = () => profile({ remember: 'passphrase' });
  const other = () => profile({ id: 'cloud-2', name: 'Other' });

  it.each<[string, (worker: ReturnType<typeof newWorker>) => Promise<unknown>]>([
    ['is locked', ({ vaultLock }) => vaultLock.lock()],
    ['is signed out of', ({ accounts }) => accounts.signOut('cloud-1')],
    ['is removed', ({ accounts }) => accounts.remove('cloud-1')],
  ])('have revocations of their own: one of them %s', async (_, happens) => {
    const worker = newWorker();
    await worker.vaultLock.setPassphrase('seven rainy Tuesdays');
    for (const one of [mine(), other()])
      await worker.accounts.save({ profile: one, credential: CREDENTIAL, verify: true });
    cloud.fail({ service: 'keystone', method: 'DELETE', status: 500, times: null });
    await worker.accounts.signOut('cloud-2');
    cloud.resetRequests();
    await happens(worker);
    await expect.poll(deleted).toBe(1);
    expect(await queued()).toContain('cloud-2');
    cloud.heal();
    await newWorker().sessions.revoke();
    // At a lock it is tried once, since no token may be left in memory.
    expect(cloud.validTokens().length).toBeLessThanOrEqual(Number(_ === 'is locked'));
    expect(await queued()).toEqual([]);
  });
});

describe('a cloud that answers with too much', () => {
  const QUOTA = 10_000_000;
  /** A worker whose cloud gives each token a catalog of this size and a long name. */
  const greedyWorker = (regions: number) =>
    newWorker(async (input, init) => {
      const answer = await fetch(input, init);
      if (!String(input).endsWith('/auth/tokens') || init?.method !== 'POST' || !answer.ok) return answer;
      const body = await answer.json();
      const url = (n: number) => `https://nova${n}.example.org/${'x'.repeat(1_900)}`;
      const endpoints = Array.from({ length: regions }, (_, n) =>
        ['public', 'internal', 'admin', `other${n}`].map((name) => ({ interface: name, region: `R${n}`, url: url(n) })),
      ).flat();
      body.token.catalog = [{ type: 'compute', endpoints }];
      const long = 'n'.repeat(1_000_000);
      body.token.user.name = long;
      if (body.token.project) body.token.project.name = body.token.project.domain.name = long;
      body.token.methods = Array.from({ length: 1_000 }, () => 'm'.repeat(1_000));
      return Response.json(body, { status: 201, headers: answer.headers });
    });
  const stored = async () => JSON.stringify(await fakeBrowser.storage.session.get()).length;

  it('fills no storage: catalogs and names are cut', async () => {
    const { sessions, accounts } = greedyWorker(300);
    await accounts.save({ profile: profile(), credential: CREDENTIAL, verify: false });
    for (let n = 0; n < 12; n += 1) {
      const names = ['demo', 'ops'] as const;
      const { project } = await sessions.use(
        profile(),
        { projectId: cloud.project(names[n % 2] ?? 'demo').id },
        async (state) => state,
      );
      await tokenStore.remove('cloud-1', (await tokenStore.get('cloud-1', project?.id ?? ''))?.token ?? '');
    }
    expect(await accounts.test({ profile: profile() })).toMatchObject({ areRegionsCut: true });
    const state = await sessions.use(profile(), 'default', async (found) => found);
    expect(state.catalog.flatMap(({ endpoints }) => endpoints)).toHaveLength(150);
    for (const name of [state.userName, state.project?.name, state.project?.domain.name])
      expect(name?.length).toBeLessThan(300);
    expect(await stored()).toBeLessThan(QUOTA / 4);
  });

  it('keeps at most 200 tokens and a million characters; the others are revoked', async () => {
    const { sessions } = await workerWith(profile());
    const state = await sessions.use(profile(), 'default', async (found) => found);
    const gone: string[] = [];
    const put = (n: number, length: number) =>
      tokenStore.put(
        'cloud-1',
        `p${n}`,
        { ...state, token: `token-${n} ${'x'.repeat(length)}`, project: null },
        () => true,
        async (replaced) => void gone.push(...replaced.map(({ token }) => token)),
      );
    for (let n = 0; n < 210; n += 1) await put(n, 0);
    expect(await tokenStore.all('cloud-1')).toHaveLength(200);
    for (let n = 210; n < 240; n += 1) await put(n, 60_000);
    expect(await stored()).toBeLessThan(1_200_000);
    const kept = (await tokenStore.all('cloud-1')).map(({ token }) => token);
    expect(kept.at(-1)).toContain('token-239');
    expect(gone.length + kept.length).toBeGreaterThanOrEqual(240);
  });

  it('has at most 200 endpoints remembered', async () => {
    for (let n = 0; n < 250; n += 1) await capabilities.put(`https://nova${n}.example.org`, { legacy: true });
    expect(await capabilities.get('https://nova49.example.org')).toEqual({});
    expect(await capabilities.get('https://nova50.example.org')).toEqual({ legacy: true });
  });

  it('has a token revoked at once where it is longer than 64 kB', async () => {
    const long = 'x'.repeat(70_000);
    const revoked: string[] = [];
    const worker = newWorker(async (input, init) => {
      const answer = await fetch(input, init);
      if (init?.method === 'DELETE') revoked.push(String(new Headers(init.headers).get('x-subject-token')));
      if (init?.method !== 'POST' || !answer.ok) return answer;
      return new Response(answer.body, { status: 201, headers: { ...answer.headers, 'x-subject-token': long } });
    });
    await worker.accounts.save({ profile: profile(), credential: CREDENTIAL, verify: false });
    const failed = worker.serverLists.servers(PLACE);
    await expect(failed).rejects.toMatchObject({ code: 'SCHEMA_MISMATCH' });
    expect(revoked).toEqual([long]);
    expect(await stored()).toBeLessThan(10_000);
  });
});

describe('storage that is full or fails', () => {
  const full = (area: 'session' | 'local' = 'session') =>
    vi.spyOn(fakeBrowser.storage[area], 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));

  it('has a token revoked that cannot be stored, and the error says so', async () => {
    const worker = await workerWith(profile(), { verify: false });
    full();
    await expect(worker.serverLists.servers(PLACE)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    expect(cloud.validTokens()).toEqual([]);
  });

  const clouds = ['cloud-1', 'cloud-2', 'cloud-3'];
  const protectedWorker = async () => {
    const worker = newWorker();
    await worker.vaultLock.setPassphrase('seven rainy Tuesdays');
    for (const id of clouds)
      await worker.accounts.save({
        profile: profile({ id, remember: 'passphrase' }),
        credential: CREDENTIAL,
        verify: true,
      });
    return worker;
  };

  it.each<[string, () => unknown]>([
    ['it is full', () => full()],
    ['all of it is full', () => [full('session'), full('local')]],
    [
      'the list of clouds cannot be read',
      () => void vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('corrupt')),
    ],
    [
      'the first removal fails',
      () => void vi.spyOn(fakeBrowser.storage.session, 'remove').mockRejectedValueOnce(new Error('busy')),
    ],
    ['the second removal fails', () => void failOnce('remove', 2)],
    ['a read fails', () => void failOnce('get', 3)],
  ])('does not keep the vault from being locked: key and tokens are gone, and revoked: %s', async (_, fails) => {
    const worker = await protectedWorker();
    expect(cloud.validTokens()).toHaveLength(3);
    fails();
    const result = await worker.vaultLock.lock().catch((error: { code?: string }) => error.code);
    vi.restoreAllMocks();
    stubAlarmsAndIdle();
    if (['it is full', 'all of it is full', 'the second removal fails'].includes(_))
      expect(result).toMatchObject({ locked: true });
    else expect(['STORAGE_FAILED', expect.objectContaining({ locked: true })]).toContainEqual(result);
    expect((await worker.vaultLock.state()).locked).toBe(true);
    for (const id of clouds) expect(await tokenStore.all(id)).toEqual([]);
    await expect.poll(() => cloud.validTokens().length).toBeLessThanOrEqual(Number(_ === 'a read fails'));
  });
  /** Has the nth call from now on fail. */
  function failOnce(name: 'get' | 'remove', nth: number): void {
    const area = fakeBrowser.storage.session;
    const original = area[name].bind(area) as (keys?: unknown) => Promise<unknown>;
    let calls = 0;
    vi.spyOn(area, name).mockImplementation((async (keys?: unknown) => {
      calls += 1;
      if (calls === nth) throw new Error('busy');
      return original(keys);
    }) as never);
  }
});
