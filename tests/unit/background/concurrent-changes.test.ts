import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { runAtStorageCall } from '@/tests/unit/support/while-waiting';
import { newWorker } from '@/tests/unit/support/worker';
import { findCloud } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD });

/** A worker in a browser that stores nothing yet. */
async function workerWithEmptyStorage() {
  for (const area of ['local', 'session', 'sync'] as const) await fakeBrowser.storage[area].clear();
  const { cloudHandlers: handlers, ...others } = newWorker();
  return { ...others, handlers };
}

/** A worker with a synced cloud, of which another browser has just written another color. */
async function workerWithSyncedChange(verify: boolean) {
  const background = await workerWithEmptyStorage();
  const profile = demoProfile(cloud.authUrl);
  await background.handlers.setSync({ on: true });
  const saved = await background.handlers.saveCloud({ profile, credential: CREDENTIAL, verify });
  await background.sync.reconcile();
  const items = await fakeBrowser.storage.sync.get();
  const item = items['cloud:cloud-1'] as { fields: Record<string, unknown> };
  item.fields.color = ['#ff0000', Date.now() + 1000, 'ffffffff'];
  await fakeBrowser.storage.sync.set(items);
  return { ...background, profile: saved.profile };
}

/** Runs `performAction` with each number of a storage call, until it returns false: there were fewer calls. */
async function forEachStorageCall(performAction: (n: number) => Promise<boolean>): Promise<void> {
  let n = 1;
  while (await performAction(n)) n += 1;
  expect(n).toBeGreaterThan(5);
}

describe('what the user saves', () => {
  it('stays, wherever a change of another browser comes in between', async () => {
    await forEachStorageCall(async (n) => {
      const { sync, handlers, profile } = await workerWithSyncedChange(false);
      const { finish } = runAtStorageCall(n, () =>
        handlers.saveCloud({ profile: { ...profile, name: 'Mine' }, verify: false }),
      );
      await sync.reconcile();
      const hasBegun = await finish();
      await sync.reconcile();
      if (hasBegun) expect((await findCloud('cloud-1'))?.name, `at ${n}`).toBe('Mine');
      return hasBegun;
    });
  });

  it('stays, wherever it comes in between a change of an administrator', async () => {
    await forEachStorageCall(async (n) => {
      const { policy, handlers } = await workerWithEmptyStorage();
      let color = '#00ff00';
      vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(async () => ({
        clouds: [{ id: 'north', name: 'North', authUrl: cloud.authUrl, color }],
      }));
      await policy.apply();
      color = '#ff0000';
      const profile = { ...demoProfile(cloud.authUrl), id: 'managed-north', interface: 'internal' } as const;
      const { finish } = runAtStorageCall(n, () => policy.apply());
      await handlers.saveCloud({ profile, credential: CREDENTIAL, verify: false });
      const hasBegun = await finish();
      expect(await findCloud('managed-north'), `at ${n}`).toMatchObject({ interface: 'internal', color });
      return hasBegun;
    });
  });
});

describe('an application credential that takes the place of a password', () => {
  it('stays, or the password does, wherever a change of another browser comes in between', async () => {
    const projectId = cloud.project('demo').id;
    const methods = new Set<string>();
    await forEachStorageCall(async (n) => {
      const { sync, accounts, vault } = await workerWithSyncedChange(true);
      // each fourth call: there are many
      const { finish } = runAtStorageCall(n * 4, () => sync.reconcile());
      await accounts
        .replacePassword({ cloudId: 'cloud-1', projectId, days: 30 })
        .catch((error: unknown) => expect(error).toMatchObject({ code: 'CONFLICT' }));
      const hasBegun = await finish();
      const after = await findCloud('cloud-1');
      if (hasBegun) expect(after?.color, `at ${n}`).toBe('#ff0000');
      expect((await vault.get('cloud-1', 'session'))?.kind, `at ${n}`).toBe(after?.signIn.method);
      methods.add(after?.signIn.method ?? '');
      return hasBegun;
    });
    expect([...methods].sort()).toEqual(['application_credential', 'password']);
  });
});
