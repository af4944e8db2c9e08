import * as z from 'zod/mini';
import { parseOr, storedItem } from '@/utils/storage/stored-item';
import { type Elapsed, elapsedSchema } from './elapsed';
import { entrySchema, type Replica, removedSchema } from './replica';

const problem = z.nullable(z.enum(['full', 'too-long', 'busy', 'unavailable']));

/** `unsynced`: ids of the clouds that the last attempt could not write; `problem`: why. */
export interface SyncState {
  on: boolean;
  replica: Replica;
  elapsed: Elapsed;
  problem: z.infer<typeof problem>;
  unsynced: string[];
  newerCount: number;
}

const objectSchema = z.record(z.string(), z.unknown());
const item = storedItem('local:sync', { version: 1, schema: objectSchema, fallback: null });

/** State of the sync in this browser; not synced. */
export const syncStore = {
  /** A part that is invalid has its initial value. @throws AppError STORAGE_NEWER */
  async get(): Promise<SyncState> {
    const stored: Record<string, unknown> = (await item.get()) ?? {};
    const replica = objectOrEmpty(stored.replica);
    const newBrowserId = crypto.randomUUID().slice(0, 8);
    return {
      on: stored.on === true,
      replica: {
        browserId: parseOr(z.string().check(z.regex(/^[0-9a-f]{8}$/)), replica.browserId, newBrowserId),
        entries: Object.fromEntries(
          Object.entries(objectOrEmpty(replica.entries)).flatMap(([id, value]) => {
            const entry = parseOr(entrySchema, value, null);
            return entry === null ? [] : [[id, entry] as const];
          }),
        ),
        removed: validItems(removedSchema, replica.removed),
      },
      elapsed: parseOr(elapsedSchema, stored.elapsed, { passed: 0, at: Number.MAX_SAFE_INTEGER }),
      problem: parseOr(problem, stored.problem, null),
      unsynced: validItems(z.string(), stored.unsynced),
      newerCount: parseOr(z.number(), stored.newerCount, 0),
    };
  },
  put: (value: SyncState): Promise<void> => item.set({ ...value }),
};

const objectOrEmpty = (value: unknown): Record<string, unknown> => parseOr(objectSchema, value, null) ?? {};

function validItems<T>(schema: z.ZodMiniType<T>, list: unknown): T[] {
  return parseOr(z.array(z.unknown()), list, []).flatMap((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}
