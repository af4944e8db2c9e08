import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import type { Client } from '@/utils/openstack/client';
import { revokeToken, validateToken } from '@/utils/openstack/identity/tokens';
import { isOpenStackError } from '@/utils/problems/app-error';
import type { TokenState } from './token-state';

const entry = z.object({
  authUrl: z.string(),
  token: z.string(),
  /** ms since the epoch; null: it never ends */
  expiresAt: z.nullable(z.number()),
  /** it has access rules */
  limited: z.optional(z.boolean()),
});
const queue = z.array(entry);
type Entry = z.infer<typeof entry>;
const ITEM = 'session:revocations';
const TIMEOUT_MS = 5_000;

/**
 * What became of tokens that were to be revoked. `untold`: a cloud could not be told, and will be; `limited`: it was
 * told, but a token with access rules lives on until it ends by itself or its credential is deleted.
 */
export type Revoked = 'revoked' | 'limited' | 'untold';

/** Tokens that were given up and must still be revoked on their cloud, so that a dying worker forgets none. */
export interface Revocations {
  /** Queues those that are ours; they survive the worker from here on. */
  add(authUrl: string, states: readonly TokenState[]): Promise<void>;
  /**
   * Revokes what is queued for one cloud, or for all. What is `untold` stays queued until it ends by itself.
   * @param about what another drain has found out about these counts too
   */
  drain(authUrl?: string, about?: readonly TokenState[]): Promise<Revoked>;
  /** As `drain`, but keeps nothing that one cloud could not be told. */
  drainOnce(authUrl: string): Promise<void>;
}

/** @param now ms since the epoch. */
export function createRevocations(client: Client, now: () => number): Revocations {
  const withLock = createMutex();
  /** Clouds do not wait for each other: one that is down must not hold up the rest. */
  const turns = new Map<string, ReturnType<typeof createMutex>>();
  /**
   * Tokens that were found to live on, for whoever asks after another drain took them from the queue. Their prints only:
   * a locked vault leaves no token in memory.
   */
  const living = new Set<string>();

  const remove = (token: string) =>
    withLock(async () =>
      storage.setItem(
        ITEM,
        (await read()).filter((queued) => queued.token !== token),
      ),
    );

  async function revoke({ authUrl, token, expiresAt, limited }: Entry): Promise<Revoked> {
    if (expiresAt !== null && expiresAt < now()) return 'revoked';
    try {
      await revokeToken(client, authUrl, token, { timeoutMs: TIMEOUT_MS });
      return limited ? await livesOn(authUrl, token) : 'revoked';
    } catch (error) {
      // A cloud that does not know the token any more has nothing left to revoke.
      return isOpenStackError(error, 'TOKEN_INVALID', 'NOT_FOUND') ? 'revoked' : 'untold';
    }
  }

  /**
   * Keystone's revoking does not find a token with access rules, and says the 404 of one that has ended.
   * Source: openstack/keystone keystone/token/provider.py `revoke_token`, `_validate_token_access_rules`
   */
  async function livesOn(authUrl: string, token: string): Promise<Revoked> {
    try {
      await validateToken(client, authUrl, token, undefined, { timeoutMs: TIMEOUT_MS });
    } catch (error) {
      if (!isOpenStackError(error, 'FORBIDDEN')) throw error;
    }
    return 'limited';
  }

  function drainOne(authUrl: string): Promise<Revoked> {
    const turn = turns.get(authUrl) ?? createMutex();
    turns.set(authUrl, turn);
    return turn(async () => {
      const mine = (await read()).filter((queued) => queued.authUrl === authUrl);
      const done = await Promise.all(
        mine.map(async (queued) => {
          const outcome = await revoke(queued);
          if (outcome === 'limited') living.add(await printOf(queued.token));
          if (outcome !== 'untold') await remove(queued.token);
          return outcome;
        }),
      );
      return worst(done);
    });
  }

  return {
    add: (authUrl, states) =>
      withLock(async () => {
        const before = await read();
        const ours = new Map(states.filter((state) => state.ours).map((state) => [state.token, state]));
        for (const { token } of before) ours.delete(token);
        const added = [...ours.values()].map(({ token, expiresAt, limited }) => ({
          authUrl,
          token,
          expiresAt,
          limited,
        }));
        if (added.length > 0) await storage.setItem(ITEM, [...before, ...added]);
      }),
    async drain(authUrl, about = []) {
      const urls = authUrl === undefined ? new Set((await read()).map((queued) => queued.authUrl)) : [authUrl];
      const drained = await Promise.all([...urls].map(drainOne));
      const prints = await Promise.all(about.map(({ token }) => printOf(token)));
      return worst(prints.filter((print) => living.delete(print)).length > 0 ? [...drained, 'limited'] : drained);
    },
    async drainOnce(authUrl) {
      await drainOne(authUrl);
      for (const queued of await read()) if (queued.authUrl === authUrl) await remove(queued.token);
    },
  };
}

/** What tells one token from another, and is none. */
async function printOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return new Uint8Array(digest).join();
}

function worst(all: readonly Revoked[]): Revoked {
  return all.find((outcome) => outcome === 'untold') ?? all.find((outcome) => outcome === 'limited') ?? 'revoked';
}

async function read(): Promise<Entry[]> {
  const parsed = queue.safeParse((await storage.getItem(ITEM)) ?? []);
  return parsed.success ? parsed.data : [];
}
