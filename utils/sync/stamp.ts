import * as z from 'zod/mini';

/** Stamps further ahead are refused: a later one could not be made any more. */
const MAX_AHEAD_MS = 100 * 365 * 24 * 3600_000;

/** When a value was set, in ms since the epoch, and the random id of the browser that set it. */
export const stamp = z.tuple([
  z.number().check(
    z.gte(0),
    z.refine((at) => Number.isSafeInteger(at) && at < Date.now() + MAX_AHEAD_MS),
  ),
  z.string().check(z.regex(/^[0-9a-f]{8}$/)),
]);
export type Stamp = z.infer<typeof stamp>;

/** @returns below 0 where `a` is earlier. The browser's id breaks ties, so that all browsers have the same order. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
}

/**
 * A stamp later than all known ones, even those of a browser whose clock is ahead: a hybrid logical clock
 * (https://cse.buffalo.edu/tech-reports/2014-04.pdf).
 *
 * @param now ms since the epoch. @param seen the latest time of any record.
 */
export function nextStamp(now: number, seen: number, device: string): Stamp {
  return [Math.max(now, seen + 1), device];
}
