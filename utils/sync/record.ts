import * as z from 'zod/mini';
import { canonicalJson } from '@/utils/clouds/compare';
import { isNewerSignIn } from './fields';
import { compareStamps, type Stamp, stamp } from './stamp';

/** Records with a higher one are not changed. */
const VERSION = 1;

const register = z.tuple([z.custom<unknown>((value) => value !== undefined), ...stamp.def.items]);

/** Fields set before the removal are dropped; fields of a newer release stay. */
export const syncRecord: z.ZodMiniType<SyncRecord> = z.object({
  v: z.literal(VERSION),
  removed: z.optional(stamp),
  fields: z.record(z.string().check(z.regex(/^[a-z]{1,40}$/i)), register),
});

/** `at`: ms since the epoch. */
export type Register = [value: unknown, at: number, browserId: string];
/** A cloud in the sync storage; `removed`: the last removal. */
export interface SyncRecord {
  v: typeof VERSION;
  removed?: Stamp | undefined;
  fields: Record<string, Register>;
}

/** `newer`: of a newer release; null: no record. */
export function parseRecord(value: unknown): SyncRecord | 'newer' | null {
  const parsed = syncRecord.safeParse(value);
  if (parsed.success) return isNewerSignIn(parsed.data.fields.signIn?.[0]) ? 'newer' : parsed.data;
  const { v } = (typeof value === 'object' && value !== null ? value : {}) as { v?: unknown };
  return typeof v === 'number' && v > VERSION ? 'newer' : null;
}

export const emptyRecord = (): SyncRecord => ({ v: VERSION, fields: {} });

/** The latest of each field and removal; the order and number of merges do not matter. */
export function mergeRecords(a: SyncRecord, b: SyncRecord): SyncRecord {
  const removed = lastRemoval(a.removed, b.removed);
  const fields: Record<string, Register> = {};
  for (const name of new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])) {
    const last = lastRegister(a.fields[name], b.fields[name]);
    if (last !== undefined && (removed === undefined || compareStamps(stampOf(last), removed) > 0)) fields[name] = last;
  }
  return { v: VERSION, ...(removed !== undefined && { removed }), fields };
}

/** Stamps only the values that differ. */
export function setFields(before: SyncRecord, values: Record<string, unknown>, [at, browserId]: Stamp): SyncRecord {
  const changed = Object.entries(values).filter(
    ([name, value]) => canonicalJson(before.fields[name]?.[0]) !== canonicalJson(value),
  );
  if (changed.length === 0) return before;
  const set = changed.map(([name, value]): [string, Register] => [name, [value, at, browserId]]);
  return { ...before, fields: { ...before.fields, ...Object.fromEntries(set) } };
}

/** Drops the values not set after `at`. */
export function removeRecord(before: SyncRecord, at: Stamp): SyncRecord {
  return mergeRecords(before, { ...emptyRecord(), removed: at });
}

/** Without stamps. */
export function recordValues({ fields }: SyncRecord): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, [value]]) => [name, value]));
}

/** ms since the epoch */
export function latestOf({ removed, fields }: SyncRecord): number {
  return Math.max(removed?.[0] ?? 0, ...Object.values(fields).map(([, at]) => at));
}

const stampOf = ([, at, browserId]: Register): Stamp => [at, browserId];

function lastRemoval(a: Stamp | undefined, b: Stamp | undefined): Stamp | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareStamps(a, b) >= 0 ? a : b;
}

function lastRegister(a: Register | undefined, b: Register | undefined): Register | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const order = compareStamps(stampOf(a), stampOf(b));
  // Only a copied profile folder has the same stamp twice.
  if (order === 0) return canonicalJson(a[0]) >= canonicalJson(b[0]) ? a : b;
  return order > 0 ? a : b;
}
