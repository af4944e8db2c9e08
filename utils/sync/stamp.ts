import * as z from 'zod/mini';

/**
 * When a value was set, in ms since the epoch, and by which browser (a random id). Not compared with the clock: what was
 * once taken must stay readable after the clock is set back.
 */
export const stamp = z.tuple([
  z.number().check(
    z.gte(0),
    z.refine((at) => Number.isSafeInteger(at)),
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
  return [Math.min(Math.max(now, seen + 1), Number.MAX_SAFE_INTEGER), browserId];
}

const MAX_AHEAD_MS = 100 * 365 * 24 * 3600_000;

/**
 * The latest stamp that is taken from another browser: no later one could be made after the last of all. It does not go
 * back with the clock. In and out: ms since the epoch; `seen` is the latest that this browser has taken or made.
 */
export function latestAccepted(now: number, seen: number): number {
  return Math.min(Math.max(now, seen) + MAX_AHEAD_MS, Number.MAX_SAFE_INTEGER - 1);
}
