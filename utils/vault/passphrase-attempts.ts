import * as z from 'zod/mini';
import { withStorageFallback } from '@/utils/storage/optional';
import { storedItem } from '@/utils/storage/stored-item';

/** Stored: a restart of the browser must not reset the delay. */
const attempts = storedItem('local:passphrase-attempts', {
  version: 1,
  schema: z.object({
    /** since the last right one */
    wrong: z.number().check(z.nonnegative()),
    /** ms since the epoch */
    at: z.number(),
  }),
  fallback: { wrong: 0, at: 0 },
});

const FREE_ATTEMPTS = 2;
const MAX_DELAY_MS = 5 * 60_000;

/** In ms: 1, 2, 4 … s from the third wrong passphrase on, at most 5 min. */
export function delayAfter(wrong: number): number {
  return wrong <= FREE_ATTEMPTS ? 0 : Math.min(1000 * 2 ** (wrong - FREE_ATTEMPTS - 1), MAX_DELAY_MS);
}

type Attempts = Awaited<ReturnType<typeof attempts.get>>;
const NONE: Attempts = { wrong: 0, at: 0 };
/** what full storage could not take */
let unstored = NONE;

async function updateAttempts(change: (last: Attempts) => Attempts): Promise<Attempts> {
  const lastUnstored = unstored;
  const changeLatest = (last: Attempts) => change(last.wrong < lastUnstored.wrong ? lastUnstored : last);
  const stored = await withStorageFallback(attempts.update(changeLatest), null);
  unstored = stored === null ? changeLatest(await withStorageFallback(attempts.get(), NONE)) : NONE;
  return stored ?? unstored;
}

/** Delays guesses. `now`: ms since the epoch. */
export const passphraseAttempts = {
  /** ms since the epoch; null: now */
  async retryAt(now: number): Promise<number | null> {
    // If the clock was set back, the delay begins again.
    const { wrong, at } = await updateAttempts((last) => (last.at > now ? { ...last, at: now } : last));
    const end = at + delayAfter(wrong);
    return end > now ? end : null;
  },

  /** Call before the attempt: ending the worker must not give an uncounted one. */
  async begin(now: number): Promise<void> {
    await updateAttempts(({ wrong }) => ({ wrong: wrong + 1, at: now }));
  },

  async reset(): Promise<void> {
    unstored = NONE;
    await withStorageFallback(attempts.remove(), undefined);
  },
};
