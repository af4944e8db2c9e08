import * as z from 'zod/mini';
import { storedItem } from '@/utils/storage/stored-item';
import { replica } from './replica';

const state = z.object({
  on: z.boolean(),
  replica,
  trouble: z.nullable(z.enum(['full', 'long', 'busy', 'unavailable'])),
  /** ids of the clouds here that are not synced */
  left: z.array(z.string()),
  /** items of a newer release */
  newer: z.number(),
});
export type SyncState = z.infer<typeof state>;

const item = storedItem('local:sync', { version: 1, schema: state, fallback: null });

/** What this browser remembers of syncing; it stays in this browser. */
export const syncStore = {
  /** @returns the stored state; off where there is none, or none that can be read. */
  async get(): Promise<SyncState> {
    const stored = await item.get();
    if (stored !== null) return stored;
    const device = crypto.randomUUID().slice(0, 8);
    return { on: false, replica: { device, entries: {}, aside: [] }, trouble: null, left: [], newer: 0 };
  },
  put: (value: SyncState): Promise<void> => item.set(value),
};
