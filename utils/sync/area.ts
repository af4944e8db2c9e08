import * as z from 'zod/mini';
import { browser } from '@/utils/browser';
import { canonicalJson } from '@/utils/clouds/compare';
import { storedItem } from '@/utils/storage/stored-item';
import { isInherited } from './limits';
import { bytesOf, fitIn, MAX_ITEM_BYTES, recordWrite } from './quota';
import { parseRecord, type SyncRecord } from './record';
import type { Remote } from './replica';

const PREFIX = 'cloud:';
const KEY = /^cloud:[\w-]{1,64}$/;

/** ms since the epoch */
const writeTimes = storedItem('session:sync-writes', { version: 1, schema: z.array(z.number()), fallback: [] });

/** `full`: no room in the area; `too-long`: a cloud exceeds one item; `busy`: too many writes. */
export type WriteProblem = 'full' | 'too-long' | 'busy' | 'unavailable';

/** `items`: all by key, also what is no record. */
export interface Area {
  remote: Remote;
  /** records of a newer release; not changed */
  newerCount: number;
  items: Record<string, unknown>;
}

/** @throws where the browser has no such storage. */
export async function readArea(): Promise<Area> {
  const items = await browser.storage.sync.get();
  const remote: Remote = {};
  let newerCount = 0;
  for (const [key, value] of Object.entries(items)) {
    const record = KEY.test(key) && !isInherited(idOf(key)) ? parseRecord(value) : null;
    if (record === 'newer') newerCount += 1;
    else if (record !== null) remote[idOf(key)] = record;
  }
  return { remote, newerCount, items };
}

/** Also removes `expired`. Out: the ids not written, and why. Never throws. */
export async function writeArea(
  { items, remote }: Area,
  records: Record<string, SyncRecord>,
  expired: readonly string[],
  now: number,
): Promise<{ unwritten: string[]; problem: WriteProblem | null }> {
  const changed = Object.fromEntries(
    Object.entries(records)
      .filter(([id, record]) => canonicalJson(remote[id]) !== canonicalJson(record))
      .map(([id, record]) => [PREFIX + id, record] as const)
      .filter(([key]) => parseRecord(items[key]) !== 'newer'),
  );
  const expiredKeys = expired.filter((id) => remote[id] !== undefined).map((id) => PREFIX + id);
  const { fitting, rest } = fitIn(items, changed);
  try {
    if (expiredKeys.length > 0 && (await mayWrite(now))) await browser.storage.sync.remove(expiredKeys);
    if (Object.keys(fitting).length > 0) {
      if (!(await mayWrite(now))) return { unwritten: Object.keys(changed).map(idOf), problem: 'busy' };
      await browser.storage.sync.set(fitting);
    }
    const areAllTooLong = rest.every((key) => bytesOf(key, changed[key]) > MAX_ITEM_BYTES);
    return { unwritten: rest.map(idOf), problem: rest.length === 0 ? null : areAllTooLong ? 'too-long' : 'full' };
  } catch (error) {
    return { unwritten: Object.keys(changed).map(idOf), problem: writeProblemOf(error) };
  }
}

/** Leaves clouds of a newer release. Null: done. */
export async function clearArea(): Promise<WriteProblem | null> {
  try {
    const { remote } = await readArea();
    await browser.storage.sync.remove(Object.keys(remote).map((id) => PREFIX + id));
    return null;
  } catch (error) {
    return writeProblemOf(error);
  }
}

/** Also after changes of this browser. */
export function onAreaChanged(listener: () => void): void {
  browser.storage.sync.onChanged.addListener(listener);
}

function idOf(key: string): string {
  return key.slice(PREFIX.length);
}

async function mayWrite(now: number): Promise<boolean> {
  let isAllowed = false;
  await writeTimes.update((before) => {
    const times = recordWrite(before, now);
    isAllowed = times !== null;
    return times ?? before;
  });
  return isAllowed;
}

/** By the browser's message (https://developer.chrome.com/docs/extensions/reference/api/storage#property-sync). */
function writeProblemOf(error: unknown): WriteProblem {
  const message = error instanceof Error ? error.message : '';
  if (/MAX_WRITE_OPERATIONS/.test(message)) return 'busy';
  return /quota|MAX_ITEMS/i.test(message) ? 'full' : 'unavailable';
}
