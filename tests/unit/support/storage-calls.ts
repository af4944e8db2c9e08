import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { FakeFile, FakeFolder } from './file-system';

export type CalledArea = 'local' | 'session' | 'database' | 'files';

/** A call of the browser's storage. */
export interface StorageCall {
  area: CalledArea;
  kind: 'read' | 'write';
}

/**
 * Calls `run` before each call of `browser.storage.local`, `browser.storage.session`, IndexedDB and files; the call fails with
 * what `run` throws.
 * @returns ends that
 */
export function beforeStorageCalls(run: (call: StorageCall) => void): () => void {
  const spies = [
    ...(['local', 'session'] as const).flatMap((area) => [
      before(fakeBrowser.storage[area], 'get', () => run({ area, kind: 'read' })),
      before(fakeBrowser.storage[area], 'set', () => run({ area, kind: 'write' })),
      before(fakeBrowser.storage[area], 'remove', () => run({ area, kind: 'write' })),
    ]),
    before(FakeFile.prototype, 'getFile', () => run({ area: 'files', kind: 'read' })),
    before(FakeFile.prototype, 'createWritable', () => run({ area: 'files', kind: 'write' })),
    before(FakeFolder.prototype, 'removeEntry', () => run({ area: 'files', kind: 'write' })),
    ...(['get', 'getAllKeys'] as const).map((name) =>
      beforeRequest(name, () => run({ area: 'database', kind: 'read' })),
    ),
    ...(['put', 'delete'] as const).map((name) => beforeRequest(name, () => run({ area: 'database', kind: 'write' }))),
  ];
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}

/** Calls `run` before each call of an asynchronous method, which rejects with what `run` throws. */
function before<T extends object>(target: T, name: keyof T & string, run: () => void) {
  const original = target[name] as (...args: unknown[]) => unknown;
  return replaced(target, name, async (self, args) => {
    run();
    return original.apply(self, args);
  });
}

/** The same for a method of an object store, which throws; its transaction, which would wait for a request, is aborted. */
function beforeRequest(name: 'get' | 'getAllKeys' | 'put' | 'delete', run: () => void) {
  const original = IDBObjectStore.prototype[name] as (...args: unknown[]) => unknown;
  return replaced(IDBObjectStore.prototype, name, (store, args) => {
    try {
      run();
    } catch (error) {
      store.transaction.abort();
      throw error;
    }
    return original.apply(store, args);
  });
}

function replaced<T extends object>(target: T, name: string, call: (self: T, args: unknown[]) => unknown) {
  return vi.spyOn(target as Record<string, (...args: unknown[]) => unknown>, name).mockImplementation(function (
    this: unknown,
    ...args
  ) {
    return call(this as T, args);
  });
}
