import * as z from 'zod/mini';
import type { ActivityView } from '@/utils/messaging/views';
import { withStorageFallback } from './optional';
import { storedItem } from './stored-item';

/** The latest time of a `Date`. */
const MAX_DATE_MS = 8.64e15;
const MAX_ENTRIES = 50;

const entries: z.ZodMiniType<ActivityView[]> = z.array(
  z.object({
    at: z.number().check(z.gte(0), z.lte(MAX_DATE_MS)),
    via: z.enum(['cloud', 'dashboard', 'redirect', 'none']),
    cloudOrHost: z.string(),
    serverName: z.nullable(z.string()),
    // Codes differ between releases.
    outcome: z.custom<ActivityView['outcome']>((value) => typeof value === 'string'),
  }),
);
const item = storedItem('local:activity', { version: 1, schema: entries, fallback: [], newerRecord: 'ignore' });

/** The consoles asked for lately, newest first. No URLs. Where the browser cannot write, `add` does nothing. */
export const activity = {
  list: item.get,
  async add(entry: Omit<ActivityView, 'at'>): Promise<void> {
    await withStorageFallback(
      item.update((all) => [{ at: Date.now(), ...entry }, ...all].slice(0, MAX_ENTRIES)),
      undefined,
    );
  },
  clear: () => item.set([]),
};
