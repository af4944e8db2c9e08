import { browser } from '@/utils/browser';

type ExtensionArea = 'local' | 'session';

/** What the record with this key holds, past the code that reads it; undefined where there is none. */
export async function storedValue(area: ExtensionArea, key: string): Promise<unknown> {
  return ((await browser.storage[area].get(key))[key] as { value?: unknown } | undefined)?.value;
}

/** Stores a record of this release, past the code that writes it. */
export function storeValue(area: ExtensionArea, key: string, value: unknown): Promise<void> {
  return browser.storage[area].set({ [key]: { v: 1, value } });
}
