import { clear, createStore, get, keys, set } from 'idb-keyval';
import { browser } from '@/utils/browser';

type ExtensionArea = 'local' | 'session';

/** What the record with this key holds, past the code that reads it; undefined where there is none. */
export async function storedValue(area: ExtensionArea, key: string): Promise<unknown> {
  return ((await browser.storage[area].get(key))[key] as { value?: unknown } | undefined)?.value;
}

const vault = createStore('vault', 'records');

/** What a record of the vault's database holds, past the code that reads it; undefined where there is none. */
export async function vaultValue<T>(key: string): Promise<T | undefined> {
  return (await get<{ value: T }>(key, vault))?.value;
}

/** Stores a record in the vault's database, past the code that writes it; of this release, unless it has another version. */
export function storeVaultValue(key: string, value: unknown, version = 1): Promise<void> {
  return set(key, { v: version, value }, vault);
}

export const vaultKeys = (): Promise<string[]> => keys<string>(vault);

/** Takes every record out of the vault's database. */
export const emptyVault = (): Promise<void> => clear(vault);
