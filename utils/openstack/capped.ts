import * as z from 'zod/mini';

/** Reads only the first `max` entries: each invalid one costs memory. */
export function capped<T>(entry: z.ZodMiniType<T>, max: number) {
  return z.pipe(
    z.transform((value: unknown) => (Array.isArray(value) ? value.slice(0, max) : value)),
    z.array(entry),
  );
}
