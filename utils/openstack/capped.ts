import * as z from 'zod/mini';

/** Reads only the first `max` entries: each invalid one costs memory. */
export function capped<T>(entry: z.ZodMiniType<T>, max: number) {
  return z.pipe(
    z.transform((value: unknown) => (Array.isArray(value) ? value.slice(0, max) : value)),
    z.array(entry),
  );
}

/** As `capped`, for the entries of an object. */
export function cappedRecord<T>(entry: z.ZodMiniType<T>, max: number) {
  return z.pipe(
    z.transform((value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).slice(0, max))
        : value,
    ),
    z.record(z.string(), entry),
  );
}
