import * as z from 'zod/mini';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import { completeFields, FIELD_NAMES, fieldsOf, hasOwnSignIn, isSameCloud, type SyncedFields } from './fields';
import { emptyRecord, latestOf, mergeRecords, type SyncRecord, setFields, syncRecord, valuesOf } from './record';
import { nextStamp } from './stamp';

/** One cloud as this browser knows it: its record, and the cloud here that it is, whose id may be another. */
const entry = z.object({ cloudId: z.string(), record: syncRecord });
export type Entry = z.infer<typeof entry>;

/** What this browser knows of the synced clouds, by their id in `storage.sync`. */
export const replica = z.object({
  /** a random number that stands for this browser */
  device: z.string(),
  entries: z.record(z.string(), entry),
  /** clouds that were removed in another browser, without their secrets, for as long as they can be brought back */
  aside: z.array(z.object({ profile: cloudProfile, at: z.number() })),
});
export type Replica = z.infer<typeof replica>;

/** The clouds of `storage.sync` that this release can read. */
export type Remote = Record<string, SyncRecord>;

/** What is to be done here so that the clouds are as their records say. */
export type Change = { kind: 'put'; cloudId: string; fields: SyncedFields } | { kind: 'remove'; cloudId: string };

/** @param profiles the clouds here that are synced. @param now ms since the epoch. */
export function capture(before: Replica, profiles: readonly CloudProfile[], remote: Remote, now: number): Replica {
  const entries = { ...before.entries };
  const seen = Math.max(0, ...Object.values(remote).map(latestOf), ...Object.values(entries).map(latestOfEntry));
  const at = nextStamp(now, seen, before.device);
  for (const profile of profiles) {
    const fields = fieldsOf(profile);
    if (fields === null) continue;
    const id = Object.keys(entries).find((key) => entries[key]?.cloudId === profile.id);
    const known = id === undefined ? undefined : entries[id];
    if (id !== undefined && known !== undefined) {
      // A record that was removed meanwhile is not brought back by the cloud that has not gone yet.
      if (isAlive(known.record))
        entries[id] = { ...known, record: setFields(known.record, toldOf(profile, fields), at) };
      continue;
    }
    const same = matching(profile.id, fields, remote, entries);
    entries[same ?? profile.id] = {
      cloudId: profile.id,
      // Where another browser has the same cloud already, what it says of it holds.
      record: same === undefined ? setFields(emptyRecord(), fields, at) : (remote[same] ?? emptyRecord()),
    };
  }
  return { ...before, entries };
}

/** @returns what both know. A cloud that is new here keeps its id. */
export function join(before: Replica, remote: Remote): Replica {
  const entries = { ...before.entries };
  for (const [id, record] of Object.entries(remote)) {
    const known = entries[id];
    entries[id] = { cloudId: known?.cloudId ?? id, record: mergeRecords(known?.record ?? emptyRecord(), record) };
  }
  return { ...before, entries };
}

/** @param here the ids of all clouds here. @returns what the records ask for; a `put` may find that nothing has changed. */
export function changesOf({ entries }: Replica, here: ReadonlySet<string>): Change[] {
  return Object.values(entries).flatMap(({ cloudId, record }): Change[] => {
    const fields = completeFields(valuesOf(record));
    if (fields !== null) return [{ kind: 'put', cloudId, fields }];
    return isRemoved(record) && here.has(cloudId) ? [{ kind: 'remove', cloudId }] : [];
  });
}

/** How long removals are remembered for browsers that were away, in ms; then what they still have counts again. */
export const REMEMBER_REMOVALS_MS = 180 * 24 * 3600_000;

/** @returns the replica without removals that are too old to matter; `gone`: the ids of their items. */
export function withoutOldRemovals(before: Replica, now: number): { replica: Replica; gone: string[] } {
  const old = ([, { record }]: [string, Entry]) => isRemoved(record) && latestOf(record) < now - REMEMBER_REMOVALS_MS;
  const all = Object.entries(before.entries);
  const entries = Object.fromEntries(all.filter((candidate) => !old(candidate)));
  return { replica: { ...before, entries }, gone: all.filter(old).map(([id]) => id) };
}

const isAlive = (record: SyncRecord): boolean => completeFields(valuesOf(record)) !== null;

/** What was edited elsewhere before the removal was known there does not bring the cloud back: it lacks the other fields. */
const isRemoved = ({ removed, fields }: SyncRecord): boolean =>
  removed !== undefined && FIELD_NAMES.some((name) => fields[name] === undefined);

const latestOfEntry = ({ record }: Entry): number => latestOf(record);

/** What others use to sign in stays as they set it where this browser has its own. */
function toldOf(profile: CloudProfile, fields: SyncedFields): Partial<SyncedFields> {
  if (!hasOwnSignIn(profile)) return fields;
  const { signIn: _, ...rest } = fields;
  return rest;
}

/** The item of another browser that is this cloud: under its own id, or set up there by hand as well. */
function matching(cloudId: string, fields: SyncedFields, remote: Remote, entries: Replica['entries']) {
  if (remote[cloudId] !== undefined && entries[cloudId] === undefined) return cloudId;
  return Object.keys(remote).find((id) => {
    const record = remote[id];
    const theirs = record === undefined || entries[id] !== undefined ? null : completeFields(valuesOf(record));
    return theirs !== null && isSameCloud(theirs, fields);
  });
}
