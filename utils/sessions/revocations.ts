import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Client } from '@/utils/openstack/client';
import { revokeToken, validateToken } from '@/utils/openstack/identity/tokens';
import { isOpenStackError } from '@/utils/problems/app-error';
import { storedItem } from '@/utils/storage/stored-item';
import { type TokenState, tokenStore } from './token-store';

const entry = z.object({
  cloudId: z.string(),
  authUrl: z.string(),
  token: z.string(),
  /** it has access rules */
  hasAccessRules: z.optional(z.boolean()),
  /** not to be revoked while the worker that requested it runs */
  held: z.optional(z.boolean()),
});
type Entry = z.infer<typeof entry>;
const queue = storedItem('session:revocations', { version: 1, schema: z.array(entry), fallback: [] });
const TIMEOUT_MS = 5_000;
/** of one cloud, so that none fills the storage for the others */
const MAX_ENTRIES = 200;
const MAX_LENGTH = 1_000_000;

/**
 * `pending`: tried again later; `hasAccessRules`: valid until it expires or its credential is deleted, for its access rules.
 */
export type RevocationResult = 'revoked' | 'access-rules' | 'pending';

type Owner = Pick<CloudProfile, 'id' | 'authUrl'>;

/**
 * The queue of tokens to revoke. It is stored, so that the next worker continues; what cannot be stored is kept in
 * memory. Only `revoke` rejects, and only where storage cannot be read.
 */
export interface Revocations {
  /** Queues tokens of this extension, held ones too. @param held in the same write, as with `hold` */
  add(profile: Owner, states: readonly TokenState[], held?: readonly TokenState[]): Promise<void>;
  /** Notes new tokens that are not stored yet: where this worker ends, the next one revokes them. */
  hold(profile: Owner, states: readonly TokenState[]): Promise<void>;
  /** They are stored. */
  release(states: readonly TokenState[]): Promise<void>;
  /**
   * @param cloudId undefined: all clouds, and what earlier workers held and did not store
   * @param about tokens whose results count too, also where a concurrent call revoked them
   */
  revoke(cloudId?: string, about?: readonly TokenState[]): Promise<RevocationResult>;
  /** Tries once; empties the cloud's queue in any case. */
  revokeOnce(cloudId: string): Promise<void>;
}

export function createRevocations(client: Client): Revocations {
  /** One lock for each cloud. */
  const locks = new Map<string, ReturnType<typeof createMutex>>();
  /** digests of `hasAccessRules` tokens that no caller has asked about */
  const hasAccessRules = new Set<string>();
  /** held by this worker */
  const held = new Set<string>();
  /** could not be stored */
  let unstored: Entry[] = [];

  async function remove(tokens: readonly string[]): Promise<void> {
    const isOther = (entry: Entry) => !tokens.includes(entry.token);
    unstored = unstored.filter(isOther);
    await queue.update((all) => (all.every(isOther) ? all : all.filter(isOther))).catch(() => undefined);
  }

  async function put(added: Entry[]): Promise<void> {
    if (added.length === 0) return;
    for (const entry of added) held[entry.held ? 'add' : 'delete'](entry.token);
    await queue
      .update((before) => merged(before, added))
      .catch(() => {
        unstored = merged(unstored, added);
      });
  }

  /** In memory first: it may have what storage did not take. */
  async function entries(): Promise<Entry[]> {
    const stored = await queue.get().catch((error: unknown) => {
      if (unstored.length === 0) throw error;
      return [];
    });
    const inMemory = new Set(unstored.map(({ token }) => token));
    return [...unstored, ...stored.filter(({ token }) => !inMemory.has(token))];
  }

  function revokeOf(cloudId: string): Promise<RevocationResult> {
    const lock = locks.get(cloudId) ?? createMutex();
    locks.set(cloudId, lock);
    return lock(async () => {
      const due = (await entries()).filter((entry) => entry.cloudId === cloudId && !entry.held);
      const results = due.map(async (entry) => {
        const result = await revokeEntry(client, entry);
        if (result === 'access-rules') hasAccessRules.add(await digestOf(entry.token));
        if (result !== 'pending') await remove([entry.token]);
        return result;
      });
      return worst(await Promise.all(results));
    });
  }

  /** Lets go of what earlier workers held. */
  async function releaseAbandoned(): Promise<void> {
    const abandoned = (await entries()).filter((entry) => entry.held && !held.has(entry.token));
    for (const { cloudId, ...entry } of abandoned) {
      const isStored = (await tokenStore.all(cloudId)).some(({ token }) => token === entry.token);
      if (isStored) await remove([entry.token]);
      else await queue.update((all) => merged(all, [{ cloudId, ...entry, held: false }]));
    }
  }

  return {
    add: (profile, states, held = []) => put([...entriesOf(profile, states, false), ...entriesOf(profile, held, true)]),
    hold: (profile, states) => put(entriesOf(profile, states, true)),
    async release(states) {
      const released = states.map(({ token }) => token).filter((token) => held.delete(token));
      if (released.length > 0) await remove(released);
    },
    async revoke(cloudId, about = []) {
      if (cloudId === undefined) await releaseAbandoned();
      const ids = cloudId === undefined ? new Set((await entries()).map((entry) => entry.cloudId)) : [cloudId];
      const results = await Promise.all([...ids].map(revokeOf));
      const digests = await Promise.all(about.map(({ token }) => digestOf(token)));
      return worst(
        digests.filter((digest) => hasAccessRules.delete(digest)).length > 0 ? [...results, 'access-rules'] : results,
      );
    },
    async revokeOnce(cloudId) {
      await revokeOf(cloudId);
      const remaining = (await entries()).filter((entry) => entry.cloudId === cloudId && !entry.held);
      await remove(remaining.map(({ token }) => token));
    },
  };
}

/** Always asks: by a wrong clock a valid token has ended. */
async function revokeEntry(client: Client, { authUrl, token, hasAccessRules }: Entry): Promise<RevocationResult> {
  try {
    await revokeToken(client, authUrl, token, { timeoutMs: TIMEOUT_MS });
    return hasAccessRules ? await confirmAccessRules(client, authUrl, token) : 'revoked';
  } catch (error) {
    // unknown to the cloud
    return isOpenStackError(error, 'TOKEN_INVALID', 'NOT_FOUND') ? 'revoked' : 'pending';
  }
}

/**
 * Keystone answers 404 for a token with access rules, as for one that has ended. Source: openstack/keystone
 * keystone/token/provider.py `revoke_token`, `_validate_token_access_rules`
 */
async function confirmAccessRules(client: Client, authUrl: string, token: string): Promise<RevocationResult> {
  try {
    await validateToken(client, authUrl, token, undefined, { timeoutMs: TIMEOUT_MS });
  } catch (error) {
    if (!isOpenStackError(error, 'FORBIDDEN')) throw error;
  }
  return 'access-rules';
}

function entriesOf({ id, authUrl }: Owner, states: readonly TokenState[], isHeld: boolean): Entry[] {
  return states
    .filter(({ requestedByExtension }) => requestedByExtension)
    .map(({ token, hasAccessRules }) => ({ cloudId: id, authUrl, token, hasAccessRules, held: isHeld }));
}

/** The added ones take the place of entries with the same token; the oldest of a cloud with too many are dropped. */
function merged(before: readonly Entry[], added: readonly Entry[]): Entry[] {
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
  return (await queue.get()).map(({ authUrl }) => authUrl);
}

/** After a lock no token may be left in memory. */
async function digestOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return new Uint8Array(digest).join();
}

function worst(all: readonly RevocationResult[]): RevocationResult {
  return all.find((result) => result === 'pending') ?? all.find((result) => result === 'access-rules') ?? 'revoked';
}
