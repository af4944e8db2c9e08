import { createStore, del, get, keys, set } from 'idb-keyval';
import { logStored } from '@/utils/log';
import type { StorageArea } from './areas';

/** An IndexedDB database of the extension's origin, out of reach of content scripts and web pages. Opened at first use. */
export function databaseArea(name: 'vault' | 'cache'): StorageArea {
  const records = createStore(name, 'records');
  return {
    get: (key) => get(key, records),
    set: (key, record) => {
      logStored(name, key);
      return set(key, record, records);
    },
    remove: (key) => {
      logStored(name, key);
      return del(key, records);
    },
    keys: async () => (await keys<string>(records)).map(String),
  };
}
