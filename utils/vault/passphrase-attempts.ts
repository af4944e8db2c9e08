import * as z from 'zod/mini';
import { storedItem } from '@/utils/storage/stored-item';

/** A restart must not make guessing quicker. */
const attempts = storedItem('local:passphrase-attempts', {
  version: 1,
  schema: z.object({
    /** in a row */
    wrong: z.number().check(z.nonnegative()),
    /** the last one, ms since the epoch */
    at: z.number(),
  }),
  fallback: { wrong: 0, at: 0 },
});

const FREE_ATTEMPTS = 2;
const MAX_DELAY_MS = 5 * 60_000;

/** @returns ms: 1, 2, 4 … s from the third wrong one on, at most 5 min */
export function delayAfter(wrong: number): number {
  return wrong <= FREE_ATTEMPTS ? 0 : Math.min(1000 * 2 ** (wrong - FREE_ATTEMPTS - 1), MAX_DELAY_MS);
}

export const passphraseAttempts = {
  /** @returns null: now */
  async retryAt(now: number): Promise<number | null> {
    // The clock was set back: wait again.
    const { wrong, at } = await attempts.update((last) => (last.at > now ? { ...last, at: now } : last));
    const end = at + delayAfter(wrong);
    return end > now ? end : null;
  },

  /** Counted before the attempt: killing the worker gains none. */
  async begin(now: number): Promise<void> {
    await attempts.update(({ wrong }) => ({ wrong: wrong + 1, at: now }));
  },

  reset: attempts.remove,
};
