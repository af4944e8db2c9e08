import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { demoProfile, passwordOf } from '@/tests/unit/support/profile';
import { OneBrowser, SyncAccount } from './browsers';

const AUTH_URL = 'https://keystone.example.org:5000/v3';
const north = demoProfile(AUTH_URL, { id: 'north', name: 'North', remember: 'device' });

let account: SyncAccount;
let home: OneBrowser;
let work: OneBrowser;

beforeEach(async () => {
  account = new SyncAccount();
  home = new OneBrowser(account);
  work = new OneBrowser(account);
});

async function both(): Promise<void> {
  await home.turnOn();
  await home.save(north);
  await work.turnOn();
}

/** The other browser takes and gives, then this one takes. */
async function exchange(): Promise<void> {
  await work.reconcile();
  await home.reconcile();
}

describe('syncing clouds', () => {
  it('sends nothing before it is enabled, and nothing after it is disabled', async () => {
    await home.save(north);
    expect(account.items).toEqual({});
    await home.turnOn();
    expect(Object.keys(account.items)).toEqual(['cloud:north']);
    await home.use(() => home.sync.setEnabled(false));
    await home.edit('north', { name: 'Renamed' });
    expect(JSON.stringify(account.items)).not.toContain('Renamed');
  });

  it('adds a cloud to the other browser, where its secret is asked for and stored until the browser closes', async () => {
    await both();
    expect(await work.find('north')).toEqual({ ...north, remember: 'session' });
    await exchange();
    expect((await home.find('north'))?.remember).toBe('device');
  });

  it('writes nothing where nothing has changed', async () => {
    await both();
    const { writes } = account;
    for (const one of [home, work, home, work]) await one.reconcile();
    expect(account.writes).toBe(writes);
  });

  it('merges edits of different fields, and takes the last edit of one field', async () => {
    await both();
    work.allowed = false; // away
    work.now += 1000;
    await work.edit('north', { color: '#ff0000', name: 'Work' });
    home.now += 2000;
    await home.edit('north', { name: 'Home', region: 'RegionTwo' });
    work.allowed = true;
    // What was edited while away counts from when it is known to be an edit.
    work.now += 5000;
    await exchange();
    const [one, other] = [await home.find('north'), await work.find('north')];
    expect(one).toMatchObject({ name: 'Work', color: '#ff0000', region: 'RegionTwo' });
    expect(other).toEqual({ ...one, remember: 'session' });
  });

  it('removes an optional field everywhere', async () => {
    await both();
    await home.edit('north', { dashboardUrl: 'https://horizon.example.org/' });
    await work.reconcile();
    expect((await work.find('north'))?.dashboardUrl).toBe('https://horizon.example.org/');
    const { dashboardUrl: _, ...without } = (await work.find('north')) ?? north;
    work.now += 1000;
    await work.save(without);
    await home.reconcile();
    expect(await home.find('north')).not.toHaveProperty('dashboardUrl');
  });

  it('a later edit counts, even after one of a browser whose clock is years ahead', async () => {
    await both();
    work.now += 10 * 365 * 24 * 3600_000;
    await work.edit('north', { name: 'From the future' });
    await home.reconcile();
    await home.edit('north', { name: 'Now' });
    await work.reconcile();
    expect((await work.find('north'))?.name).toBe('Now');
  });

  it('merges a cloud that the user added in both browsers', async () => {
    await home.turnOn();
    await home.save(north);
    await work.save({ ...north, id: 'other-id', name: 'My north', color: '#00ff00' });
    await work.turnOn();
    expect((await work.clouds()).map(({ id, name }) => [id, name])).toEqual([['other-id', 'North']]);
    await work.edit('other-id', { name: 'Both' });
    await home.reconcile();
    expect((await home.clouds()).map(({ id, name }) => [id, name])).toEqual([['north', 'Both']]);
  });

  it('an account that was emptied takes nothing away: the clouds are put there again', async () => {
    await both();
    account.items = {};
    await exchange();
    expect(await work.clouds()).toHaveLength(1);
    expect(await home.clouds()).toHaveLength(1);
    expect(Object.keys(account.items)).toEqual(['cloud:north']);
  });

  it('a list of clouds that was lost here is restored, and nothing is removed from other browsers', async () => {
    await both();
    await work.use(() => fakeBrowser.storage.local.remove('clouds'));
    await exchange();
    expect(await work.clouds()).toHaveLength(1);
    expect(await home.clouds()).toHaveLength(1);
  });

  it('leaves out clouds of the policy, even where the account has one with the same id', async () => {
    const preset = { ...north, id: 'managed-x', authUrl: 'https://preset.example.org/v3', name: 'Preset' };
    home.managed.add('managed-x');
    await home.turnOn();
    await home.save(preset);
    expect(account.items).toEqual({});
    await work.turnOn();
    await work.save({ ...north, id: 'managed-x', name: 'Not the preset' });
    await home.reconcile();
    expect(await home.clouds()).toEqual([preset]);
  });

  it('does nothing where the policy forbids it', async () => {
    home.allowed = false;
    await home.save(north);
    const view = await home.turnOn();
    expect(view.allowed).toBe(false);
    expect(account.items).toEqual({});
  });

  it('does not change records of a newer release, and counts them', async () => {
    await both();
    account.items['cloud:new'] = { v: 2, everything: 'different' };
    account.items['cloud:north'] = { v: 2, everything: 'different' };
    await home.edit('north', { name: 'Renamed' });
    expect(account.items['cloud:north']).toEqual({ v: 2, everything: 'different' });
    expect(await home.view()).toMatchObject({ newerCount: 2 });
    expect(await home.clouds()).toHaveLength(1);
  });

  it('keeps fields of a newer release', async () => {
    await both();
    const item = account.items['cloud:north'] as { fields: Record<string, unknown> };
    item.fields.badge = ['star', 5, 'ffffffff'];
    await work.reconcile();
    await work.edit('north', { name: 'Renamed' });
    expect(account.items['cloud:north']).toMatchObject({ fields: { badge: ['star', 5, 'ffffffff'] } });
  });

  it('reports that the browser has no sync storage', async () => {
    await home.use(async () => {
      vi.spyOn(fakeBrowser.storage.sync, 'get').mockRejectedValue(new Error('no sync here'));
      expect(await home.sync.setEnabled(true)).toMatchObject({ on: true, problem: 'unavailable' });
    });
  });
});

describe('a secret', () => {
  it('does not follow an address, a user or a compute endpoint that came by sync', async () => {
    await both();
    await home.edit('north', { name: 'Renamed' });
    await work.reconcile();
    expect(work.secretsRemoved).toEqual([]);
    for (const change of [
      { authUrl: 'https://elsewhere.example.org/v3' },
      { computeUrl: 'https://nova.elsewhere.example.org/v2.1' },
      { signIn: passwordOf('other') },
      { signIn: { method: 'application_credential', id: 'abc' } },
    ] as const) {
      home.now += 1000;
      await home.edit('north', change);
      work.secretsRemoved.length = 0;
      await work.reconcile();
      expect(work.secretsRemoved, JSON.stringify(change)).toEqual(['north']);
    }
  });
});

describe('an application credential that was created for one browser', () => {
  const issued = {
    ...{ name: 'noVNC on laptop', userId: 'u1', userName: 'demo', projectId: 'p1', projectName: 'demo' },
    ...{ hasAccessRules: true, expiresAt: null, replaced: { user: { id: 'u1' }, project: { id: 'p1' } } },
  };
  const own = { ...north, signIn: { method: 'application_credential', id: 'only-here', issued } } as const;

  it('stays there: the others sign in as before, and change the rest', async () => {
    await both();
    await home.save(own);
    await work.reconcile();
    expect((await work.find('north'))?.signIn).toEqual(north.signIn);
    expect(work.secretsRemoved).toEqual([]);
    expect(JSON.stringify(account.items)).not.toContain('only-here');
    await work.edit('north', { name: 'Renamed' });
    await home.reconcile();
    expect(await home.find('north')).toEqual({ ...own, name: 'Renamed' });
    expect(home.secretsRemoved).toEqual([]);
  });

  it('a new browser gets the sign-in that it replaced', async () => {
    await home.turnOn();
    await home.save(own);
    await work.turnOn();
    const { user, project } = issued.replaced;
    expect((await work.find('north'))?.signIn).toEqual({ method: 'password', user, project });
  });

  it('does not follow the cloud to another address', async () => {
    await both();
    await home.save(own);
    await work.reconcile();
    work.now += 1000;
    await work.edit('north', { authUrl: 'https://elsewhere.example.org/v3' });
    await home.reconcile();
    expect(home.secretsRemoved).toEqual(['north']);
    expect((await home.find('north'))?.signIn).toEqual(north.signIn);
  });
});

describe('removing a cloud', () => {
  beforeEach(both);

  it('removes it and its secret in the other browser, where it can be restored without the secret', async () => {
    await home.remove('north');
    await work.reconcile();
    expect(work.removed).toEqual(['north']);
    expect(await work.clouds()).toEqual([]);
    expect((await work.view()).removed).toEqual([{ id: 'north', name: 'North' }]);
    expect(JSON.stringify(account.items)).not.toContain('keystone.example.org');

    work.now += 1000;
    await work.use(() => work.sync.resolveRemoval('north', 'restore'));
    expect(await work.find('north')).toEqual({ ...north, remember: 'session' });
    expect((await work.view()).removed).toEqual([]);
    await home.reconcile();
    expect((await home.clouds()).map(({ name }) => name)).toEqual(['North']);
  });

  it('can be made final', async () => {
    await home.remove('north');
    await work.reconcile();
    expect((await work.use(() => work.sync.resolveRemoval('north', 'dismiss'))).removed).toEqual([]);
    await work.reconcile();
    expect(await work.clouds()).toEqual([]);
  });

  it('is not undone by an edit of a browser that did not know of it', async () => {
    work.allowed = false;
    await work.edit('north', { name: 'Edited' });
    await home.remove('north');
    work.allowed = true;
    work.now += 5000;
    await exchange();
    expect(await home.clouds()).toEqual([]);
    expect(await work.clouds()).toEqual([]);
    expect((await work.view()).removed.map(({ name }) => name)).toEqual(['Edited']);
  });

  it('stays in this browser while the sync is off', async () => {
    await work.use(() => work.sync.setEnabled(false));
    await work.remove('north');
    await home.reconcile();
    expect(await home.clouds()).toHaveLength(1);
  });

  it('is removed after half a year', async () => {
    await home.remove('north');
    expect(Object.keys(account.items)).toEqual(['cloud:north']);
    home.now += 200 * 24 * 3600_000;
    await home.reconcile();
    expect(account.items).toEqual({});
  });
});

describe('deleting the synced copy', () => {
  it('switches off, keeps the clouds here, and leaves what a newer release wrote', async () => {
    await both();
    account.items['cloud:new'] = { v: 2 };
    const view = await home.use(() => home.sync.erase());
    expect(view).toMatchObject({ on: false, stored: 0 });
    expect(Object.keys(account.items)).toEqual(['cloud:new']);
    expect(await home.clouds()).toHaveLength(1);
  });
});
