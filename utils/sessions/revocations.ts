import { createMutex } from '@/utils/async';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Client } from '@/utils/openstack/client';
import { revokeToken, validateToken } from '@/utils/openstack/identity/tokens';
import { isOpenStackError } from '@/utils/problems/app-error';
import { createRevocationQueue, type QueuedToken } from './revocation-queue';
import { type TokenState, tokenStore } from './token-store';

const TIMEOUT_MS = 5_000;
/** `pending`: tried again later; `access-rules`: valid until the token expires or its credential is deleted. */
export type RevocationResult = 'revoked' | 'access-rules' | 'pending';

type CloudAddress = Pick<CloudProfile, 'id' | 'authUrl'>;

/** The stored queue of tokens to revoke. Only `revoke` rejects: where storage cannot be read. */
export interface Revocations {
  /** Queues this extension's tokens. @param held as with `hold`, in the same write */
  add(profile: CloudAddress, states: readonly TokenState[], held?: readonly TokenState[]): Promise<void>;
  /** Notes tokens before they are stored: where this worker ends, the next one revokes them. */
  hold(profile: CloudAddress, states: readonly TokenState[]): Promise<void>;
  /** They are stored: held no longer. */
  release(states: readonly TokenState[]): Promise<void>;
  /**
   * @param cloudId undefined: all clouds, and what ended workers held
   * @param concerned tokens whose result counts, though a concurrent call may have revoked them
   */
  revoke(cloudId?: string, concerned?: readonly TokenState[]): Promise<RevocationResult>;
  /** Tries once, then empties the cloud's queue. */
  revokeOnce(cloudId: string): Promise<void>;
}

/** One per worker. */
export function createRevocations(client: Client): Revocations {
  const locks = new Map<string, ReturnType<typeof createMutex>>();
  /** of those that no caller has asked about */
  const digestsWithAccessRules = new Set<string>();
  const queue = createRevocationQueue();

  function revokeTokensOf(cloudId: string): Promise<RevocationResult> {
    const lock = locks.get(cloudId) ?? createMutex();
    locks.set(cloudId, lock);
    return lock(async () => {
      const due = (await queue.entries()).filter((entry) => entry.cloudId === cloudId && !entry.held);
      const results = due.map(async (entry) => {
        const result = await revokeEntry(client, entry);
        if (result === 'access-rules') digestsWithAccessRules.add(await digestOf(entry.token));
        if (result !== 'pending') await queue.remove([entry.token]);
        return result;
      });
      return worst(await Promise.all(results));
    });
  }

  async function releaseAbandoned(): Promise<void> {
    const abandoned = (await queue.entries()).filter((entry) => queue.isAbandoned(entry));
    for (const { cloudId, ...entry } of abandoned) {
      const isStored = (await tokenStore.all(cloudId)).some(({ token }) => token === entry.token);
      if (isStored) await queue.remove([entry.token]);
      else await queue.put([{ cloudId, ...entry, held: false }]);
    }
  }

  return {
    add: (profile, states, held = []) =>
      queue.put([...entriesOf(profile, states, false), ...entriesOf(profile, held, true)]),
    hold: (profile, states) => queue.put(entriesOf(profile, states, true)),
    async release(states) {
      await queue.release(states.map(({ token }) => token));
    },
    async revoke(cloudId, about = []) {
      if (cloudId === undefined) await releaseAbandoned();
      const ids = cloudId === undefined ? new Set((await queue.entries()).map((entry) => entry.cloudId)) : [cloudId];
      const results = await Promise.all([...ids].map(revokeTokensOf));
      const digests = await Promise.all(about.map(({ token }) => digestOf(token)));
      return worst(
        digests.filter((digest) => digestsWithAccessRules.delete(digest)).length > 0
          ? [...results, 'access-rules']
          : results,
      );
    },
    async revokeOnce(cloudId) {
      await revokeTokensOf(cloudId);
      const remaining = (await queue.entries()).filter((entry) => entry.cloudId === cloudId && !entry.held);
      await queue.remove(remaining.map(({ token }) => token));
    },
  };
}

/** Also for expired tokens: the clock may be wrong. */
async function revokeEntry(client: Client, { authUrl, token, hasAccessRules }: QueuedToken): Promise<RevocationResult> {
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

function entriesOf({ id, authUrl }: CloudAddress, states: readonly TokenState[], isHeld: boolean): QueuedToken[] {
  return states
    .filter(({ requestedByExtension }) => requestedByExtension)
    .map(({ token, hasAccessRules }) => ({ cloudId: id, authUrl, token, hasAccessRules, held: isHeld }));
}

/** After a lock no token may be left in memory. */
async function digestOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return new Uint8Array(digest).join();
}

function worst(all: readonly RevocationResult[]): RevocationResult {
  return all.find((result) => result === 'pending') ?? all.find((result) => result === 'access-rules') ?? 'revoked';
}
