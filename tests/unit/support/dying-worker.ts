import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newWorker } from './worker';

/** A worker that ends at one of its writes. */
export interface DyingWorker extends ReturnType<typeof newWorker> {
  /** Gives the storage back to the next worker. @returns false where this one had finished before that write. */
  bury(): boolean;
}

/**
 * Makes a worker that ends just before its `n`-th write to the browser's storage or to IndexedDB: from then on it can neither
 * read, write nor send anything.
 * @param onRequest gets each request that it sends
 */
export function dyingWorker(n: number, onRequest: (url: string, init?: RequestInit) => void): DyingWorker {
  let writes = 0;
  let isDead = false;
  const assertAlive = () => {
    if (isDead) throw new Error('the worker has ended');
  };
  const write = () => {
    writes += 1;
    if (writes === n) isDead = true;
    assertAlive();
  };
  const { local, session } = fakeBrowser.storage;
  const spies = [
    ...[local, session].flatMap((area) => [
      before(area, 'get', assertAlive),
      before(area, 'set', write),
      before(area, 'remove', write),
    ]),
    ...(['get', 'getAllKeys'] as const).map((name) => beforeRequest(name, assertAlive)),
    ...(['put', 'delete'] as const).map((name) => beforeRequest(name, write)),
  ];
  const worker = newWorker(async (input, init) => {
    assertAlive();
    onRequest(String(input), init);
    const answer = await fetch(input, init);
    assertAlive();
    return answer;
  });
  return {
    ...worker,
    bury() {
      const died = isDead;
      isDead = true;
      for (const spy of spies) spy.mockRestore();
      return died;
    },
  };
}

/** Calls `run` before each call of an asynchronous method, which rejects with what `run` throws. */
function before<T extends object>(target: T, name: keyof T & string, run: () => void) {
  const original = target[name] as (...args: unknown[]) => unknown;
  return replaced(target, name, async (_, args) => {
    run();
    return original.apply(target, args);
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
