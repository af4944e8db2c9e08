import * as z from 'zod/mini';
import { type ItemOptions, storedItem } from './stored-item';
import type { SingleItemName } from './table';

/** A list of entries with ids. Unreadable entries stay in storage, and are only in `ids`. */
export interface StoredList<T> {
  get(): Promise<T[]>;
  ids(): Promise<string[]>;
  /** Appends or replaces by id: all are stored, or none. */
  put(...entries: T[]): Promise<void>;
  /** Does nothing where there is no such readable entry. */
  change(id: string, change: (entry: T) => T): Promise<void>;
  remove(...ids: string[]): Promise<void>;
}

/** `entry`: the schema of one entry; `id`: its identifying field. */
export interface ListOptions<N extends SingleItemName, T, K extends keyof T>
  extends Pick<ItemOptions<N, unknown[], unknown[]>, 'version'> {
  entry: z.ZodMiniType<T>;
  id: K;
}

/** @param name of the table, such as `local:clouds`. Throws as {@link StoredItem}. */
export function storedList<N extends SingleItemName, T extends object, K extends keyof T>(
  name: N,
  { version, entry, id }: ListOptions<N, T, K>,
): StoredList<T> {
  const item = storedItem(name, { version, schema: z.array(z.unknown()), fallback: [] as unknown[] });
  const idOf = (value: unknown): unknown =>
    typeof value === 'object' && value !== null ? (value as Record<K, unknown>)[id] : undefined;

  return {
    get: async () => readable(entry, await item.get()),
    ids: async () => (await item.get()).map(idOf).filter((value) => typeof value === 'string'),
    async put(...entries) {
      await item.update((all) => {
        const next = [...all];
        for (const added of entries) {
          const at = next.findIndex((known) => idOf(known) === added[id]);
          next.splice(at < 0 ? next.length : at, 1, added);
        }
        return next;
      });
    },
    async change(id, change) {
      await item.update((all) => {
        const at = all.findIndex((known) => idOf(known) === id);
        const parsed = entry.safeParse(all[at]);
        if (!parsed.success) return all;
        const next = [...all];
        next[at] = change(parsed.data);
        return next;
      });
    },
    async remove(...ids) {
      await item.update((all) => {
        const remaining = all.filter((known) => !ids.includes(idOf(known) as string));
        return remaining.length === all.length ? all : remaining;
      });
    },
  };
}

function readable<T>(entry: z.ZodMiniType<T>, entries: readonly unknown[]): T[] {
  return entries.flatMap((value) => {
    const parsed = entry.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}
