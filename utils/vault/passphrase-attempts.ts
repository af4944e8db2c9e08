import * as z from 'zod/mini';
import { orMissing } from '@/utils/storage/optional';
import { storedItem } from '@/utils/storage/stored-item';

/**
 * Failed attempts. They are stored, so that a restart of the browser does not reset the delay between guesses; where
 * storage is full, this worker counts them.
 */
const attempts = storedItem('local:passphrase-attempts', {
  version: 1,
  schema: z.object({
    /** number of wrong passphrases since the last right one */
    wrong: z.number().check(z.nonnegative()),
    /** the last one, ms since the epoch */
    at: z.number(),
  }),
  fallback: { wrong: 0, at: 0 },
});

const FREE_ATTEMPTS = 2;
const MAX_DELAY_MS = 5 * 60_000;

/** @returns the delay in ms: 1, 2, 4 … s from the third wrong passphrase on, at most 5 min */
export function delayAfter(wrong: number): number {
  return wrong <= FREE_ATTEMPTS ? 0 : Math.min(1000 * 2 ** (wrong - FREE_ATTEMPTS - 1), MAX_DELAY_MS);
}

type Attempts = Awaited<ReturnType<typeof attempts.get>>;
const NONE: Attempts = { wrong: 0, at: 0 };
/** what could not be stored */
let unstored = NONE;

async function updateAttempts(change: (last: Attempts) => Attempts): Promise<Attempts> {
  const known = unstored;
  const changeMore = (last: Attempts) => change(last.wrong < known.wrong ? known : last);
  const stored = await orMissing(attempts.update(changeMore), null);
  unstored = stored === null ? changeMore(await orMissing(attempts.get(), NONE)) : NONE;
  return stored ?? unstored;
}

/** Delays guesses. `now`: ms since the epoch. */
export const passphraseAttempts = {
  /** @returns when the next attempt is allowed, in ms since the epoch; null: now */
  async retryAt(now: number): Promise<number | null> {
    // Where the clock was set back, the delay begins again.
    const { wrong, at } = await updateAttempts((last) => (last.at > now ? { ...last, at: now } : last));
    const end = at + delayAfter(wrong);
    return end > now ? end : null;
  },

  /** Counts an attempt as wrong before it is made, so that ending the worker gives no uncounted attempt. */
  async begin(now: number): Promise<void> {
    await updateAttempts(({ wrong }) => ({ wrong: wrong + 1, at: now }));
  },

  /** After the right passphrase. */
  async reset(): Promise<void> {
    unstored = NONE;
    await orMissing(attempts.remove(), undefined);
  },
};
