import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { runAtStorageCall } from '@/tests/unit/support/while-waiting';
import { newWorker } from '@/tests/unit/support/worker';
import { findCloud } from '@/utils/storage/clouds';

const cloud = fakeCloud({ password: PASSWORD });

/** A browser that has nothing yet. */
async function worker() {
  for (const area of ['local', 'session', 'sync'] as const) await fakeBrowser.storage[area].clear();
  const { cloudHandlers: handlers, ...others } = newWorker();
  return { ...others, handlers };
}

/** A cloud that is synced, and of which another browser has just written another colour. */
async function recolored(verify: boolean) {
  const one = await worker();
  const profile = demoProfile(cloud.authUrl);
  await one.handlers.setSync({ on: true });
  const saved = await one.handlers.saveCloud({ profile, credential: CREDENTIAL, verify });
  await one.sync.reconcile();
  const items = await fakeBrowser.storage.sync.get();
  const item = items['cloud:cloud-1'] as { fields: Record<string, unknown> };
  item.fields.color = ['#ff0000', Date.now() + 1000, 'ffffffff'];
  await fakeBrowser.storage.sync.set(items);
  return { ...one, profile: saved.profile };
}

/** `performAction` for each of the places at which something may begin. */
async function everywhere(performAction: (n: number) => Promise<boolean>): Promise<void> {
  let n = 1;
  while (await performAction(n)) n += 1;
  expect(n).toBeGreaterThan(5);
}

describe('what the user saves', () => {
  it('stays, wherever a change of another browser comes in between', async () => {
    await everywhere(async (n) => {
      const { sync, handlers, profile } = await recolored(false);
      const { end } = runAtStorageCall(n, () =>
        handlers.saveCloud({ profile: { ...profile, name: 'Mine' }, verify: false }),
      );
      await sync.reconcile();
      const more = await end();
      await sync.reconcile();
      if (more) expect((await findCloud('cloud-1'))?.name, `at ${n}`).toBe('Mine');
      return more;
    });
  });

  it('stays, wherever it comes in between a change of an administrator', async () => {
    await everywhere(async (n) => {
      const { policy, handlers } = await worker();
      let color = '#00ff00';
      vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(async () => ({
        clouds: [{ id: 'north', name: 'North', authUrl: cloud.authUrl, color }],
      }));
      await policy.apply();
      color = '#ff0000';
      const profile = { ...demoProfile(cloud.authUrl), id: 'managed-north', interface: 'internal' } as const;
      const { end } = runAtStorageCall(n, () => policy.apply());
      await handlers.saveCloud({ profile, credential: CREDENTIAL, verify: false });
      const more = await end();
      expect(await findCloud('managed-north'), `at ${n}`).toMatchObject({ interface: 'internal', color });
      return more;
    });
  });
});

describe('an application credential that takes the place of a password', () => {
  it('stays, or the password does, wherever a change of another browser comes in between', async () => {
    const projectId = cloud.project('demo').id;
    const methods = new Set<string>();
    await everywhere(async (n) => {
      const { sync, accounts, vault } = await recolored(true);
      const { end } = runAtStorageCall(n * 4, () => sync.reconcile());
      await accounts
        .replacePassword({ cloudId: 'cloud-1', projectId, days: 30 })
        .catch((error: unknown) => expect(error).toMatchObject({ code: 'CONFLICT' }));
      const more = await end();
      const after = await findCloud('cloud-1');
      if (more) expect(after?.color, `at ${n}`).toBe('#ff0000');
      expect((await vault.get('cloud-1', 'session'))?.kind, `at ${n}`).toBe(after?.signIn.method);
      methods.add(after?.signIn.method ?? '');
      return more;
    });
    expect([...methods].sort()).toEqual(['application_credential', 'password']);
  });
});
