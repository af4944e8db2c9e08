import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from 'zod/mini';
import { watchStored } from '@/utils/storage/areas';
import { storedFamily, storedItem } from '@/utils/storage/stored-item';

const minutes = storedItem('local:auto-lock-minutes', { version: 1, schema: z.number(), fallback: 15 });
const location = storedItem('local:last-place', {
  version: 1,
  schema: z.string(),
  fallback: null,
  newerRecord: 'ignore',
});
const tokens = storedFamily('session:tokens', { version: 1, schema: z.array(z.string()), fallback: [] as string[] });
const hosts = storedFamily('cache:hosts', { version: 1, schema: z.string(), fallback: null });
const vaultKey = storedItem('vault:device-key', { version: 1, schema: z.string(), fallback: null });

const local = () => fakeBrowser.storage.local.get();
const FAILED = { code: 'STORAGE_FAILED' };

describe('a stored item', () => {
  it('is stored with its version, and is the fallback where nothing is stored or nothing readable', async () => {
    expect(await minutes.get()).toBe(15);
    await minutes.set(5);
    expect(await local()).toEqual({ 'auto-lock-minutes': { v: 1, value: 5 } });
    expect(await minutes.get()).toBe(5);
    for (const record of [5, 'x', { v: 1 }, { v: 1, value: '5' }, { v: '1', value: 5 }, [5]]) {
      await fakeBrowser.storage.local.set({ 'auto-lock-minutes': record });
      expect(await minutes.get(), JSON.stringify(record)).toBe(15);
    }
    await minutes.remove();
    expect(await local()).toEqual({});
  });

  it('keeps every change when many are made at once, each awaited in turn', async () => {
    const later = async (value: number) => {
      await tokens.of('a').get();
      return value + 1;
    };
    await minutes.set(0);
    await Promise.all(Array.from({ length: 20 }, () => minutes.update(later)));
    expect(await minutes.get()).toBe(20);
  });

  it('shares its lock with every other object for the same record', async () => {
    const again = storedItem('local:auto-lock-minutes', { version: 1, schema: z.number(), fallback: 15 });
    await Promise.all([minutes.update((value) => value + 1), again.update((value) => value + 1)]);
    expect(await minutes.get()).toBe(17);
  });

  it('writes nothing where a change returns what it got, and removes the record where it returns the fallback', async () => {
    await location.set('north');
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    expect(await location.update((value) => value)).toBe('north');
    expect(set).not.toHaveBeenCalled();
    await location.update(() => null);
    expect(await local()).toEqual({});
  });

  it('changes nothing where the change fails, and can be changed afterwards', async () => {
    await expect(minutes.update(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await local()).toEqual({});
    expect(await minutes.update((value) => value + 1)).toBe(16);
  });

  it('fails where the browser cannot read: that is not taken for missing', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('IO error'));
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    await expect(minutes.get()).rejects.toMatchObject(FAILED);
    await expect(minutes.update(() => 1)).rejects.toMatchObject(FAILED);
    await expect(minutes.set(1)).rejects.toMatchObject(FAILED);
    expect(set).not.toHaveBeenCalled();
  });

  it('fails where the browser cannot write', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    await expect(minutes.set(1)).rejects.toMatchObject(FAILED);
    await expect(minutes.update(() => 1)).rejects.toMatchObject(FAILED);
  });

  it("reports its changes until watching ends, and no other item's", async () => {
    const run = vi.fn();
    const end = watchStored('local:auto-lock-minutes', run);
    await location.set('north');
    expect(run).not.toHaveBeenCalled();
    await minutes.set(5);
    expect(run).toHaveBeenCalledTimes(1);
    end();
    await minutes.set(6);
    expect(run).toHaveBeenCalledTimes(1);
  });
});

describe('what a newer release stored', () => {
  const NEWER = { v: 2, value: { shape: 'new' } };

  it('is not changed, and is reported', async () => {
    await fakeBrowser.storage.local.set({ 'auto-lock-minutes': NEWER });
    const newer = { code: 'STORAGE_NEWER' };
    await expect(minutes.get()).rejects.toMatchObject(newer);
    await expect(minutes.set(5)).rejects.toMatchObject(newer);
    await expect(minutes.update(() => 5)).rejects.toMatchObject(newer);
    expect(await local()).toEqual({ 'auto-lock-minutes': NEWER });
  });

  it('is read as missing, and not changed, where the item is optional', async () => {
    await fakeBrowser.storage.local.set({ 'last-place': NEWER });
    expect(await location.get()).toBeNull();
    await location.set('north');
    await location.update(() => 'south');
    await location.update(() => null);
    expect(await local()).toEqual({ 'last-place': NEWER });
  });

  it('is removed where it is to be removed', async () => {
    await fakeBrowser.storage.local.set({ 'auto-lock-minutes': NEWER });
    await minutes.remove();
    expect(await local()).toEqual({});
  });

  it('is replaced in the session, which no update outlives', async () => {
    await fakeBrowser.storage.session.set({ 'tokens:a': NEWER });
    expect(await tokens.of('a').get()).toEqual([]);
    await tokens.of('a').set(['t']);
    expect(await tokens.of('a').get()).toEqual(['t']);
  });
});

describe('a family of items', () => {
  it('has one record for each id, and knows the ids', async () => {
    await tokens.of('a').set(['t']);
    await tokens.of('b:c').set(['u']);
    await fakeBrowser.storage.session.set({ 'tokens-of-others:a': 1 });
    expect((await tokens.ids()).sort()).toEqual(['a', 'b:c']);
    expect(await tokens.of('b:c').get()).toEqual(['u']);
    expect(await tokens.of('x').get()).toEqual([]);
    await tokens.of('a').remove();
    expect(await tokens.ids()).toEqual(['b:c']);
  });

  it('may be in a database, as may an item', async () => {
    await hosts.of('a').set('https://nova.example.org/*');
    expect(await hosts.of('a').get()).toBe('https://nova.example.org/*');
    expect(await hosts.ids()).toEqual(['a']);
    await hosts.of('a').remove();
    expect(await vaultKey.update(() => 'k')).toBe('k');
    expect(await vaultKey.get()).toBe('k');
    await vaultKey.remove();
    expect([await vaultKey.get(), await hosts.ids()]).toEqual([null, []]);
  });
});
