import * as z from 'zod/mini';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import { completeFields, FIELD_NAMES, hasOwnSignIn, isSameCloud, type SyncedFields, syncedFieldsOf } from './fields';
import { boundedRecord, MAX_CLOUDS, MAX_REMOVALS } from './limits';
import { emptyRecord, latestOf, mergeRecords, recordValues, type SyncRecord, setFields, syncRecord } from './record';
import { latestAccepted, nextStamp } from './stamp';

export const entrySchema = z.object({ cloudId: z.string(), record: syncRecord });
/** A synced cloud; `cloudId` is its id in this browser. */
export type Entry = z.infer<typeof entrySchema>;

export const removedSchema = z.object({ profile: cloudProfile, at: z.number() });

/** What this browser knows of synced clouds. */
export interface Replica {
  browserId: string;
  entries: Record<string, Entry>;
  /** by another browser; can be restored. `at`: `Elapsed.passed` */
  removed: z.infer<typeof removedSchema>[];
}

/** By id; without records of a newer release. */
export type Remote = Record<string, SyncRecord>;

/** What makes this browser agree with the replica. */
export type SyncedChange = { kind: 'put'; cloudId: string; fields: SyncedFields } | { kind: 'remove'; cloudId: string };

/** `profiles`: the synced clouds here. `now`: ms since the epoch. */
export function addLocalEdits(
  before: Replica,
  profiles: readonly CloudProfile[],
  remote: Remote,
  now: number,
): Replica {
  const entries = { ...before.entries };
  const latest = Math.max(0, ...Object.values(remote).map(latestOf), ...Object.values(entries).map(latestOfEntry));
  const stamp = nextStamp(now, latest, before.browserId);
  for (const profile of profiles) {
    const fields = syncedFieldsOf(profile);
    if (fields === null) continue;
    const [id, entry] = Object.entries(entries).find(([, { cloudId }]) => cloudId === profile.id) ?? [];
    if (id !== undefined && entry !== undefined) {
      // Otherwise a cloud that another browser removed would come back.
      if (isComplete(entry.record))
        entries[id] = { ...entry, record: setFields(entry.record, fieldsToSend(profile, fields), stamp) };
      continue;
    }
    const remoteId = matchingId(profile.id, fields, remote, entries);
    if (!hasRoom(entries)) continue;
    entries[remoteId ?? profile.id] = {
      cloudId: profile.id,
      record: remoteId === undefined ? setFields(emptyRecord(), fields, stamp) : (remote[remoteId] ?? emptyRecord()),
    };
  }
  return { ...before, entries };
}

/** What may be taken of `storage.sync`. `now`: ms since the epoch. */
export function acceptedOf(remote: Remote, { entries }: Replica, now: number): Remote {
  const latest = latestAccepted(now, Math.max(0, ...Object.values(entries).map(latestOfEntry)));
  return Object.fromEntries(Object.entries(remote).map(([id, record]) => [id, boundedRecord(record, latest)]));
}

/** New clouds keep their id; those removed already, or without room, are left out. */
export function mergeRemote(before: Replica, remote: Remote): Replica {
  const entries = { ...before.entries };
  for (const [id, record] of Object.entries(remote).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const entry = entries[id];
    if (entry === undefined && !(isComplete(record) && hasRoom(entries))) continue;
    const merged = mergeRecords(entry?.record ?? emptyRecord(), record);
    entries[id] = { cloudId: entry?.cloudId ?? id, record: boundedRecord(merged) };
  }
  return { ...before, entries };
}

function hasRoom(entries: Replica['entries']): boolean {
  return Object.values(entries).filter(({ record }) => !isRemoved(record)).length < MAX_CLOUDS;
}

/** `localIds`: of all clouds here. A `put` may change nothing. */
export function requiredChanges({ entries }: Replica, localIds: ReadonlySet<string>): SyncedChange[] {
  return Object.values(entries).flatMap(({ cloudId, record }): SyncedChange[] => {
    const fields = completeFields(recordValues(record));
    if (fields !== null) return [{ kind: 'put', cloudId, fields }];
    return isRemoved(record) && localIds.has(cloudId) ? [{ kind: 'remove', cloudId }] : [];
  });
}

/** A browser that was unused for longer adds removed clouds again. */
export const REMEMBER_REMOVALS_MS = 180 * 24 * 3600_000;

/** `stored`: what was known before; a removal is first made here, then forgotten. `expired`: ids of the items. */
export function withoutOldRemovals(
  before: Replica,
  stored: Replica,
  now: number,
): { replica: Replica; expired: string[] } {
  const isKnown = (entry: Entry | undefined) => entry !== undefined && isRemoved(entry.record);
  const isOld = ([id, { record }]: [string, Entry]) =>
    isRemoved(record) && isKnown(stored.entries[id]) && latestOf(record) < now - REMEMBER_REMOVALS_MS;
  const all = Object.entries(before.entries);
  const current = all.filter((candidate) => !isOld(candidate));
  const latestFirst = current
    .filter(([, { record }]) => isRemoved(record))
    .sort(([, a], [, b]) => latestOfEntry(b) - latestOfEntry(a));
  const tooMany = new Set(latestFirst.slice(MAX_REMOVALS).map(([id]) => id));
  const entries = Object.fromEntries(current.filter(([id]) => !tooMany.has(id)));
  return { replica: { ...before, entries }, expired: all.filter(isOld).map(([id]) => id) };
}

const isComplete = (record: SyncRecord): boolean => completeFields(recordValues(record)) !== null;

/** Until every field is set again: one later edit is not enough. */
const isRemoved = ({ removed, fields }: SyncRecord): boolean =>
  removed !== undefined && FIELD_NAMES.some((name) => fields[name] === undefined);

const latestOfEntry = ({ record }: Entry): number => latestOf(record);

/** Without the sign-in where this browser has its own. */
function fieldsToSend(profile: CloudProfile, fields: SyncedFields): Partial<SyncedFields> {
  if (!hasOwnSignIn(profile)) return fields;
  const { signIn: _, ...rest } = fields;
  return rest;
}

function matchingId(cloudId: string, fields: SyncedFields, remote: Remote, entries: Replica['entries']) {
  if (remote[cloudId] !== undefined && entries[cloudId] === undefined) return cloudId;
  return Object.keys(remote).find((id) => {
    const record = remote[id];
    const theirs = record === undefined || entries[id] !== undefined ? null : completeFields(recordValues(record));
    return theirs !== null && isSameCloud(theirs, fields);
  });
}
