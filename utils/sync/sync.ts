import { createMutex } from '@/utils/async';
import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { logProblem } from '@/utils/log';
import type { RemovalChoice, SyncView } from '@/utils/messaging/views';
import { toProblem } from '@/utils/problems/app-error';
import { cloudIds, listClouds } from '@/utils/storage/clouds';
import { type Area, clearArea, readArea, writeArea } from './area';
import { advanced } from './elapsed';
import { profileFromSynced, syncedFieldsOf } from './fields';
import { MAX_RESTORABLE } from './limits';
import { emptyRecord, latestOf, removeRecord, setFields } from './record';
import {
  acceptedOf,
  addLocalEdits,
  mergeRemote,
  REMEMBER_REMOVALS_MS,
  requiredChanges,
  type SyncedChange,
  withoutOldRemovals,
} from './replica';
import { nextStamp } from './stamp';
import { type SyncState, syncStore } from './store';

/** Syncs clouds, without secrets, with the user's other browsers. */
export interface CloudSync {
  /** Does nothing while off. Never throws. */
  reconcile(): Promise<void>;
  view(): Promise<SyncView>;
  setEnabled(on: boolean): Promise<SyncView>;
  /** Call before the removal here. */
  recordRemoval(cloudId: string): Promise<void>;
  /** Of a cloud that another browser removed: `restore` adds it in all browsers again, `dismiss` forgets it. */
  resolveRemoval(cloudId: string, choice: RemovalChoice): Promise<SyncView>;
  /** Switches off; deletes the clouds of the account. */
  erase(): Promise<SyncView>;
}

/** How changes of other browsers are made here. */
export interface SyncDeps {
  /** Deletes the secret where the address or user is another. */
  applyExternalChange(cloudId: string, update: (before: CloudProfile | null) => CloudProfile | null): Promise<void>;
  /** Also removes its secret and tokens. */
  remove(cloudId: string): Promise<unknown>;
  policy: {
    allowsSync(): Promise<boolean>;
    managedIds(): Promise<ReadonlySet<string>>;
  };
  /** ms since the epoch */
  now?: () => number;
}

type Deps = Required<SyncDeps>;

const MAX_ATTEMPTS = 3;

/** Nothing is sent before the user enables the sync. */
export function createSync({ now = Date.now, ...otherDeps }: SyncDeps): CloudSync {
  const deps: Deps = { now, ...otherDeps };
  const withLock = createMutex();
  return {
    reconcile: () =>
      withLock(() => reconcile(deps)).catch((error: unknown) => logProblem('sync', toProblem(error).code, error)),
    view: () => withLock(() => viewOf(deps)),
    setEnabled: (on) => withLock(() => setEnabled(deps, on)),
    recordRemoval: (cloudId) => withLock(() => recordRemoval(deps, cloudId)),
    resolveRemoval: (cloudId, choice) =>
      withLock(() => (choice === 'restore' ? restoreRemoved(deps, cloudId) : dismissRemoved(deps, cloudId))),
    erase: () => withLock(() => erase(deps)),
  };
}

async function reconcile(deps: Deps): Promise<void> {
  const stored = await syncStore.get();
  if (!stored.on || !(await deps.policy.allowsSync())) return;
  const state = { ...stored, elapsed: advanced(stored.elapsed, deps.now()) };
  const area = await readArea().catch(() => null);
  if (area === null) return syncStore.put({ ...state, problem: 'unavailable' });
  const managed = await deps.policy.managedIds();
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1)
    if (await reconcileOnce(deps, state, area, managed)) return;
}

/** False where a cloud was saved at the same time. */
async function reconcileOnce(deps: Deps, state: SyncState, area: Area, managed: ReadonlySet<string>): Promise<boolean> {
  const now = deps.now();
  const all = await listClouds();
  const profiles = all.filter(({ id }) => !managed.has(id));
  const remote = acceptedOf(area.remote, state.replica, now);
  const edited = addLocalEdits(state.replica, profiles, remote, now);
  const { replica, expired } = withoutOldRemovals(mergeRemote(edited, remote), state.replica, now);
  const changes = await applicableChanges(requiredChanges(replica, new Set(all.map(({ id }) => id))), all, managed);
  const { passed } = state.elapsed;
  const removed = restorable([...removedBy(changes, profiles, passed), ...replica.removed], passed);
  // The rest is stored after the clouds: if the worker ends between, others' changes must not count as made here.
  await syncStore.put({ ...state, replica: { ...state.replica, removed } });
  for (const change of changes) if (!(await applyChange(deps, change, profiles))) return false;
  const merged = { ...state, replica: { ...replica, removed }, newerCount: area.newerCount };
  await syncStore.put(merged);
  await writeRecords(merged, area, expired, profiles, now);
  return true;
}

/** Leaves clouds of the policy and of a newer release. */
async function applicableChanges(
  changes: readonly SyncedChange[],
  readable: readonly CloudProfile[],
  managed: ReadonlySet<string>,
): Promise<SyncedChange[]> {
  const ids = new Set(readable.map(({ id }) => id));
  const unreadable = new Set((await cloudIds()).filter((id) => !ids.has(id)));
  return changes.filter(({ cloudId }) => !managed.has(cloudId) && !unreadable.has(cloudId));
}

function removedBy(
  changes: readonly SyncedChange[],
  profiles: readonly CloudProfile[],
  passed: number,
): SyncState['replica']['removed'] {
  const ids = new Set(changes.filter(({ kind }) => kind === 'remove').map(({ cloudId }) => cloudId));
  return profiles.filter(({ id }) => ids.has(id)).map((profile) => ({ profile, at: passed }));
}

function restorable(removed: SyncState['replica']['removed'], passed: number): SyncState['replica']['removed'] {
  const current = removed.filter(({ at }) => at > passed - REMEMBER_REMOVALS_MS);
  const byId = new Map(current.toReversed().map((one) => [one.profile.id, one]));
  return [...byId.values()].toReversed().slice(0, MAX_RESTORABLE);
}

/** False, and unchanged, where it differs from `profiles`. */
async function applyChange(deps: Deps, change: SyncedChange, profiles: readonly CloudProfile[]): Promise<boolean> {
  const { cloudId } = change;
  if (change.kind === 'remove') {
    await deps.remove(cloudId);
    return true;
  }
  let isUnchanged = false;
  await deps.applyExternalChange(cloudId, (before) => {
    isUnchanged = canonicalJson(before) === canonicalJson(profiles.find(({ id }) => id === cloudId) ?? null);
    return isUnchanged ? profileFromSynced(change.fields, cloudId, before) : null;
  });
  return isUnchanged;
}

async function writeRecords(
  state: SyncState,
  area: Area,
  expired: readonly string[],
  profiles: readonly CloudProfile[],
  now: number,
): Promise<void> {
  const { entries } = state.replica;
  const records = Object.fromEntries(Object.entries(entries).map(([id, { record }]) => [id, record]));
  const { unwritten, problem } = await writeArea(area, records, expired, now);
  const knownIds = new Set(Object.values(entries).map(({ cloudId }) => cloudId));
  const withoutEntry = profiles.filter(({ id }) => !knownIds.has(id));
  const isTooLong = (profile: CloudProfile) => syncedFieldsOf(profile) === null;
  const tooLong = profiles.filter(isTooLong);
  const other = withoutEntry.every(isTooLong) ? 'too-long' : 'full';
  const ids = [...tooLong, ...withoutEntry].map(({ id }) => id);
  await syncStore.put({
    ...state,
    unsynced: [...new Set([...unwritten.map((id) => entries[id]?.cloudId ?? id), ...ids])],
    problem: problem ?? (ids.length > 0 ? other : null),
  });
}

async function viewOf({ policy }: Deps): Promise<SyncView> {
  const { on, replica, problem, unsynced, newerCount } = await syncStore.get();
  const names = new Map((await listClouds()).map(({ id, name }) => [id, name]));
  const area = await readArea().catch(() => null);
  return {
    ...{ on, newerCount, problem, allowed: await policy.allowsSync(), stored: Object.keys(area?.remote ?? {}).length },
    unsynced: unsynced.map((id) => names.get(id)).filter((name) => name !== undefined),
    removed: replica.removed.map(({ profile }) => ({ id: profile.id, name: profile.name })),
  };
}

async function setEnabled(deps: Deps, on: boolean): Promise<SyncView> {
  await syncStore.put({ ...(await syncStore.get()), on, problem: null, unsynced: [] });
  await reconcile(deps);
  return viewOf(deps);
}

async function recordRemoval({ now }: Deps, cloudId: string): Promise<void> {
  const state = await syncStore.get();
  const { entries, browserId } = state.replica;
  const found = Object.entries(entries).find(([, entry]) => entry.cloudId === cloudId);
  if (!state.on || found === undefined) return;
  const [id, entry] = found;
  const record = removeRecord(entry.record, nextStamp(now(), latestOf(entry.record), browserId));
  await syncStore.put({ ...state, replica: { ...state.replica, entries: { ...entries, [id]: { ...entry, record } } } });
}

async function dismissRemoved(deps: Deps, cloudId: string): Promise<SyncView> {
  const state = await syncStore.get();
  const removed = state.replica.removed.filter(({ profile }) => profile.id !== cloudId);
  await syncStore.put({ ...state, replica: { ...state.replica, removed } });
  return viewOf(deps);
}

async function restoreRemoved(deps: Deps, cloudId: string): Promise<SyncView> {
  const state = await syncStore.get();
  const { removed, entries, browserId } = state.replica;
  const found = removed.find(({ profile }) => profile.id === cloudId);
  const fields = found === undefined ? null : syncedFieldsOf(found.profile);
  if (found === undefined || fields === null) return dismissRemoved(deps, cloudId);
  const [id = cloudId, entry] = Object.entries(entries).find(([, one]) => one.cloudId === cloudId) ?? [];
  const before = entry?.record ?? emptyRecord();
  const record = setFields(before, fields, nextStamp(deps.now(), latestOf(before), browserId));
  await deps.applyExternalChange(cloudId, (present) => present ?? { ...found.profile, remember: 'session' });
  const stillRemoved = removed.filter(({ profile }) => profile.id !== cloudId);
  await syncStore.put({
    ...state,
    replica: { browserId, entries: { ...entries, [id]: { cloudId, record } }, removed: stillRemoved },
  });
  await reconcile(deps);
  return viewOf(deps);
}

async function erase(deps: Deps): Promise<SyncView> {
  const problem = await clearArea();
  await syncStore.put({ ...(await syncStore.get()), on: false, problem, unsynced: [] });
  return viewOf(deps);
}
