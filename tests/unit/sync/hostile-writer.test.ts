import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { demoProfile } from '@/tests/unit/support/profile';
import { storedValue } from '@/tests/unit/support/stored';
import { cloudIds, putClouds } from '@/utils/storage/clouds';
import { FIELD_NAMES, syncedFieldsOf } from '@/utils/sync/fields';
import { syncStore } from '@/utils/sync/store';
import { OneBrowser, SyncAccount } from './browsers';

const HOUR = 3600_000;
const CENTURY = 100 * 365 * 24 * HOUR;
const START = 1_700_000_000_000;
const north = demoProfile('https://keystone.example.org:5000/v3', { id: 'north', name: 'North', remember: 'device' });

let account: SyncAccount;
let home: OneBrowser;
let work: OneBrowser;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  account = new SyncAccount();
  home = new OneBrowser(account, START);
  work = new OneBrowser(account, START);
  await home.turnOn();
  await home.save(north);
  await work.turnOn();
});

afterEach(() => void vi.useRealTimers());

const everybody = async () => {
  for (const one of [home, work, home, work]) await one.reconcile();
};

/** A complete record of a cloud, as whoever may write to the account can write it. */
function recordOf(id: string, at: number, overrides: Record<string, unknown> = {}) {
  const fields = syncedFieldsOf(demoProfile(`https://${id}.example.org/v3`, { id, name: id })) ?? {};
  const registers = Object.entries({ ...fields, ...overrides }).map(([name, value]) => [name, [value, at, 'ffffffff']]);
  return { v: 1, fields: Object.fromEntries(registers) };
}

function plant(at: number): void {
  const item = account.items['cloud:north'] as { fields: Record<string, unknown> };
  item.fields.name = ['Planted', at, 'ffffffff'];
}

/** In ms: at the limit of what is taken, beside it, far beyond, and where no later number is left. */
const STAMPS = [
  ...[-6_000, -1, 0, 1, 6_000, 25 * HOUR, CENTURY].map((off) => START + CENTURY + off),
  ...[8.64e15, Number.MAX_SAFE_INTEGER - 1, Number.MAX_SAFE_INTEGER],
];
const CLOCKS = [0, -5_000, -25 * HOUR, 25 * HOUR];

describe.each(STAMPS)('a value of the time %d', (at) => {
  it.each(CLOCKS)('and a clock that is then set by %d ms: sync stays on, and the next edit wins', async (off) => {
    plant(at);
    await everybody();
    for (const one of [home, work]) one.now += off;
    vi.setSystemTime(START + off);
    await everybody();
    expect((await home.view()).on).toBe(true);
    await home.edit('north', { name: 'Mine' });
    await everybody();
    for (const one of [home, work]) expect((await one.find('north'))?.name).toBe('Mine');
    const { writes } = account;
    await everybody();
    expect(account.writes).toBe(writes);
  });

  it.each(CLOCKS)('and a clock set by %d ms: a cloud that was removed can be restored', async (off) => {
    account.items['cloud:north'] = { v: 1, removed: [at, 'ffffffff'], fields: {} };
    await home.reconcile();
    home.now += off;
    vi.setSystemTime(START + off);
    if ((await home.find('north')) === null) {
      expect((await home.view()).removed).toEqual([{ id: 'north', name: 'North' }]);
      await home.use(() => home.sync.resolveRemoval('north', 'restore'));
    }
    await everybody();
    for (const one of [home, work]) expect((await one.find('north'))?.name).toBe('North');
  });
});

describe('a cloud that another browser removed', () => {
  const DAY = 24 * HOUR;
  const JUMPS = [-20 * 365, -365, -1, 200, 3_650].map((days) => days * DAY);
  const removed = async () => (await home.view()).removed.map(({ id }) => id);

  it.each(JUMPS)('while the clock here was wrong by %d ms can be restored', async (off) => {
    await work.remove('north');
    home.now += off;
    await home.reconcile();
    home.now -= off;
    await home.reconcile();
    expect(await removed()).toEqual(['north']);
  });

  it.each(JUMPS)('can be restored after the clock here was wrong by %d ms', async (off) => {
    await work.remove('north');
    await home.reconcile();
    home.now += off;
    await home.reconcile();
    expect(await removed()).toEqual(['north']);
    home.now -= off;
    await home.reconcile();
    expect(await removed()).toEqual(['north']);
  });

  it('is forgotten after half a year', async () => {
    await work.remove('north');
    const later = async (days: number) => {
      home.now += days * DAY;
      await home.reconcile();
      return removed();
    };
    await home.reconcile();
    for (let month = 0; month < 6; month += 1) expect(await later(29)).toEqual(['north']);
    expect(await later(7)).toEqual([]);
  });
});

describe('what is stored here', () => {
  const MB = 1_000_000;
  const entries = async () => (await home.use(syncStore.get)).replica.entries;
  const storedBytes = () => home.use(async () => JSON.stringify(await fakeBrowser.storage.local.get()).length);

  it('stays small, however many clouds and fields are written', async () => {
    const sizes: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      account.items = { 'cloud:north': account.items['cloud:north'] };
      for (let n = 0; n < 60; n += 1) {
        const unknown = Object.fromEntries(['a', 'b'].map((part) => [`f${part.repeat(round + 1)}`, 'x'.repeat(400)]));
        account.items[`cloud:c${round}-${n}`] = recordOf(`c${round}-${n}`, START + round, unknown);
      }
      const { fields } = account.items['cloud:north'] as { fields: Record<string, unknown> };
      const added = ['a', 'b', 'c', 'd', 'e'].map((letter) => `later${letter.repeat(round + 1)}`);
      for (const name of added) fields[name] = ['x'.repeat(400), START + round, 'ffffffff'];
      fields[`first${'x'.repeat(round)}`] = ['x'.repeat(7_000), START + round, 'ffffffff'];
      await home.reconcile();
      sizes.push(await storedBytes());
    }
    expect(await home.use(cloudIds)).toHaveLength(100);
    expect(sizes.at(-1)).toBeLessThan((sizes[3] ?? 0) + 100);
    expect(sizes.at(-1)).toBeLessThan(MB / 4);
    expect((await home.find('north'))?.name).toBe('North');
    expect(Object.keys((await entries()).north?.record.fields ?? {})).toHaveLength(FIELD_NAMES.length + 10);
  });

  it('stays small, however many clouds are removed', async () => {
    for (let round = 0; round < 5; round += 1) {
      for (let n = 0; n < 90; n += 1) account.items[`cloud:c${round}-${n}`] = recordOf(`c${round}-${n}`, START + round);
      await home.reconcile();
      for (let n = 0; n < 90; n += 1)
        account.items[`cloud:c${round}-${n}`] = {
          v: 1,
          removed: [START + CENTURY / 2 + round, 'ffffffff'],
          fields: {},
        };
      await home.reconcile();
      for (const key of Object.keys(account.items)) if (key !== 'cloud:north') delete account.items[key];
    }
    expect(await home.use(cloudIds)).toEqual(['north']);
    expect((await home.view()).removed).toHaveLength(100);
    expect(Object.keys(await entries())).toHaveLength(1 + 200);
    expect(await storedBytes()).toBeLessThan(MB / 4);
  });

  it('names each cloud once that is not synced', async () => {
    const clouds = Array.from({ length: 120 }, (_, n) =>
      demoProfile(`https://c${n}.example.org/v3`, { id: `c${n}`, name: `Cloud ${n}` }),
    );
    await home.use(() => putClouds(clouds));
    for (let round = 0; round < 2; round += 1) await home.reconcile();
    const { unsynced, problem } = await home.view();
    expect(problem).toBe('full');
    expect(new Set(unsynced).size).toBe(unsynced.length);
    expect(unsynced).toContain('Cloud 119');
  });
});

describe('one part of the stored state that cannot be read', () => {
  type Stored = { replica: Record<string, unknown> } & Record<string, unknown>;
  const entries = (state: Stored) => state.replica.entries as Record<string, unknown>;
  it.each<[string, (state: Stored) => void]>([
    ['a record of one cloud', (state) => Object.assign(entries(state), { bad: { cloudId: 'x', record: { v: 1 } } })],
    ['a stamp', (state) => Object.assign(entries(state), { bad: { cloudId: 'x', record: recordOf('x', -1) } })],
    ['a cloud that was removed', (state) => Object.assign(state.replica, { removed: [{ at: 1 }, null] })],
    ['the problem', (state) => Object.assign(state, { problem: 'strange', unsynced: 7, newerCount: 'x' })],
    ['the id of the browser', (state) => Object.assign(state.replica, { browserId: null })],
  ])('does not switch sync off: %s', async (_, spoil) => {
    await home.use(async () => {
      const state = (await storedValue('local', 'sync')) as Stored;
      spoil(state);
      await fakeBrowser.storage.local.set({ sync: { v: 1, value: state } });
    });
    await home.edit('north', { name: 'Renamed' });
    await work.reconcile();
    expect((await work.find('north'))?.name).toBe('Renamed');
  });
});
