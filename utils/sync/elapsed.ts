import * as z from 'zod/mini';

/** ms in which this browser synced, and the clock's last time (ms since the epoch). */
export const elapsedSchema = z.object({ passed: z.number().check(z.gte(0)), at: z.number() });
/** See {@link elapsedSchema}. */
export type Elapsed = z.infer<typeof elapsedSchema>;

const MAX_STEP_MS = 31 * 24 * 3600_000;

/** Goes on with the clock, but not back, and by a month at most: a clock may be wrong by years. */
export function advanced({ passed, at }: Elapsed, now: number): Elapsed {
  return { passed: passed + Math.min(Math.max(now - at, 0), MAX_STEP_MS), at: now };
}
