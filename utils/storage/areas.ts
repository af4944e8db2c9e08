import { createStore, del, get, keys, set } from 'idb-keyval';
import { browser } from '@/utils/browser';
import { logStorageChange } from '@/utils/log';
import type { SingleItemName } from './table';

/** All functions reject where the browser fails. */
export interface StorageArea {
  get(key: string): Promise<unknown>;
  set(key: string, record: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<string[]>;
}

/** An area of `browser.storage`. */
export function extensionArea(name: 'local' | 'session'): StorageArea {
  return {
    get: async (key) => (await browser.storage[name].get(key))[key],
    set: (key, record) => browser.storage[name].set({ [key]: record }),
    remove: (key) => browser.storage[name].remove(key),
    keys: async () => Object.keys(await browser.storage[name].get()),
  };
}

/** An IndexedDB database of the extension's origin, out of reach of content scripts and web pages. Opened at first use. */
export function databaseArea(name: 'vault' | 'cache'): StorageArea {
  const records = createStore(name, 'records');
  return {
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
  };
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
