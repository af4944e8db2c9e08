import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import type { Client } from '@/utils/openstack/client';
import { revokeToken } from '@/utils/openstack/identity/tokens';
import { isOpenStackError } from '@/utils/problems';
import { createSerial } from '@/utils/serial';

const queue = z.array(z.object({ authUrl: z.string(), token: z.string() }));
const ITEM = 'session:revocations';
const TIMEOUT_MS = 5_000;

/** Tokens that were given up and must still be revoked on their cloud, so that a dying worker forgets none. */
export interface Revocations {
  /** Puts tokens in the queue; they survive the worker from here on. */
  add(authUrl: string, tokens: readonly string[]): Promise<void>;
  /** Revokes all that is in the queue. @returns false where a cloud could not be told; that token is kept for the next time. */
  drain(): Promise<boolean>;
}

export function createRevocations(client: Client): Revocations {
  const inTurn = createSerial();
  const drainInTurn = createSerial();

  const remove = (token: string) =>
    inTurn(async () =>
      storage.setItem(
        ITEM,
        (await read()).filter((entry) => entry.token !== token),
      ),
    );

  async function revoke(authUrl: string, token: string): Promise<boolean> {
    try {
      await revokeToken(client, authUrl, token, { timeoutMs: TIMEOUT_MS });
      return true;
    } catch (error) {
      // A cloud that does not know the token any more has nothing left to revoke.
      return isOpenStackError(error, 'TOKEN_INVALID', 'NOT_FOUND');
    }
  }

  return {
    add: (authUrl, tokens) =>
      inTurn(async () => storage.setItem(ITEM, [...(await read()), ...tokens.map((token) => ({ authUrl, token }))])),
    drain: () =>
      drainInTurn(async () => {
        let all = true;
        for (const { authUrl, token } of await read()) {
          if (await revoke(authUrl, token)) await remove(token);
          else all = false;
        }
        return all;
      }),
  };
}

async function read(): Promise<z.infer<typeof queue>> {
  const parsed = queue.safeParse((await storage.getItem(ITEM)) ?? []);
  return parsed.success ? parsed.data : [];
}
