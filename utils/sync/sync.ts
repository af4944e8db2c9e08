import { createMutex } from '@/utils/async';
import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { logProblem } from '@/utils/log';
import type { SyncView } from '@/utils/messaging/views';
import { toProblem } from '@/utils/problems/app-error';
import { cloudIds, listClouds } from '@/utils/storage/clouds';
import { type Area, clearArea, readArea, writeArea } from './area';
import { fieldsOf, profileOf } from './fields';
import { emptyRecord, latestOf, removeRecord, setFields } from './record';
import { type Change, capture, changesOf, join, REMEMBER_REMOVALS_MS, withoutOldRemovals } from './replica';
import { nextStamp } from './stamp';
import { type SyncState, syncStore } from './store';

/** The clouds, without their secrets, in all browsers of a person. */
export interface CloudSync {
  /** Puts together what this browser and the others know; does nothing while it is off. Never throws. */
  reconcile(): Promise<void>;
  view(): Promise<SyncView>;
  turn(on: boolean): Promise<SyncView>;
  /** The person is about to remove a cloud here: it goes in the other browsers as well. Call it before the cloud is gone. */
  removing(cloudId: string): Promise<void>;
  /** Answers for a cloud that was removed elsewhere: `keep` brings it back, in the other browsers too. */
  resolveRemoval(cloudId: string, keep: boolean): Promise<SyncView>;
  /** Switches off, and deletes what stands in the browser's account. Browsers that still sync put theirs back. */
  erase(): Promise<SyncView>;
}

export interface SyncDeps {
  /** Stores what another browser says of a cloud. A secret does not follow it to another address or user. */
  applyExternalChange(cloudId: string, update: (before: CloudProfile | null) => CloudProfile | null): Promise<void>;
  /** Forgets all of a cloud here, its secret too, and revokes its tokens. */
  remove(cloudId: string): Promise<unknown>;
  policy: {
    /** the administrator lets clouds be synced */
    allowsSync(): Promise<boolean>;
    /** clouds that the administrator set up: they come with the policy and are not synced */
    managedIds(): Promise<ReadonlySet<string>>;
  };
  /** ms since the epoch */
  now?: () => number;
}

/** A person may save a cloud while others are put together; then it is done over. */
const ATTEMPTS = 3;

/**
 * Makes the sync of clouds with the person's other browsers; nothing leaves this one before it is switched on.
 * `now` in ms since the epoch.
 */
export function createSync({ applyExternalChange, remove, policy, now = Date.now }: SyncDeps): CloudSync {
  const withLock = createMutex();

  async function run(): Promise<void> {
    const state = await syncStore.get();
    if (!state.on || !(await policy.allowsSync())) return;
    const area = await readArea().catch(() => null);
    if (area === null) return syncStore.put({ ...state, trouble: 'unavailable' });
    const managed = await policy.managedIds();
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) if (await once(state, area, managed)) return;
  }

  /** @returns false where a cloud changed meanwhile. */
  async function once(state: SyncState, area: Area, managed: ReadonlySet<string>): Promise<boolean> {
    const all = await listClouds();
    const profiles = all.filter(({ id }) => !managed.has(id));
    const captured = capture(state.replica, profiles, area.remote, now());
    const { replica, gone } = withoutOldRemovals(join(captured, area.remote), now());
    const readable = new Set(all.map(({ id }) => id));
    // What a newer release stored here cannot be read, and is not written over.
    const taboo = new Set([...managed, ...(await cloudIds()).filter((id) => !readable.has(id))]);
    const changes = changesOf(replica, readable).filter(({ cloudId }) => !taboo.has(cloudId));
    const aside = [...asideOf(changes, profiles), ...replica.aside].filter(
      ({ at }) => at > now() - REMEMBER_REMOVALS_MS,
    );
    // What goes is safe before it goes, and records are only kept once the clouds are as they say: a worker that dies
    // in between must not take what others wrote for an edit of its own.
    await syncStore.put({ ...state, replica: { ...state.replica, aside } });
    for (const change of changes) if (!(await apply(change, profiles))) return false;
    const records = Object.entries(replica.entries).map(([id, { record }]) => [id, record] as const);
    const kept = { ...state, replica: { ...replica, aside }, newer: area.newer };
    await syncStore.put(kept);
    const { left, trouble } = await writeArea(area, Object.fromEntries(records), gone, now());
    const unsendable = profiles.filter((profile) => fieldsOf(profile) === null).map(({ id }) => id);
    const leftHere = left.map((id) => replica.entries[id]?.cloudId ?? id);
    await syncStore.put({
      ...kept,
      left: [...leftHere, ...unsendable],
      trouble: trouble ?? (unsendable.length > 0 ? 'long' : null),
    });
    return true;
  }

  async function apply(change: Change, seen: readonly CloudProfile[]): Promise<boolean> {
    if (change.kind === 'remove') {
      await remove(change.cloudId);
      return true;
    }
    let fresh = false;
    await applyExternalChange(change.cloudId, (before) => {
      fresh = canonicalJson(before) === canonicalJson(seen.find(({ id }) => id === change.cloudId) ?? null);
      return fresh ? profileOf(change.fields, change.cloudId, before) : null;
    });
    return fresh;
  }

  function asideOf(changes: readonly Change[], profiles: readonly CloudProfile[]): SyncState['replica']['aside'] {
    const going = new Set(changes.filter(({ kind }) => kind === 'remove').map(({ cloudId }) => cloudId));
    return profiles.filter(({ id }) => going.has(id)).map((profile) => ({ profile, at: now() }));
  }

  async function view(): Promise<SyncView> {
    const { on, replica, trouble, left, newer } = await syncStore.get();
    const names = new Map((await listClouds()).map(({ id, name }) => [id, name]));
    const area = await readArea().catch(() => null);
    return {
      ...{ on, newer, trouble, allowed: await policy.allowsSync(), stored: Object.keys(area?.remote ?? {}).length },
      left: left.map((id) => names.get(id)).filter((name) => name !== undefined),
      removed: replica.aside.map(({ profile }) => ({ id: profile.id, name: profile.name })),
    };
  }

  return {
    reconcile: () => withLock(run).catch((error: unknown) => logProblem('sync', toProblem(error).code, error)),
    view: () => withLock(view),
    turn: (on) =>
      withLock(async () => {
        await syncStore.put({ ...(await syncStore.get()), on, trouble: null, left: [] });
        await run();
        return view();
      }),
    removing: (cloudId) =>
      withLock(async () => {
        const state = await syncStore.get();
        const { entries, device } = state.replica;
        const found = Object.entries(entries).find(([, entry]) => entry.cloudId === cloudId);
        if (!state.on || found === undefined) return;
        const [id, entry] = found;
        const record = removeRecord(entry.record, nextStamp(now(), latestOf(entry.record), device));
        await syncStore.put({
          ...state,
          replica: { ...state.replica, entries: { ...entries, [id]: { ...entry, record } } },
        });
      }),
    resolveRemoval: (cloudId, keep) =>
      withLock(async () => {
        const state = await syncStore.get();
        const { aside, entries, device } = state.replica;
        const found = aside.find(({ profile }) => profile.id === cloudId);
        const [id = cloudId, entry] = Object.entries(entries).find(([, one]) => one.cloudId === cloudId) ?? [];
        const fields = keep && found !== undefined ? fieldsOf(found.profile) : null;
        const left = aside.filter(({ profile }) => profile.id !== cloudId);
        if (fields === null || found === undefined) {
          await syncStore.put({ ...state, replica: { ...state.replica, aside: left } });
          return view();
        }
        const before = entry?.record ?? emptyRecord();
        const record = setFields(before, fields, nextStamp(now(), latestOf(before), device));
        await applyExternalChange(cloudId, (present) => present ?? { ...found.profile, remember: 'session' });
        const back = { ...entries, [id]: { cloudId, record } };
        await syncStore.put({ ...state, replica: { device, entries: back, aside: left } });
        await run();
        return view();
      }),
    erase: () =>
      withLock(async () => {
        const trouble = await clearArea();
        await syncStore.put({ ...(await syncStore.get()), on: false, trouble, left: [] });
        return view();
      }),
  };
}
