import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Client } from '@/utils/openstack/client';
import { revokeToken, validateToken } from '@/utils/openstack/identity/tokens';
import { isOpenStackError } from '@/utils/problems/app-error';
import { storedItem } from '@/utils/storage/stored-item';
import type { TokenState } from './token-store';

const entry = z.object({
  authUrl: z.string(),
  token: z.string(),
  /** ms since the epoch; null: never */
  expiresAt: z.nullable(z.number()),
  /** it has access rules */
  hasAccessRules: z.optional(z.boolean()),
});
type Entry = z.infer<typeof entry>;
const queue = storedItem('session:revocations', { version: 1, schema: z.array(entry), fallback: [] });
const TIMEOUT_MS = 5_000;

/**
 * `pending`: tried again later; `hasAccessRules`: valid until it expires or its credential is deleted, for its access rules.
 */
export type RevocationResult = 'revoked' | 'access-rules' | 'pending';

/** The queue of tokens to revoke. It is stored, so that the next worker continues. */
export interface Revocations {
  add(profile: Pick<CloudProfile, 'id' | 'authUrl'>, states: readonly TokenState[]): Promise<void>;
  /**
   * @param authUrl undefined: all
   * @param about tokens whose results count too, also where a concurrent call revoked them
   */
  revoke(authUrl?: string, about?: readonly TokenState[]): Promise<RevocationResult>;
  /** Tries once; empties the queue in any case. */
  revokeOnce(authUrl: string): Promise<void>;
}

/** @param now ms since the epoch */
export function createRevocations(client: Client, now: () => number): Revocations {
  /** One lock for each cloud. */
  const locks = new Map<string, ReturnType<typeof createMutex>>();
  /** digests of `hasAccessRules` tokens that no caller has asked about */
  const hasAccessRules = new Set<string>();

  function revokeAt(authUrl: string): Promise<RevocationResult> {
    const lock = locks.get(authUrl) ?? createMutex();
    locks.set(authUrl, lock);
    return lock(async () => {
      const entries = (await queue.get()).filter((entry) => entry.authUrl === authUrl);
      const results = entries.map(async (entry) => {
        const result = await revokeEntry(client, entry, now());
        if (result === 'access-rules') hasAccessRules.add(await digestOf(entry.token));
        if (result !== 'pending') await remove(entry.token);
        return result;
      });
      return worst(await Promise.all(results));
    });
  }

  return {
    add,
    async revoke(authUrl, about = []) {
      const urls = authUrl === undefined ? new Set((await queue.get()).map((entry) => entry.authUrl)) : [authUrl];
      const results = await Promise.all([...urls].map(revokeAt));
      const digests = await Promise.all(about.map(({ token }) => digestOf(token)));
      return worst(
        digests.filter((digest) => hasAccessRules.delete(digest)).length > 0 ? [...results, 'access-rules'] : results,
      );
    },
    async revokeOnce(authUrl) {
      await revokeAt(authUrl);
      for (const entry of await queue.get()) if (entry.authUrl === authUrl) await remove(entry.token);
    },
  };
}

async function revokeEntry(
  client: Client,
  { authUrl, token, expiresAt, hasAccessRules }: Entry,
  now: number,
): Promise<RevocationResult> {
  if (expiresAt !== null && expiresAt < now) return 'revoked';
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

async function add({ authUrl }: Pick<CloudProfile, 'id' | 'authUrl'>, states: readonly TokenState[]): Promise<void> {
  await queue.update((before) => {
    const added = new Map(
      states.filter(({ requestedByExtension }) => requestedByExtension).map((state) => [state.token, state]),
    );
    for (const { token } of before) added.delete(token);
    if (added.size === 0) return before;
    const entries = [...added.values()].map(({ token, expiresAt, hasAccessRules }) => ({
      authUrl,
      token,
      expiresAt,
      hasAccessRules,
    }));
    return [...before, ...entries];
  });
}

/** Where tokens are still to be revoked. */
export async function queuedAuthUrls(): Promise<string[]> {
  return (await queue.get()).map(({ authUrl }) => authUrl);
}

async function remove(token: string): Promise<void> {
  await queue.update((all) => all.filter((entry) => entry.token !== token));
}

/** After a lock no token may be left in memory. */
async function digestOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return new Uint8Array(digest).join();
}

function worst(all: readonly RevocationResult[]): RevocationResult {
  return all.find((result) => result === 'pending') ?? all.find((result) => result === 'access-rules') ?? 'revoked';
}
