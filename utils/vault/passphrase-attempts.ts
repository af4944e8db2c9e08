import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';

const shape = z.object({ wrong: z.number().check(z.nonnegative()), at: z.number() });
/** Wrong passphrases since the last right one. Not in memory: closing the browser must not make guessing quicker. */
const item = storage.defineItem<unknown>('local:passphrase-tries');
const tries = {
  async getValue(): Promise<z.infer<typeof shape>> {
    const parsed = shape.safeParse(await item.getValue());
    return parsed.success ? parsed.data : { wrong: 0, at: 0 };
  },
  setValue: (value: z.infer<typeof shape>): Promise<void> => item.setValue(value),
};

/** Mistakes that cost nothing. */
const FREE_ATTEMPTS = 2;
const MAX_DELAY_MS = 5 * 60_000;

/** How long to wait after this many wrong passphrases in a row: from the third on 1, 2, 4 … s, at most 5 min. */
export function delayAfter(wrong: number): number {
  return wrong <= FREE_ATTEMPTS ? 0 : Math.min(1000 * 2 ** (wrong - FREE_ATTEMPTS - 1), MAX_DELAY_MS);
}

/** Slows down whoever guesses the passphrase on this browser. Times are ms since the epoch. */
export const passphraseAttempts = {
  /** @returns when the next passphrase may be tried; null: now. */
  async retryAt(now: number): Promise<number | null> {
    const { wrong, at } = await tries.getValue();
    // The clock was set back: the wait begins anew, instead of lasting until the clock is there again.
    if (at > now) await tries.setValue({ wrong, at: now });
    const end = Math.min(at, now) + delayAfter(wrong);
    return end > now ? end : null;
  },

  /** Counts a try before it is made: whoever kills the background meanwhile has not gained one. */
  async begin(now: number): Promise<void> {
    const { wrong } = await tries.getValue();
    await tries.setValue({ wrong: wrong + 1, at: now });
  },

  /** The passphrase was right. */
  reset: (): Promise<void> => item.removeValue(),
};
