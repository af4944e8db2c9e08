import * as z from 'zod/mini';

/** Stamps further ahead are refused: no later one could be made. */
const MAX_AHEAD_MS = 100 * 365 * 24 * 3600_000;

/** When a value was set, in ms since the epoch, and by which browser (a random id). */
export const stamp = z.tuple([
  z.number().check(
    z.gte(0),
    z.refine((at) => Number.isSafeInteger(at) && at < Date.now() + MAX_AHEAD_MS),
  ),
  z.string().check(z.regex(/^[0-9a-f]{8}$/)),
]);
/** `[when, browser]`. */
export type Stamp = z.infer<typeof stamp>;

/** Below 0: `a` is earlier. The browser's id breaks ties. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
}

/**
 * Later than all known stamps, also of a clock that is ahead: a hybrid logical clock
 * (https://cse.buffalo.edu/tech-reports/2014-04.pdf). In: ms since the epoch; `seen` is the latest of any record.
 */
export function nextStamp(now: number, seen: number, browserId: string): Stamp {
  return [Math.max(now, seen + 1), browserId];
}
