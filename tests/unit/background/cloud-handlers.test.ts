import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import { findCloud, listClouds } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD });

function worker(fetch?: typeof globalThis.fetch) {
  const { cloudHandlers: handlers, ...others } = newWorker(fetch);
  return { ...others, handlers };
}

/** What `storage.sync` holds, as text. */
const synced = async () => JSON.stringify(await fakeBrowser.storage.sync.get());

describe('a cloud that is saved, imported or removed', () => {
  it('is synced to the other browsers, without its secret', async () => {
    const { handlers, sync } = worker();
    await handlers.setSync({ on: true });
    const saved = demoProfile(cloud.authUrl, { id: 'saved' });
    await handlers.saveCloud({ profile: saved, credential: CREDENTIAL, verify: true });
    await handlers.importClouds({ clouds: [{ profile: { ...saved, id: 'imported' }, credential: CREDENTIAL }] });
    await sync.reconcile();
    expect(Object.keys(await fakeBrowser.storage.sync.get())).toEqual(['cloud:saved', 'cloud:imported']);
    expect(await synced()).not.toContain(CREDENTIAL.password);
    await handlers.removeCloud({ cloudId: 'saved' });
    await sync.reconcile();
    const items = await fakeBrowser.storage.sync.get();
    expect(items['cloud:saved']).toMatchObject({ removed: [expect.any(Number), expect.any(String)], fields: {} });
    expect((await handlers.syncState()).removed).toEqual([]);
  });
});

describe('a cloud that another browser changes', () => {
  it('loses its secret here where its address is another now, and its tokens are revoked', async () => {
    const { handlers, sync, vault } = worker();
    await handlers.setSync({ on: true });
    await handlers.saveCloud({ profile: demoProfile(cloud.authUrl), credential: CREDENTIAL, verify: true });
    await sync.reconcile();
    expect(cloud.validTokens()).toHaveLength(1);
    const key = 'cloud:cloud-1';
    const item = (await fakeBrowser.storage.sync.get(key))[key] as { fields: Record<string, unknown> };
    item.fields.authUrl = ['https://evil.example.org/v3', Date.now() + 1000, 'ffffffff'];
    await fakeBrowser.storage.sync.set({ [key]: item });
    await sync.reconcile();
    expect((await findCloud('cloud-1'))?.authUrl).toBe('https://evil.example.org/v3');
    expect(await vault.get('cloud-1', 'session')).toBeNull();
    await vi.waitFor(() => expect(cloud.validTokens()).toHaveLength(0));
  });
});

describe('a cloud of the administrator', () => {
  it('is saved, tested and imported as it was set, and not removed', async () => {
    const preset = { id: 'x', name: 'Preset', authUrl: cloud.authUrl };
    vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(async () => ({
      clouds: [preset],
      maxAutoLockMinutes: 10,
    }));
    stubAlarmsAndIdle();
    const { handlers, policy } = worker();
    await policy.apply();
    const mine = demoProfile('http://127.0.0.1:1/v3', { id: 'managed-x', name: 'Mine' });
    expect((await handlers.testCloud({ profile: mine, credential: CREDENTIAL })).userName).toBe('demo');
    await handlers.saveCloud({ profile: mine, credential: CREDENTIAL, verify: true });
    await handlers.importClouds({ clouds: [{ profile: mine, credential: CREDENTIAL }] });
    expect(await listClouds()).toMatchObject([{ id: 'managed-x', name: 'Preset', authUrl: cloud.authUrl }]);
    await expect(handlers.removeCloud({ cloudId: 'managed-x' })).rejects.toMatchObject({ code: 'CLOUD_MANAGED' });
    expect(await handlers.setAutoLock({ minutes: null })).toMatchObject({ autoLockMinutes: 10 });
  });

  it('is as it was set even where the policy arrives while the user saves or removes it', async () => {
    let sets: object = {};
    vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(async () => sets);
    const come = async () => {
      sets = { clouds: [{ id: 'x', name: 'Preset', authUrl: cloud.authUrl }] };
      await policy.apply();
    };
    const { handlers, policy } = worker(async (input, init) => {
      const answer = await fetch(input, init);
      if (init?.method === 'POST' || init?.method === 'DELETE') await come();
      return answer;
    });
    const mine = demoProfile(cloud.authUrl, { id: 'managed-x', name: 'Mine' });
    await handlers.saveCloud({ profile: mine, credential: CREDENTIAL, verify: true });
    expect(await findCloud('managed-x')).toMatchObject({ name: 'Preset', signIn: mine.signIn });
    sets = {};
    await handlers.removeCloud({ cloudId: 'managed-x' });
    expect(await findCloud('managed-x')).toMatchObject({ name: 'Preset' });
  });
});
