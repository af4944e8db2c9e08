import * as z from 'zod/mini';
import { browser } from '@/utils/browser';
import { canonicalJson } from '@/utils/clouds/compare';
import { storedItem } from '@/utils/storage/stored-item';
import { bytesOf, fitIn, MAX_ITEM_BYTES, writesWith } from './quota';
import { parseRecord, type SyncRecord } from './record';
import type { Remote } from './replica';

const PREFIX = 'cloud:';
const KEY = /^cloud:[\w-]{1,64}$/;
const writeTimes = storedItem('session:sync-writes', { version: 1, schema: z.array(z.number()), fallback: [] });

/** Why not all could be written: no room, only clouds too long for an item, too often, or the browser does not let us. */
export type WriteProblem = 'full' | 'long' | 'busy' | 'unavailable';

/** What stands in `storage.sync`. */
export interface Area {
  remote: Remote;
  /** how many items a newer release wrote: they are left alone */
  newer: number;
  /** everything, as it stands there */
  items: Record<string, unknown>;
}

/** Reads all of it. @throws where the browser has no such storage. */
export async function readArea(): Promise<Area> {
  const items = await browser.storage.sync.get();
  const remote: Remote = {};
  let newer = 0;
  for (const [key, value] of Object.entries(items)) {
    const record = KEY.test(key) ? parseRecord(value) : null;
    if (record === 'newer') newer += 1;
    else if (record !== null) remote[key.slice(PREFIX.length)] = record;
  }
  return { remote, newer, items };
}

/**
 * Writes the records that differ from what stands there, in one go, and drops what is `gone`.
 *
 * @returns the ids that are not there, and why; never throws.
 */
export async function writeArea(
  { items, remote }: Area,
  records: Record<string, SyncRecord>,
  gone: readonly string[],
  now: number,
): Promise<{ left: string[]; trouble: WriteProblem | null }> {
  const changed = Object.entries(records).filter(
    ([id, record]) =>
      canonicalJson(remote[id]) !== canonicalJson(record) && parseRecord(items[PREFIX + id]) !== 'newer',
  );
  const wanted = Object.fromEntries(changed.map(([id, record]) => [PREFIX + id, record]));
  const keys = gone.filter((id) => remote[id] !== undefined).map((id) => PREFIX + id);
  const room = fitIn(items, wanted);
  const left = room.left.map(idOf);
  try {
    if (keys.length > 0 && (await mayWrite(now))) await browser.storage.sync.remove(keys);
    if (Object.keys(room.items).length > 0) {
      if (!(await mayWrite(now))) return { left: Object.keys(wanted).map(idOf), trouble: 'busy' };
      await browser.storage.sync.set(room.items);
    }
    const long = room.left.every((key) => bytesOf(key, wanted[key]) > MAX_ITEM_BYTES);
    return { left, trouble: left.length === 0 ? null : long ? 'long' : 'full' };
  } catch (error) {
    return { left: Object.keys(wanted).map(idOf), trouble: errorTextOf(error) };
  }
}

/** Removes every cloud from `storage.sync`, but for what a newer release wrote. @returns null, or why not. */
export async function clearArea(): Promise<WriteProblem | null> {
  try {
    const { remote } = await readArea();
    await browser.storage.sync.remove(Object.keys(remote).map((id) => PREFIX + id));
    return null;
  } catch (error) {
    return errorTextOf(error);
  }
}

/** Calls `listener` each time another browser, or this one, has changed something there. */
export function onAreaChanged(listener: () => void): void {
  browser.storage.onChanged.addListener((_, area) => {
    if (area === 'sync') listener();
  });
}

const idOf = (key: string): string => key.slice(PREFIX.length);

async function mayWrite(now: number): Promise<boolean> {
  let allowed = false;
  await writeTimes.update((before) => {
    const writes = writesWith(before, now);
    allowed = writes !== null;
    return writes ?? before;
  });
  return allowed;
}

/** By the browser's own words (https://developer.chrome.com/docs/extensions/reference/api/storage#property-sync). */
function errorTextOf(error: unknown): WriteProblem {
  const message = error instanceof Error ? error.message : '';
  if (/MAX_WRITE_OPERATIONS/.test(message)) return 'busy';
  return /quota|MAX_ITEMS/i.test(message) ? 'full' : 'unavailable';
}
