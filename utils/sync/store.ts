import * as z from 'zod/mini';
import { storedItem } from '@/utils/storage/stored-item';
import { replica } from './replica';

const state = z.object({
  on: z.boolean(),
  replica,
  problem: z.nullable(z.enum(['full', 'too-long', 'busy', 'unavailable'])),
  unsynced: z.array(z.string()),
  /** number of records of a newer release */
  newerCount: z.number(),
});
/** `problem` and `unsynced` (ids of clouds): what the last attempt could not write, and why. */
export type SyncState = z.infer<typeof state>;

const item = storedItem('local:sync', { version: 1, schema: state, fallback: null });

/** Not synced itself. */
export const syncStore = {
  /** Off where none can be read. @throws AppError STORAGE_NEWER */
  async get(): Promise<SyncState> {
    const stored = await item.get();
    if (stored !== null) return stored;
    const browserId = crypto.randomUUID().slice(0, 8);
    return { on: false, replica: { browserId, entries: {}, removed: [] }, problem: null, unsynced: [], newerCount: 0 };
  },
  put: (value: SyncState): Promise<void> => item.set(value),
};
