import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import type { ActivityView } from '@/utils/messaging/views';
import { activityItem } from './signals';
import { parseOr } from './stored-item';

/** The latest moment that a date can tell, in ms since the epoch. */
const MAX_DATE_MS = 8.64e15;

const entries: z.ZodMiniType<ActivityView[]> = z.array(
  z.object({
    at: z.number().check(z.gte(0), z.lte(MAX_DATE_MS)),
    via: z.enum(['cloud', 'dashboard', 'redirect', 'none']),
    where: z.string(),
    serverName: z.nullable(z.string()),
    // A word that a later release no longer has is shown as nothing.
    outcome: z.custom<ActivityView['outcome']>((value) => typeof value === 'string'),
  }),
);
const withLock = createMutex();
const MAX_ENTRIES = 50;
const list = async () => parseOr(entries, await activityItem.getValue(), []);

/** The consoles that were asked for lately, newest first: what, where, how and with which outcome. No URL, no secret. */
export const activity = {
  list,
  add(entry: Omit<ActivityView, 'at'>): Promise<void> {
    return withLock(async () =>
      activityItem.setValue([{ at: Date.now(), ...entry }, ...(await list())].slice(0, MAX_ENTRIES)),
    );
  },
  clear: () => withLock(() => activityItem.setValue([])),
};
