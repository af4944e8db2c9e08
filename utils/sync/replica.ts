import * as z from 'zod/mini';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import { completeFields, FIELD_NAMES, hasOwnSignIn, isSameCloud, type SyncedFields, syncedFieldsOf } from './fields';
import { emptyRecord, latestOf, mergeRecords, recordValues, type SyncRecord, setFields, syncRecord } from './record';
import { nextStamp } from './stamp';

/** `cloudId`: the id here, which may be another than in `storage.sync`. */
const entry = z.object({ cloudId: z.string(), record: syncRecord });
export type Entry = z.infer<typeof entry>;

/** This browser's copy of the synced clouds, by their id in `storage.sync`. */
export const replica = z.object({
  device: z.string(),
  entries: z.record(z.string(), entry),
  /** clouds that another browser removed, without their secrets, while they can be restored; `at`: ms since the epoch */
  removed: z.array(z.object({ profile: cloudProfile, at: z.number() })),
});
export type Replica = z.infer<typeof replica>;

/** The records of `storage.sync` that this release can read, by id. */
export type Remote = Record<string, SyncRecord>;

/** A change of a cloud here that its record asks for. */
export type SyncedChange = { kind: 'put'; cloudId: string; fields: SyncedFields } | { kind: 'remove'; cloudId: string };

/** Adds changes made here to the records. @param profiles the synced clouds here. @param now ms since the epoch. */
export function addLocalEdits(
  before: Replica,
  profiles: readonly CloudProfile[],
  remote: Remote,
  now: number,
): Replica {
  const entries = { ...before.entries };
  const seen = Math.max(0, ...Object.values(remote).map(latestOf), ...Object.values(entries).map(latestOfEntry));
  const at = nextStamp(now, seen, before.device);
  for (const profile of profiles) {
    const fields = syncedFieldsOf(profile);
    if (fields === null) continue;
    const [id, known] = Object.entries(entries).find(([, { cloudId }]) => cloudId === profile.id) ?? [];
    if (id !== undefined && known !== undefined) {
      // A cloud that another browser removed is not restored by being still here.
      if (isComplete(known.record))
        entries[id] = { ...known, record: setFields(known.record, fieldsToSend(profile, fields), at) };
      continue;
    }
    const same = matching(profile.id, fields, remote, entries);
    entries[same ?? profile.id] = {
      cloudId: profile.id,
      record: same === undefined ? setFields(emptyRecord(), fields, at) : (remote[same] ?? emptyRecord()),
    };
  }
  return { ...before, entries };
}

/** Merges the records of the other browsers. A cloud that is new here has the id that it has there. */
export function mergeRemote(before: Replica, remote: Remote): Replica {
  const entries = { ...before.entries };
  for (const [id, record] of Object.entries(remote)) {
    const known = entries[id];
    entries[id] = { cloudId: known?.cloudId ?? id, record: mergeRecords(known?.record ?? emptyRecord(), record) };
  }
  return { ...before, entries };
}

/** @param here the ids of all clouds here. @returns the changes that the records ask for; a `put` may change nothing. */
export function requiredChanges({ entries }: Replica, here: ReadonlySet<string>): SyncedChange[] {
  return Object.values(entries).flatMap(({ cloudId, record }): SyncedChange[] => {
    const fields = completeFields(recordValues(record));
    if (fields !== null) return [{ kind: 'put', cloudId, fields }];
    return isRemoved(record) && here.has(cloudId) ? [{ kind: 'remove', cloudId }] : [];
  });
}

/** A browser that was not used for longer, in ms, adds removed clouds again. */
export const REMEMBER_REMOVALS_MS = 180 * 24 * 3600_000;

/** @returns the replica without removals older than that; `expired`: the ids of their items. */
export function withoutOldRemovals(before: Replica, now: number): { replica: Replica; expired: string[] } {
  const old = ([, { record }]: [string, Entry]) => isRemoved(record) && latestOf(record) < now - REMEMBER_REMOVALS_MS;
  const all = Object.entries(before.entries);
  const entries = Object.fromEntries(all.filter((candidate) => !old(candidate)));
  return { replica: { ...before, entries }, expired: all.filter(old).map(([id]) => id) };
}

const isComplete = (record: SyncRecord): boolean => completeFields(recordValues(record)) !== null;

/** An edit that did not know of the removal leaves the other fields missing, and restores nothing. */
const isRemoved = ({ removed, fields }: SyncRecord): boolean =>
  removed !== undefined && FIELD_NAMES.some((name) => fields[name] === undefined);

const latestOfEntry = ({ record }: Entry): number => latestOf(record);

/** Without the sign-in where this browser has its own. */
function fieldsToSend(profile: CloudProfile, fields: SyncedFields): Partial<SyncedFields> {
  if (!hasOwnSignIn(profile)) return fields;
  const { signIn: _, ...rest } = fields;
  return rest;
}

/** The id of another browser's record of the same cloud. */
function matching(cloudId: string, fields: SyncedFields, remote: Remote, entries: Replica['entries']) {
  if (remote[cloudId] !== undefined && entries[cloudId] === undefined) return cloudId;
  return Object.keys(remote).find((id) => {
    const record = remote[id];
    const theirs = record === undefined || entries[id] !== undefined ? null : completeFields(recordValues(record));
    return theirs !== null && isSameCloud(theirs, fields);
  });
}
