import * as z from 'zod/mini';

/** The last day a JavaScript date can name: a stamp beyond it is no clock's. */
const END_OF_TIME = 8.64e15;

/** When a value was set, and by which browser: ms since the epoch, and that browser's random number. */
export const stamp = z.tuple([
  z.number().check(z.refine(Number.isSafeInteger), z.gte(0), z.lte(END_OF_TIME)),
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
