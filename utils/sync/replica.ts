import * as z from 'zod/mini';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import { completeFields, FIELD_NAMES, hasOwnSignIn, isSameCloud, type SyncedFields, syncedFieldsOf } from './fields';
import { emptyRecord, latestOf, mergeRecords, recordValues, type SyncRecord, setFields, syncRecord } from './record';
import { nextStamp } from './stamp';

const entry = z.object({ cloudId: z.string(), record: syncRecord });
/** A synced cloud; `cloudId` is its id in this browser. */
export type Entry = z.infer<typeof entry>;

/** By the id in `storage.sync`. */
export const replica = z.object({
  browserId: z.string(),
  entries: z.record(z.string(), entry),
  /** clouds that another browser removed; the user can restore them. `at`: ms since the epoch */
  removed: z.array(z.object({ profile: cloudProfile, at: z.number() })),
});
/** What this browser knows of the synced clouds; `browserId`: its id in stamps. */
export type Replica = z.infer<typeof replica>;

/** By id; without records of a newer release. */
export type Remote = Record<string, SyncRecord>;

/** What to do in this browser so that it agrees with the replica. */
export type SyncedChange = { kind: 'put'; cloudId: string; fields: SyncedFields } | { kind: 'remove'; cloudId: string };

/** @param profiles the synced clouds here. @param now ms since the epoch */
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
    const [id, known] = Object.entries(entries).find(([, { cloudId }]) => cloudId === profile.id) ?? [];
    if (id !== undefined && known !== undefined) {
      // A cloud that another browser removed is not restored because this browser still has it.
      if (isComplete(known.record))
        entries[id] = { ...known, record: setFields(known.record, fieldsToSend(profile, fields), stamp) };
      continue;
    }
    const remoteId = matchingId(profile.id, fields, remote, entries);
    entries[remoteId ?? profile.id] = {
      cloudId: profile.id,
      record: remoteId === undefined ? setFields(emptyRecord(), fields, stamp) : (remote[remoteId] ?? emptyRecord()),
    };
  }
  return { ...before, entries };
}

/** Merges the records of `storage.sync`; a cloud that is new in this browser keeps its id. */
export function mergeRemote(before: Replica, remote: Remote): Replica {
  const entries = { ...before.entries };
  for (const [id, record] of Object.entries(remote)) {
    const known = entries[id];
    entries[id] = { cloudId: known?.cloudId ?? id, record: mergeRecords(known?.record ?? emptyRecord(), record) };
  }
  return { ...before, entries };
}

/** @param localIds the ids of all clouds here. A `put` may change nothing. */
export function requiredChanges({ entries }: Replica, localIds: ReadonlySet<string>): SyncedChange[] {
  return Object.values(entries).flatMap(({ cloudId, record }): SyncedChange[] => {
    const fields = completeFields(recordValues(record));
    if (fields !== null) return [{ kind: 'put', cloudId, fields }];
    return isRemoved(record) && localIds.has(cloudId) ? [{ kind: 'remove', cloudId }] : [];
  });
}

/** How long removals are kept: a browser that was not used for longer adds removed clouds again. */
export const REMEMBER_REMOVALS_MS = 180 * 24 * 3600_000;

/** `expired`: ids of the items. */
export function withoutOldRemovals(before: Replica, now: number): { replica: Replica; expired: string[] } {
  const isOld = ([, { record }]: [string, Entry]) => isRemoved(record) && latestOf(record) < now - REMEMBER_REMOVALS_MS;
  const all = Object.entries(before.entries);
  const entries = Object.fromEntries(all.filter((candidate) => !isOld(candidate)));
  return { replica: { ...before, entries }, expired: all.filter(isOld).map(([id]) => id) };
}

const isComplete = (record: SyncRecord): boolean => completeFields(recordValues(record)) !== null;

/** A removal drops all earlier fields. A cloud is restored when every field is set again: one later edit is not enough. */
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
