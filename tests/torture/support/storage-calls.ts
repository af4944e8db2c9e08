import { fakeBrowser } from 'wxt/testing/fake-browser';
import { FakeFile, FakeFolder } from '@/tests/unit/support/file-system';
import { during } from './activity';

/** Where something is stored. */
export type StoragePlace = 'local' | 'session' | 'sync' | 'vault' | 'cache' | 'files';
export const AREAS: readonly StoragePlace[] = ['local', 'session', 'sync', 'vault', 'cache', 'files'];

/** One call of the browser's storage, before it is made. Numbers begin at 1. */
export interface StorageOperation {
  area: StoragePlace;
  kind: 'read' | 'set' | 'remove';
  /** which call of this area */
  nth: number;
  /** which write of all areas; 0: a read */
  write: number;
}

/** Throws, or gives the ms by which the call is late. */
export type BeforeCall = (operation: StorageOperation) => number;

/** The calls since the last reset, and what happens to the next ones. */
export const storage: { beforeCall: BeforeCall; operations: StorageOperation[] } = {
  beforeCall: () => 0,
  operations: [],
};

export function resetStorageCalls(): void {
  storage.beforeCall = () => 0;
  storage.operations = [];
}

function pass(area: StoragePlace, kind: StorageOperation['kind']): number {
  const nth = storage.operations.filter((one) => one.area === area).length + 1;
  const writes = storage.operations.filter((one) => one.kind !== 'read').length;
  const operation = { area, kind, nth, write: kind === 'read' ? 0 : writes + 1 };
  storage.operations.push(operation);
  return storage.beforeCall(operation);
}

/** Puts the gate before each call of the browser's storage and of IndexedDB. Never undone. */
export function watchStorage(): void {
  const kinds = { get: 'read', set: 'set', remove: 'remove' } as const;
  for (const area of ['local', 'session', 'sync'] as const) {
    const target = fakeBrowser.storage[area] as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    for (const [method, kind] of Object.entries(kinds)) {
      const original = target[method]?.bind(target);
      if (original !== undefined) target[method] = (...args) => after(area, kind, () => original(...args));
    }
  }
  for (const method of ['get', 'getAll', 'getAllKeys', 'getKey', 'count', 'openCursor'] as const)
    watchRequest(method, 'read');
  watchFiles();
  for (const method of ['put', 'add'] as const) watchRequest(method, 'set');
  for (const method of ['delete', 'clear'] as const) watchRequest(method, 'remove');
}

/** The origin private file system. */
function watchFiles(): void {
  const { getFileHandle, removeEntry } = FakeFolder.prototype;
  const { createWritable, getFile } = FakeFile.prototype;
  Object.assign(FakeFolder.prototype, {
    getFileHandle(this: FakeFolder, name: string, options: { create?: boolean } = {}) {
      const kind = options.create ? 'set' : 'read';
      return after('files', kind, () => getFileHandle.call(this, name, options));
    },
    removeEntry(this: FakeFolder, name: string) {
      return after('files', 'remove', () => removeEntry.call(this, name));
    },
  });
  Object.assign(FakeFile.prototype, {
    createWritable(this: FakeFile) {
      return after('files', 'set', () => createWritable.call(this));
    },
    getFile(this: FakeFile) {
      return after('files', 'read', () => getFile.call(this));
    },
  });
}

async function after<T>(area: StoragePlace, kind: StorageOperation['kind'], call: () => Promise<T>): Promise<T> {
  const late = pass(area, kind);
  if (late > 0) await new Promise((resolve) => setTimeout(resolve, late));
  return during(call());
}

/** A request cannot be late: its transaction would be over. */
function watchRequest(method: keyof IDBObjectStore & string, kind: StorageOperation['kind']): void {
  const prototype = IDBObjectStore.prototype as unknown as Record<string, (...args: unknown[]) => IDBRequest>;
  const original = prototype[method];
  if (original === undefined) return;
  prototype[method] = function (this: unknown, ...args: unknown[]) {
    const store = this as IDBObjectStore;
    try {
      pass(store.transaction.db.name as StoragePlace, kind);
    } catch (error) {
      store.transaction.abort();
      throw error;
    }
    const request = original.apply(store, args);
    void during(
      new Promise<void>((resolve) => {
        for (const event of ['success', 'error']) request.addEventListener(event, () => resolve(), { once: true });
      }),
    );
    return request;
  };
}
