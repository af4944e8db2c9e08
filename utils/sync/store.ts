import * as z from 'zod/mini';
import { storedItem } from '@/utils/storage/stored-item';
import { replica } from './replica';

const state = z.object({
  on: z.boolean(),
  replica,
  /** why not all clouds are synced */
  problem: z.nullable(z.enum(['full', 'long', 'busy', 'unavailable'])),
  /** ids of the clouds here that are not synced */
  unsynced: z.array(z.string()),
  /** number of records that a newer release wrote */
  newer: z.number(),
});
export type SyncState = z.infer<typeof state>;

const item = storedItem('local:sync', { version: 1, schema: state, fallback: null });

/** The state of the sync in this browser; it is not synced itself. */
export const syncStore = {
  /** @returns the stored state; off where there is none that can be read. @throws AppError STORAGE_NEWER */
  async get(): Promise<SyncState> {
    const stored = await item.get();
    if (stored !== null) return stored;
    const device = crypto.randomUUID().slice(0, 8);
    return { on: false, replica: { device, entries: {}, removed: [] }, problem: null, unsynced: [], newer: 0 };
  },
  put: (value: SyncState): Promise<void> => item.set(value),
};
