import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { demoProfile } from '@/tests/unit/support/profile';
import { onAreaChanged } from '@/utils/sync/area';
import { bytesOf, fitIn, MAX_AREA_BYTES, MAX_ITEM_BYTES, MAX_ITEMS, recordWrite } from '@/utils/sync/quota';
import { OneBrowser, SyncAccount } from './browsers';

describe('what storage.sync takes', () => {
  it('counts bytes, not letters', () => {
    expect(bytesOf('cloud:x', { name: 'a' })).toBe('cloud:x{"name":"a"}'.length);
    expect(bytesOf('k', '云')).toBe(1 + 2 + 3);
    expect(bytesOf('k', '<')).toBe(1 + 2 + 6);
  });

  it('leaves out what is too large for an item, too much for all, or one item too many', () => {
    const half = 'x'.repeat(MAX_ITEM_BYTES / 2);
    expect(fitIn({}, { big: 'x'.repeat(MAX_ITEM_BYTES), small: 'x' })).toMatchObject({ rest: ['big'] });
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index}`, half]));
    const { fitting, rest } = fitIn({}, many);
    const total = Object.entries(fitting).reduce((sum, [key, value]) => sum + bytesOf(key, value), 0);
    expect(total).toBeLessThanOrEqual(MAX_AREA_BYTES);
    expect(rest.length).toBe(40 - Object.keys(fitting).length);
    expect(rest.length).toBeGreaterThan(0);
    const full = Object.fromEntries(Array.from({ length: MAX_ITEMS }, (_, index) => [`k${index}`, 1]));
    expect(fitIn(full, { k0: 2, more: 1 })).toEqual({ fitting: { k0: 2 }, rest: ['more'] });
  });

  it('what shrinks makes room for what grows', () => {
    const present = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`k${index}`, 'x'.repeat(8000)]));
    expect(fitIn(present, { grows: 'x'.repeat(8000), k0: '' })).toMatchObject({ rest: [] });
    expect(fitIn(present, { grows: 'x'.repeat(8000) })).toMatchObject({ rest: ['grows'] });
  });

  it('writes less than twice a second, and less than 1800 times an hour', () => {
    let writes: number[] = [];
    let refused = 0;
    for (let now = 0; now < 3600_000; now += 250) {
      const next = recordWrite(writes, now);
      if (next === null) refused += 1;
      else writes = next;
    }
    expect(writes.length).toBeLessThan(1800);
    expect(refused).toBeGreaterThan(0);
    for (let from = 0; from < 3600_000; from += 10_000)
      expect(writes.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(120);
    expect(recordWrite(writes, 3 * 3600_000)).toEqual([3 * 3600_000]);
  });
});

describe('a browser whose account is full', () => {
  const long = 'x'.repeat(200);
  const cloud = (index: number) =>
    demoProfile(`https://keystone.example.org/${index}/v3`, {
      id: `cloud-${index}`,
      name: `Cloud ${index}`,
      regions: Array.from({ length: 30 }, (_, region) => `${region}-${long}`),
    });
  let account: SyncAccount;
  let home: OneBrowser;

  beforeEach(() => {
    account = new SyncAccount();
    home = new OneBrowser(account);
  });

  it('syncs what there is room for, names the rest, and syncs it when there is room', async () => {
    await home.turnOn();
    for (let index = 0; index < 18; index += 1) await home.save(cloud(index));
    const { problem, unsynced, stored } = await home.view();
    expect(problem).toBe('full');
    expect(stored + unsynced.length).toBe(18);
    expect(unsynced).toContain('Cloud 17');
    for (let index = 0; index < 6; index += 1) await home.remove(`cloud-${index}`);
    expect(await home.view()).toMatchObject({ problem: null, unsynced: [] });
  });

  it('names a cloud that is larger than an item', async () => {
    await home.turnOn();
    await home.save({ ...cloud(1), regions: Array.from({ length: 50 }, (_, region) => `${region}-${long}`) });
    expect(await home.view()).toMatchObject({ problem: 'too-long', unsynced: ['Cloud 1'], stored: 0 });
    expect(await home.clouds()).toHaveLength(1);
    await home.save({ ...cloud(2), name: 'n'.repeat(256) });
    expect(await home.view()).toMatchObject({ problem: 'too-long', stored: 0 });
    await home.save({ ...cloud(1), name: 'n'.repeat(256), regions: ['one'] });
    expect(await home.view()).toMatchObject({ problem: 'too-long', stored: 0 });
  });

  it('says why it did not write, by the message of the browser', async () => {
    for (const [message, problem] of [
      ['QUOTA_BYTES quota exceeded', 'full'],
      ['Resource::kQuotaBytesPerItem quota exceeded', 'full'],
      ['This request exceeds the MAX_WRITE_OPERATIONS_PER_MINUTE quota.', 'busy'],
      ['Sync is not available', 'unavailable'],
    ] as const) {
      const browser = new OneBrowser(new SyncAccount());
      await browser.save(cloud(1));
      await browser.use(async () => {
        vi.spyOn(fakeBrowser.storage.sync, 'set').mockRejectedValue(new Error(message));
        expect(await browser.sync.setEnabled(true)).toMatchObject({ problem, unsynced: ['Cloud 1'] });
      });
    }
  });

  it('waits where it would write too often, and catches up later', async () => {
    await home.turnOn();
    await home.save(demoProfile('https://keystone.example.org/v3', { id: 'north' }));
    for (let edit = 0; edit < 130; edit += 1) await home.edit('north', { name: `Name ${edit}` });
    expect(account.writes).toBeLessThan(120);
    expect((await home.view()).problem).toBe('busy');
    home.now += 61_000;
    await home.reconcile();
    expect((await home.view()).problem).toBeNull();
    expect(JSON.stringify(account.items)).toContain('Name 129');
  });
});

it('a change of storage.sync is heard, one of another storage area is not', async () => {
  const listener = vi.fn();
  onAreaChanged(listener);
  await fakeBrowser.storage.local.set({ 'cloud:north': {} });
  expect(listener).not.toHaveBeenCalled();
  await fakeBrowser.storage.sync.set({ 'cloud:north': {} });
  expect(listener).toHaveBeenCalledOnce();
});
