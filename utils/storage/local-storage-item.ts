import type { LocalStorageItemName, VersionOf } from './table';

/** A record that pages read without waiting. */
export interface LocalStorageItem<T> {
  /** @returns the fallback where nothing readable of this version is stored. */
  get(): T;
  /** Does nothing where storage is full or disabled. */
  set(value: T): void;
  remove(): void;
}

/**
 * A record in the extension's `localStorage`, out of reach of web pages and content scripts. Pages read it before their
 * first paint, so without zod.
 */
export function localStorageItem<N extends LocalStorageItemName, T>(
  name: N,
  { version, isValid, fallback }: { version: VersionOf<N>; isValid(value: unknown): value is T; fallback: T },
): LocalStorageItem<T> {
  const key = name.slice(name.indexOf(':') + 1);
  return {
    get() {
      try {
        const record: { v?: unknown; value?: unknown } | null = JSON.parse(localStorage.getItem(key) ?? 'null');
        return record?.v === version && isValid(record.value) ? record.value : fallback;
      } catch {
        return fallback;
      }
    },
    set: (value) => ignoreErrors(() => localStorage.setItem(key, JSON.stringify({ v: version, value }))),
    remove: () => ignoreErrors(() => localStorage.removeItem(key)),
  };
}

function ignoreErrors(write: () => void): void {
  try {
    write();
  } catch {
    // full or disabled
  }
}
