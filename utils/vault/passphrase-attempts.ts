import * as z from 'zod/mini';
import { storedItem } from '@/utils/storage/stored-item';

/** Stored, so that a restart does not make guessing quicker. */
const attempts = storedItem('local:passphrase-attempts', {
  version: 1,
  schema: z.object({
    /** in a row */
    wrong: z.number().check(z.nonnegative()),
    /** when the last one was tried, ms since the epoch */
    at: z.number(),
  }),
  fallback: { wrong: 0, at: 0 },
});

/** Wrong ones without a delay. */
const FREE_ATTEMPTS = 2;
const MAX_DELAY_MS = 5 * 60_000;

/** @returns ms: from the third wrong passphrase on 1, 2, 4 … s, at most 5 min. */
export function delayAfter(wrong: number): number {
  return wrong <= FREE_ATTEMPTS ? 0 : Math.min(1000 * 2 ** (wrong - FREE_ATTEMPTS - 1), MAX_DELAY_MS);
}

/** Slows down guessing. Times are ms since the epoch. */
export const passphraseAttempts = {
  /** @returns when the next passphrase may be tried; null: now. */
  async retryAt(now: number): Promise<number | null> {
    // The clock was set back: the wait begins again.
    const { wrong, at } = await attempts.update((last) => (last.at > now ? { ...last, at: now } : last));
    const end = at + delayAfter(wrong);
    return end > now ? end : null;
  },

  /** Counts an attempt before it is made: killing the worker gains none. */
  async begin(now: number): Promise<void> {
    await attempts.update(({ wrong }) => ({ wrong: wrong + 1, at: now }));
  },

  /** The passphrase was right. */
  reset: attempts.remove,
};
