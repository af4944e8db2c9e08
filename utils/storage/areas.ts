import { browser } from '@/utils/browser';
import type { SingleItemName } from './table';

/** All functions reject where the browser fails. */
export interface StorageArea {
  get(key: string): Promise<unknown>;
  set(key: string, record: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<string[]>;
}

export function extensionArea(name: 'local' | 'session'): StorageArea {
  return {
    get: async (key) => (await browser.storage[name].get(key))[key],
    set: (key, record) => browser.storage[name].set({ [key]: record }),
    remove: (key) => browser.storage[name].remove(key),
    keys: async () => Object.keys(await browser.storage[name].get()),
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
