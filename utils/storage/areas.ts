import { del, get, keys, set, type UseStore } from 'idb-keyval';
import { inTime } from '@/utils/async';
import { browser } from '@/utils/browser';
import { logStorageChange } from '@/utils/log';
import { AppError } from '@/utils/problems/app-error';
import type { SingleItemName } from './table';

/** All functions reject with AppError STORAGE_FAILED where the browser cannot read or write. */
export interface StorageArea {
  get(key: string): Promise<unknown>;
  set(key: string, record: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<string[]>;
}

/** An area of `browser.storage`. */
export function extensionArea(name: 'local' | 'session'): StorageArea {
  return failingAsOne({
    get: async (key) => (await browser.storage[name].get(key))[key],
    set: (key, record) => browser.storage[name].set({ [key]: record }),
    remove: (key) => browser.storage[name].remove(key),
    keys: async () => Object.keys(await browser.storage[name].get()),
  });
}

/** An IndexedDB database, out of reach of content scripts and web pages. Opened at first use. */
export function databaseArea(name: 'vault' | 'cache'): StorageArea {
  const records = recordsOf(name);
  return failingAsOne({
    get: (key) => get(key, records),
    set: (key, record) => {
      logStorageChange(name, key);
      return set(key, record, records);
    },
    remove: (key) => {
      logStorageChange(name, key);
      return del(key, records);
    },
    keys: async () => (await keys<string>(records)).map(String),
  });
}

function failingAsOne(area: StorageArea): StorageArea {
  const attempt = async <T>(call: () => Promise<T>): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      throw new AppError('STORAGE_FAILED', {}, error);
    }
  };
  return {
    get: (key) => attempt(() => area.get(key)),
    set: (key, record) => attempt(() => area.set(key, record)),
    remove: (key) => attempt(() => area.remove(key)),
    keys: () => attempt(area.keys),
  };
}

/** Pages must not wait long for the cache. */
const OPEN_TIMEOUT_MS = { vault: 5_000, cache: 1_000 };

/** A failed opening is repeated at the next use. Where the browser does not answer, only the first use waits. */
function recordsOf(name: 'vault' | 'cache'): UseStore {
  let opened: Promise<IDBDatabase> | undefined;
  const clearOpened = () => {
    opened = undefined;
  };
  const open = () => {
    if (opened !== undefined) return opened;
    const answer = openDatabase(name, clearOpened);
    opened = inTime(answer, OPEN_TIMEOUT_MS[name]);
    answer.then((database) => {
      opened = Promise.resolve(database);
    }, clearOpened);
    return opened;
  };
  return async (mode, use) => use((await open()).transaction('records', mode).objectStore('records'));
}

async function openDatabase(name: 'vault' | 'cache', onClosed: () => void): Promise<IDBDatabase> {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => request.result.createObjectStore('records');
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      request.result.onclose = onClosed;
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

type WatchedName = Extract<SingleItemName, `${'local' | 'session'}:${string}`>;

/** Calls `run` at each change of this item. @returns stops that */
export function watchStored(name: WatchedName, run: () => void): () => void {
  const [area, key] = name.split(':') as ['local' | 'session', string];
  const listener = (changes: Record<string, unknown>) => {
    if (key in changes) run();
  };
  const { onChanged } = browser.storage[area];
  onChanged.addListener(listener);
  return () => onChanged.removeListener(listener);
}
