import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import type { Client } from '@/utils/openstack/client';
import { revokeToken } from '@/utils/openstack/identity/tokens';
import { isOpenStackError } from '@/utils/problems';
import { createSerial } from '@/utils/serial';
import type { TokenState } from './token-state';

const entry = z.object({
  authUrl: z.string(),
  token: z.string(),
  /** ms since the epoch; null: it never ends */
  expiresAt: z.nullable(z.number()),
});
const queue = z.array(entry);
type Entry = z.infer<typeof entry>;
const ITEM = 'session:revocations';
const TIMEOUT_MS = 5_000;

/** Tokens that were given up and must still be revoked on their cloud, so that a dying worker forgets none. */
export interface Revocations {
  /** Queues those that are ours; they survive the worker from here on. */
  add(authUrl: string, states: readonly TokenState[]): Promise<void>;
  /**
   * Revokes what is queued for one cloud, or for all.
   * @returns false where a cloud could not be told; its tokens stay queued until they end by themselves.
   */
  drain(authUrl?: string): Promise<boolean>;
  /** As `drain`, but keeps nothing that one cloud could not be told. */
  drainOnce(authUrl: string): Promise<void>;
}

/** @param now ms since the epoch. */
export function createRevocations(client: Client, now: () => number): Revocations {
  const inTurn = createSerial();
  /** Clouds do not wait for each other: one that is down must not hold up the rest. */
  const turns = new Map<string, ReturnType<typeof createSerial>>();

  const remove = (token: string) =>
    inTurn(async () =>
      storage.setItem(
        ITEM,
        (await read()).filter((queued) => queued.token !== token),
      ),
    );

  async function revoke({ authUrl, token, expiresAt }: Entry): Promise<boolean> {
    if (expiresAt !== null && expiresAt < now()) return true;
    try {
      await revokeToken(client, authUrl, token, { timeoutMs: TIMEOUT_MS });
      return true;
    } catch (error) {
      // A cloud that does not know the token any more has nothing left to revoke.
      return isOpenStackError(error, 'TOKEN_INVALID', 'NOT_FOUND');
    }
  }

  function drainOne(authUrl: string): Promise<boolean> {
    const turn = turns.get(authUrl) ?? createSerial();
    turns.set(authUrl, turn);
    return turn(async () => {
      const mine = (await read()).filter((queued) => queued.authUrl === authUrl);
      const done = await Promise.all(
        mine.map(async (queued) => {
          const gone = await revoke(queued);
          if (gone) await remove(queued.token);
          return gone;
        }),
      );
      return done.every(Boolean);
    });
  }

  return {
    add: (authUrl, states) =>
      inTurn(async () => {
        const before = await read();
        const ours = new Map(states.filter((state) => state.ours).map((state) => [state.token, state]));
        for (const { token } of before) ours.delete(token);
        const added = [...ours.values()].map(({ token, expiresAt }) => ({ authUrl, token, expiresAt }));
        if (added.length > 0) await storage.setItem(ITEM, [...before, ...added]);
      }),
    async drain(authUrl) {
      const urls = authUrl === undefined ? new Set((await read()).map((queued) => queued.authUrl)) : [authUrl];
      return (await Promise.all([...urls].map(drainOne))).every(Boolean);
    },
    async drainOnce(authUrl) {
      await drainOne(authUrl);
      for (const queued of await read()) if (queued.authUrl === authUrl) await remove(queued.token);
    },
  };
}

async function read(): Promise<Entry[]> {
  const parsed = queue.safeParse((await storage.getItem(ITEM)) ?? []);
  return parsed.success ? parsed.data : [];
}
