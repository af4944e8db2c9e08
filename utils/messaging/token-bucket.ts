/** How much may be done at once, and how soon it may be done again. */
export interface Rate {
  /** in one go, by whoever has done nothing for a while */
  most: number;
  /** ms until one more may be done */
  everyMs: number;
}

/**
 * Allows bursts, and no more than a steady rate on the whole.
 *
 * @param now ms since any fixed moment; where it goes back, nothing is won or lost.
 * @returns what takes one: false where none is left.
 */
export function createBucket({ most, everyMs }: Rate, now: () => number): () => boolean {
  let left = most;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(most, left + Math.max(0, time - at) / everyMs);
    at = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
