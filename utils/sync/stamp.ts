import * as z from 'zod/mini';

/** Not compared with the clock, which may be set back later. */
export const stamp = z.tuple([
  z.number().check(
    z.gte(0),
    z.refine((at) => Number.isSafeInteger(at)),
  ),
  z.string().check(z.regex(/^[0-9a-f]{8}$/)),
]);
/** When a value was set (ms since the epoch), and the random id of the browser. */
export type Stamp = z.infer<typeof stamp>;

/** Below 0: `a` is earlier. The browser's id breaks ties. */
export function compareStamps(a: Stamp, b: Stamp): number {
  if (a[0] !== b[0]) return a[0] - b[0];
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
}

/**
 * Later than `seen`, the latest of any record, even if a clock is ahead. In: ms since the epoch.
 * Hybrid logical clock: https://cse.buffalo.edu/tech-reports/2014-04.pdf
 */
export function nextStamp(now: number, seen: number, browserId: string): Stamp {
  return [Math.min(Math.max(now, seen + 1), Number.MAX_SAFE_INTEGER), browserId];
}

const DAY_MS = 24 * 3600_000;
const MAX_AHEAD_MS = 100 * 365 * DAY_MS;

/**
 * The latest taken from another browser: none could follow the last of all. Does not go back with the clock, and a day
 * further at most with each that is taken: by centuries, some thousand writes would reach the last of all.
 * In and out: ms since the epoch; `seen`: the latest taken or made here.
 */
export function latestAccepted(now: number, seen: number): number {
  return Math.min(Math.max(now + MAX_AHEAD_MS, seen + DAY_MS), Number.MAX_SAFE_INTEGER - 1);
}
