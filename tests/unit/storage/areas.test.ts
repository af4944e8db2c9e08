import { expect, it, vi } from 'vitest';
import { BROKEN_DATABASES, breakDatabases } from '@/tests/unit/support/broken-database';
import { databaseArea } from '@/utils/storage/areas';

const FAILED = { code: 'STORAGE_FAILED' };

it.each(BROKEN_DATABASES)('a database that %s fails at each use; it is used once it can be opened', async (how) => {
  const repair = breakDatabases(how);
  const cache = databaseArea('cache');
  await expect(cache.get('a')).rejects.toMatchObject(FAILED);
  const started = performance.now();
  await expect(cache.set('a', 1)).rejects.toMatchObject(FAILED);
  await expect(cache.keys()).rejects.toMatchObject(FAILED);
  await expect(cache.remove('a')).rejects.toMatchObject(FAILED);
  // Only the first use waits.
  expect(performance.now() - started).toBeLessThan(500);
  repair();
  if (how === 'does not answer') return;
  await cache.set('a', 1);
  expect(await cache.get('a')).toBe(1);
});

it('a database that answers late is used from then on', async () => {
  const open = indexedDB.open.bind(indexedDB);
  let answer = () => {};
  vi.spyOn(indexedDB, 'open').mockImplementation((name) => {
    const request = new EventTarget() as unknown as IDBOpenDBRequest & { result: IDBDatabase };
    answer = () => {
      const real = open(name);
      real.onupgradeneeded = () => real.result.createObjectStore('records');
      real.onsuccess = () => {
        Object.assign(request, { result: real.result });
        request.onsuccess?.(new Event('success'));
      };
    };
    return request;
  });
  const vault = databaseArea('cache');
  await expect(vault.get('late')).rejects.toMatchObject(FAILED);
  answer();
  await vi.waitFor(async () => expect(await vault.get('late')).toBeUndefined());
});
