import { beforeEach, describe, expect, it } from 'vitest';
import { demoProfile } from '@/tests/unit/support/profile';
import { cloudIds } from '@/utils/storage/clouds';
import { FIELD_NAMES, syncedFieldsOf } from '@/utils/sync/fields';
import { OneBrowser, SyncAccount } from './browsers';

const YEAR = 365 * 24 * 3600_000;
const START = 1_700_000_000_000;
const THEM = 'ffffffff';
const north = demoProfile('https://keystone.example.org:5000/v3', { id: 'north', name: 'North', remember: 'device' });

let account: SyncAccount;
let home: OneBrowser;
let work: OneBrowser;

beforeEach(async () => {
  account = new SyncAccount();
  home = new OneBrowser(account, START);
  work = new OneBrowser(account, START);
  await home.turnOn();
  await home.save(north);
  await work.turnOn();
});

const everybody = async () => {
  for (const syncedBrowser of [home, work, home, work]) await syncedBrowser.reconcile();
};

function plant(name: string, value: unknown, at: number): void {
  (account.items['cloud:north'] as { fields: Record<string, unknown> }).fields[name] = [value, at, THEM];
}

/** Edits go from each browser to the other. */
async function expectInSync(): Promise<void> {
  for (const [syncedBrowser, color] of [
    [home, '#00ff00'],
    [work, '#0000ff'],
  ] as const) {
    await everybody();
    await syncedBrowser.edit('north', { name: `Edited to ${color}`, color });
    await everybody();
    for (const each of [home, work])
      expect(await each.find('north')).toMatchObject({ name: `Edited to ${color}`, color });
  }
}

const INHERITED = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', 'isPrototypeOf', 'toLocaleString'];

describe('a record that somebody wrote into the account does not stop the sync', () => {
  it.each(INHERITED)('with a field %s', async (name) => {
    plant(name, 'x', START + 5);
    await expectInSync();
  });

  it.each([...INHERITED, '__proto__', '__defineGetter__'])('with the id %s, which becomes no cloud', async (id) => {
    const fields = syncedFieldsOf({ ...north, name: 'Planted' }) ?? {};
    const registers = Object.entries(fields).map(([name, value]) => [name, [value, START, THEM]]);
    const record = { v: 1, fields: Object.fromEntries(registers) };
    account.items = Object.fromEntries([...Object.entries(account.items), [`cloud:${id}`, record]]);
    await expectInSync();
    for (const each of [home, work]) expect(await each.use(cloudIds)).toEqual(['north']);
  });

  const VALUES: unknown[] = [7, '', {}, [], { constructor: 1 }, { method: 'password' }, 'x'.repeat(2_500)];
  const values = FIELD_NAMES.flatMap((name) =>
    VALUES.map((value) => [name, JSON.stringify(value).slice(0, 20), value]),
  );
  it.each(values)('with %s: %s', async (name, _, value) => {
    plant(String(name), value, START + 5);
    await expectInSync();
  });

  it('with times that go as far ahead as is taken, some thousand times', async () => {
    let at = START;
    for (let n = 0; n < 3_000; n += 1) {
      at = Math.min(at + 100 * YEAR, Number.MAX_SAFE_INTEGER - 1);
      plant('name', 'Planted', at);
      home.now += 3_000;
      await home.reconcile();
    }
    work.now = home.now;
    await expectInSync();
  }, 120_000);
});

it('a sign-in method of a newer release is left as it is, and counted', async () => {
  plant('signIn', { method: 'a_newer_one' }, START + 5);
  const before = structuredClone(account.items);
  for (const syncedBrowser of [home, work]) {
    await syncedBrowser.edit('north', { name: 'Renamed' });
    expect(await syncedBrowser.view()).toMatchObject({ on: true, newerCount: 1 });
  }
  expect(account.items).toEqual(before);
});
