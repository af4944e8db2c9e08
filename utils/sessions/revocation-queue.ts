import * as z from 'zod/mini';
import { storedItem } from '@/utils/storage/stored-item';

const entry = z.object({
  cloudId: z.string(),
  authUrl: z.string(),
  token: z.string(),
  hasAccessRules: z.optional(z.boolean()),
  /** not revoked while the worker that requested it runs */
  held: z.optional(z.boolean()),
});
/** A token to revoke. */
export type QueuedToken = z.infer<typeof entry>;
const item = storedItem('session:revocations', { version: 1, schema: z.array(entry), fallback: [] });
/** per cloud: none may fill the storage of the others */
const MAX_ENTRIES = 200;
const MAX_LENGTH = 1_000_000;

/** Only `entries` rejects: where storage cannot be read. */
export interface RevocationQueue {
  /** Replaces entries with the same token. What cannot be stored is kept in memory. */
  put(added: QueuedToken[]): Promise<void>;
  remove(tokens: readonly string[]): Promise<void>;
  /** First those that storage did not take. */
  entries(): Promise<QueuedToken[]>;
  /** Whether a worker that ended held it. */
  isAbandoned(entry: QueuedToken): boolean;
  /** Removes those that this worker holds: they are stored. */
  release(tokens: readonly string[]): Promise<void>;
}

/** The stored queue, with what could not be stored. */
export function createRevocationQueue(): RevocationQueue {
  const held = new Set<string>();
  let unstored: QueuedToken[] = [];

  async function remove(tokens: readonly string[]): Promise<void> {
    const isOther = (entry: QueuedToken) => !tokens.includes(entry.token);
    unstored = unstored.filter(isOther);
    await item.update((all) => (all.every(isOther) ? all : all.filter(isOther))).catch(() => undefined);
  }

  async function put(added: QueuedToken[]): Promise<void> {
    if (added.length === 0) return;
    for (const entry of added) held[entry.held ? 'add' : 'delete'](entry.token);
    await item
      .update((before) => merged(before, added))
      .catch(() => {
        unstored = merged(unstored, added);
      });
  }

  async function entries(): Promise<QueuedToken[]> {
    const stored = await item.get().catch((error: unknown) => {
      if (unstored.length === 0) throw error;
      return [];
    });
    const inMemory = new Set(unstored.map(({ token }) => token));
    return [...unstored, ...stored.filter(({ token }) => !inMemory.has(token))];
  }

  return {
    put,
    remove,
    entries,
    isAbandoned: ({ held: isHeld, token }) => isHeld === true && !held.has(token),
    async release(tokens) {
      const released = tokens.filter((token) => held.delete(token));
      if (released.length > 0) await remove(released);
    },
  };
}

function merged(before: readonly QueuedToken[], added: readonly QueuedToken[]): QueuedToken[] {
  const tokens = new Set(added.map(({ token }) => token));
  const all = [...before.filter(({ token }) => !tokens.has(token)), ...added];
  const sizes = new Map<string, { count: number; length: number }>();
  return all
    .toReversed()
    .filter(({ cloudId, token, authUrl }) => {
      const { count, length } = sizes.get(cloudId) ?? { count: 0, length: 0 };
      const size = { count: count + 1, length: length + token.length + authUrl.length };
      sizes.set(cloudId, size);
      return size.count <= MAX_ENTRIES && size.length <= MAX_LENGTH;
    })
    .toReversed();
}

/** Where tokens are still to be revoked. */
export async function queuedAuthUrls(): Promise<string[]> {
  return (await item.get()).map(({ authUrl }) => authUrl);
}
