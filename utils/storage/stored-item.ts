import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { AppError } from '@/utils/problems/app-error';
import { extensionArea, type StorageArea } from './areas';
import { databaseArea } from './database';
import type { FamilyItemName, SingleItemName, VersionOf } from './table';

/**
 * All functions reject where the browser cannot read or write. `get`, `set` and `update` throw AppError STORAGE_NEWER, and
 * change nothing, where a newer release wrote the record.
 */
export interface StoredItem<T> {
  /** @returns the fallback where nothing readable is stored. */
  get(): Promise<T>;
  set(value: T): Promise<void>;
  /**
   * Reads, changes and writes under a lock.
   * @param change returns the new value: the same one to write nothing, the fallback to delete the record
   */
  update(change: (value: T) => T | Promise<T>): Promise<T>;
  /** Also removes what a newer release wrote. */
  remove(): Promise<void>;
}

export interface StoredFamily<T> {
  of(id: string): StoredItem<T>;
  ids(): Promise<string[]>;
}

export interface ItemOptions<N extends SingleItemName | FamilyItemName, T, F> {
  version: VersionOf<N>;
  schema: z.ZodMiniType<T>;
  fallback: F;
  /** `ignore`: reads what a newer release wrote as missing, and does not write. For what the extension works without. */
  newer?: 'ignore';
}

/** `T` where the fallback is one, else `T | null`. */
type Value<T, F> = F extends null ? T | null : T;

const AREAS = {
  local: extensionArea('local'),
  session: extensionArea('session'),
  vault: databaseArea('vault'),
  cache: databaseArea('cache'),
};

/** @param name of the table, such as `local:clouds`. */
export function storedItem<N extends SingleItemName, T, F extends T | null>(
  name: N,
  options: ItemOptions<N, T, F>,
): StoredItem<Value<T, F>> {
  return createItem(placeOf(name), options);
}

/** @param name of the table, such as `session:tokens`. */
export function storedFamily<N extends FamilyItemName, T, F extends T | null>(
  name: N,
  options: ItemOptions<N, T, F>,
): StoredFamily<Value<T, F>> {
  const place = placeOf(name);
  const prefix = `${place.key}:`;
  return {
    of: (id) => createItem({ ...place, key: prefix + id }, options),
    async ids() {
      const keys = await place.area.keys();
      return keys.filter((candidate) => candidate.startsWith(prefix)).map((found) => found.slice(prefix.length));
    },
  };
}

interface Place {
  areaName: keyof typeof AREAS;
  area: StorageArea;
  key: string;
}

function placeOf(name: SingleItemName | FamilyItemName): Place {
  const [areaName, key] = name.split(':') as [keyof typeof AREAS, string];
  return { areaName, area: AREAS[areaName], key };
}

/** A record. */
const stored = z.object({ v: z.number(), value: z.unknown() });

const locks = new Map<string, ReturnType<typeof createMutex>>();

function lockOf({ areaName, key }: Place): ReturnType<typeof createMutex> {
  const name = `${areaName}:${key}`;
  const lock = locks.get(name) ?? createMutex();
  locks.set(name, lock);
  return lock;
}

function createItem<N extends SingleItemName | FamilyItemName, T, F extends T | null>(
  place: Place,
  { version, schema, fallback, newer }: ItemOptions<N, T, F>,
): StoredItem<Value<T, F>> {
  const none = fallback as Value<T, F>;
  const { area, areaName, key } = place;
  // An update ends the session, and the cache can be loaded again.
  const losable = areaName === 'session' || areaName === 'cache';
  const withLock = lockOf(place);

  function parse(record: unknown): Value<T, F> {
    if (record === undefined || record === null) return none;
    return parseOr(schema, parseOr(stored, record, null)?.value, fallback) as Value<T, F>;
  }

  /** @throws AppError STORAGE_NEWER */
  function isNewer(record: unknown): boolean {
    if ((parseOr(stored, record, null)?.v ?? 0) <= version) return false;
    if (losable || newer === 'ignore') return true;
    throw new AppError('STORAGE_NEWER');
  }

  async function read(): Promise<{ value: Value<T, F>; isFixed: boolean; isUnreadable: boolean }> {
    const record = await area.get(key);
    const newer = isNewer(record);
    const value = newer ? none : parse(record);
    return { value, isFixed: newer && !losable, isUnreadable: value === none && (record ?? null) !== null };
  }

  const write = (value: Value<T, F>) =>
    value === none ? area.remove(key) : area.set(key, { v: version, value } satisfies z.infer<typeof stored>);

  return {
    get: async () => (await read()).value,
    set: (value) =>
      withLock(async () => {
        if (!losable && isNewer(await area.get(key))) return;
        await write(value);
      }),
    update: (change) =>
      withLock(async () => {
        const { value, isFixed, isUnreadable } = await read();
        const changed = await change(value);
        // Unreadable, it is of no use, and may hold a secret.
        if (!isFixed && (changed !== value || (losable && isUnreadable))) await write(changed);
        return changed;
      }),
    remove: () => withLock(() => area.remove(key)),
  };
}

export function parseOr<T, N>(schema: z.ZodMiniType<T>, value: unknown, none: N): T | N {
  const result = schema.safeParse(value);
  return result.success ? result.data : none;
}
