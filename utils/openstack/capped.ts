import * as z from 'zod/mini';

/** An array of which only the first `max` entries are read: each invalid one costs memory. */
export function capped<T>(entry: z.ZodMiniType<T>, max: number) {
  return z.pipe(
    z.transform((value: unknown) => (Array.isArray(value) ? value.slice(0, max) : value)),
    z.array(entry),
  );
}
