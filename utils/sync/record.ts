import * as z from 'zod/mini';
import { canonicalJson } from '@/utils/clouds/compare';
import { compareStamps, type Stamp, stamp } from './stamp';

/** The shape of what is written; an item with a higher number is a newer release's, and is left alone. */
const VERSION = 1;

/** One field: its value, and when it was set. */
const register = z.tuple([z.custom<unknown>((value) => value !== undefined), ...stamp.def.items]);

/**
 * One cloud in `storage.sync`: a register for each field, and when it was removed, if it was. A field that was set
 * before that is gone. Fields that only a newer release knows are carried along.
 */
export const syncRecord: z.ZodMiniType<SyncRecord> = z.object({
  v: z.literal(VERSION),
  removed: z.optional(stamp),
  fields: z.record(z.string().check(z.regex(/^[a-z]{1,40}$/i)), register),
});

export type Register = [value: unknown, at: number, device: string];
export interface SyncRecord {
  v: typeof VERSION;
  removed?: Stamp | undefined;
  fields: Record<string, Register>;
}

/** @returns the record; `newer` for one that a later release wrote; null for what is none. */
export function parseRecord(value: unknown): SyncRecord | 'newer' | null {
  const parsed = syncRecord.safeParse(value);
  if (parsed.success) return parsed.data;
  const { v } = (typeof value === 'object' && value !== null ? value : {}) as { v?: unknown };
  return typeof v === 'number' && v > VERSION ? 'newer' : null;
}

/** @returns the record of a cloud that nothing is known of yet. */
export const emptyRecord = (): SyncRecord => ({ v: VERSION, fields: {} });

/**
 * What two browsers know of one cloud, put together: of each field the value set last, and of removals the last, which
 * takes all fields with it that were set before. The order and the number of merges make no difference.
 */
export function mergeRecords(a: SyncRecord, b: SyncRecord): SyncRecord {
  const removed = lastRemoval(a.removed, b.removed);
  const fields: Record<string, Register> = {};
  for (const name of new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])) {
    const last = lastRegister(a.fields[name], b.fields[name]);
    if (last !== undefined && (removed === undefined || compareStamps(stampOf(last), removed) > 0)) fields[name] = last;
  }
  return { v: VERSION, ...(removed !== undefined && { removed }), fields };
}

/** @returns the record with these values where they differ from what it has. */
export function setFields(before: SyncRecord, values: Record<string, unknown>, [at, device]: Stamp): SyncRecord {
  const changed = Object.entries(values).filter(
    ([name, value]) => canonicalJson(before.fields[name]?.[0]) !== canonicalJson(value),
  );
  if (changed.length === 0) return before;
  const set = changed.map(([name, value]): [string, Register] => [name, [value, at, device]]);
  return { ...before, fields: { ...before.fields, ...Object.fromEntries(set) } };
}

/** @returns the record of a cloud that was removed then. */
export function removeRecord(before: SyncRecord, at: Stamp): SyncRecord {
  return mergeRecords(before, { ...emptyRecord(), removed: at });
}

/** @returns the values of all fields. */
export function valuesOf({ fields }: SyncRecord): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, [value]]) => [name, value]));
}

/** @returns the latest time on the record, ms since the epoch. */
export function latestOf({ removed, fields }: SyncRecord): number {
  return Math.max(removed?.[0] ?? 0, ...Object.values(fields).map(([, at]) => at));
}

const stampOf = ([, at, device]: Register): Stamp => [at, device];

function lastRemoval(a: Stamp | undefined, b: Stamp | undefined): Stamp | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareStamps(a, b) >= 0 ? a : b;
}

function lastRegister(a: Register | undefined, b: Register | undefined): Register | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const order = compareStamps(stampOf(a), stampOf(b));
  // One browser sets no two values at once; a copied profile folder might.
  if (order === 0) return canonicalJson(a[0]) >= canonicalJson(b[0]) ? a : b;
  return order > 0 ? a : b;
}
