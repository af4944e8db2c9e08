import * as z from 'zod/mini';

/** A stamp that is so far ahead, in ms, is no clock's; what is set after it must be one that others take. */
const MAX_AHEAD_MS = 100 * 365 * 24 * 3600_000;

/** When a value was set, and by which browser: ms since the epoch, and that browser's random number. */
export const stamp = z.tuple([
  z.number().check(
    z.gte(0),
    z.refine((at) => Number.isSafeInteger(at) && at < Date.now() + MAX_AHEAD_MS),
  ),
  z.string().check(z.regex(/^[0-9a-f]{8}$/)),
]);
export type Stamp = z.infer<typeof stamp>;

/** @returns below 0 where `a` was first. Browsers break ties, so that all of them see the same order. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
}

/**
 * The stamp of something that happens now. It is later than all that was seen, also than what a browser with a fast
 * clock has set: a hybrid logical clock (https://cse.buffalo.edu/tech-reports/2014-04.pdf) whose counter is the time.
 *
 * @param now ms since the epoch. @param seen the latest time on any record.
 */
export function nextStamp(now: number, seen: number, device: string): Stamp {
  return [Math.max(now, seen + 1), device];
}
