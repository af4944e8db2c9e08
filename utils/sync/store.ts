import * as z from 'zod/mini';
import { parseOr, storedItem } from '@/utils/storage/stored-item';
import { type Elapsed, elapsedSchema } from './elapsed';
import { entrySchema, type Replica, removedSchema } from './replica';

const problem = z.nullable(z.enum(['full', 'too-long', 'busy', 'unavailable']));

/** `problem` and `unsynced` (cloud ids): what the last attempt could not write, and why. */
export interface SyncState {
  on: boolean;
  replica: Replica;
  elapsed: Elapsed;
  problem: z.infer<typeof problem>;
  unsynced: string[];
  newerCount: number;
}

const object = z.record(z.string(), z.unknown());
const item = storedItem('local:sync', { version: 1, schema: object, fallback: null });

/** Not synced itself. */
export const syncStore = {
  /** A part that cannot be read is as at first. @throws AppError STORAGE_NEWER */
  async get(): Promise<SyncState> {
    const stored: Record<string, unknown> = (await item.get()) ?? {};
    const replica = objectOf(stored.replica);
    const newBrowserId = crypto.randomUUID().slice(0, 8);
    return {
      on: stored.on === true,
      replica: {
        browserId: parseOr(z.string().check(z.regex(/^[0-9a-f]{8}$/)), replica.browserId, newBrowserId),
        entries: Object.fromEntries(
          Object.entries(objectOf(replica.entries)).flatMap(([id, value]) => {
            const entry = parseOr(entrySchema, value, null);
            return entry === null ? [] : [[id, entry] as const];
          }),
        ),
        removed: eachOf(removedSchema, replica.removed),
      },
      elapsed: parseOr(elapsedSchema, stored.elapsed, { passed: 0, at: Number.MAX_SAFE_INTEGER }),
      problem: parseOr(problem, stored.problem, null),
      unsynced: eachOf(z.string(), stored.unsynced),
      newerCount: parseOr(z.number(), stored.newerCount, 0),
    };
  },
  put: (value: SyncState): Promise<void> => item.set({ ...value }),
};

const objectOf = (value: unknown): Record<string, unknown> => parseOr(object, value, null) ?? {};

function eachOf<T>(schema: z.ZodMiniType<T>, list: unknown): T[] {
  return parseOr(z.array(z.unknown()), list, []).flatMap((value) => {
    const parsed = schema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}
