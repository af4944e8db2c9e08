import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { AppError } from '@/utils/problems/app-error';
import { databaseArea, extensionArea, type StorageArea } from './areas';
import type { FamilyItemName, SingleItemName, VersionOf } from './table';

/**
 * All functions throw AppError STORAGE_FAILED where the browser cannot read or write; all but `remove` STORAGE_NEWER
 * where a newer release wrote the record.
 */
export interface StoredItem<T> {
  /** @returns the fallback where nothing readable is stored. */
  get(): Promise<T>;
  set(value: T): Promise<void>;
  /** Under a lock. @param change returns the new value: the same to write nothing, the fallback to delete the record */
  update(change: (value: T) => T | Promise<T>): Promise<T>;
  /** Also removes what a newer release wrote. */
  remove(): Promise<void>;
}

/** One record for each id, such as a cloud's. */
export interface StoredFamily<T> {
  of(id: string): StoredItem<T>;
  ids(): Promise<string[]>;
}

/** `fallback`: the value where no readable record is stored. */
export interface ItemOptions<N extends SingleItemName | FamilyItemName, T, F> {
  version: VersionOf<N>;
  schema: z.ZodMiniType<T>;
  fallback: F;
  /** `ignore`: what a newer release wrote counts as missing, and is not overwritten */
  newerRecord?: 'ignore';
}

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
  return createItem(locationOf(name), options);
}

/** @param name of the table, such as `session:tokens`. */
export function storedFamily<N extends FamilyItemName, T, F extends T | null>(
  name: N,
  options: ItemOptions<N, T, F>,
): StoredFamily<Value<T, F>> {
  const location = locationOf(name);
  const prefix = `${location.key}:`;
  return {
    of: (id) => createItem({ ...location, key: prefix + id }, options),
    async ids() {
      const keys = await location.area.keys();
      return keys.filter((candidate) => candidate.startsWith(prefix)).map((found) => found.slice(prefix.length));
    },
  };
}

interface RecordLocation {
  areaName: keyof typeof AREAS;
  area: StorageArea;
  key: string;
}

function locationOf(name: SingleItemName | FamilyItemName): RecordLocation {
  const [areaName, key] = name.split(':') as [keyof typeof AREAS, string];
  return { areaName, area: AREAS[areaName], key };
}

const storedRecord = z.object({ v: z.number(), value: z.unknown() });

const locks = new Map<string, ReturnType<typeof createMutex>>();

function lockOf({ areaName, key }: RecordLocation): ReturnType<typeof createMutex> {
  const name = `${areaName}:${key}`;
  const lock = locks.get(name) ?? createMutex();
  locks.set(name, lock);
  return lock;
}

function createItem<N extends SingleItemName | FamilyItemName, T, F extends T | null>(
  location: RecordLocation,
  { version, schema, fallback, newerRecord }: ItemOptions<N, T, F>,
): StoredItem<Value<T, F>> {
  const emptyValue = fallback as Value<T, F>;
  const { area, areaName, key } = location;
  // An update of the extension ends the session; the cache is loaded again.
  const isReplaceable = areaName === 'session' || areaName === 'cache';
  const withLock = lockOf(location);

  function parse(record: unknown): Value<T, F> {
    if (record === undefined || record === null) return emptyValue;
    return parseOr(schema, parseOr(storedRecord, record, null)?.value, fallback) as Value<T, F>;
  }

  function isNewer(record: unknown): boolean {
    if ((parseOr(storedRecord, record, null)?.v ?? 0) <= version) return false;
    if (isReplaceable || newerRecord === 'ignore') return true;
    throw new AppError('STORAGE_NEWER');
  }

  async function read(): Promise<{ value: Value<T, F>; isReadOnly: boolean; isUnreadable: boolean }> {
    const record = await area.get(key);
    const newer = isNewer(record);
    const value = newer ? emptyValue : parse(record);
    return {
      value,
      isReadOnly: newer && !isReplaceable,
      isUnreadable: value === emptyValue && (record ?? null) !== null,
    };
  }

  const write = (value: Value<T, F>) =>
    value === emptyValue
      ? area.remove(key)
      : area.set(key, { v: version, value } satisfies z.infer<typeof storedRecord>);

  return {
    get: async () => (await read()).value,
    set: (value) =>
      withLock(async () => {
        if (!isReplaceable && isNewer(await area.get(key))) return;
        await write(value);
      }),
    update: (change) =>
      withLock(async () => {
        const { value, isReadOnly, isUnreadable } = await read();
        const changed = await change(value);
        // An unreadable record is of no use, and may hold a secret.
        if (!isReadOnly && (changed !== value || (isReplaceable && isUnreadable))) await write(changed);
        return changed;
      }),
    remove: () => withLock(() => area.remove(key)),
  };
}

/** @returns `emptyValue` where the value does not fit the schema */
export function parseOr<T, N>(schema: z.ZodMiniType<T>, value: unknown, emptyValue: N): T | N {
  const result = schema.safeParse(value);
  return result.success ? result.data : emptyValue;
}
