import type * as z from 'zod/mini';

/**
 * What storage holds, where it has the shape that this release writes. An older one, or a write that was cut off, may
 * have left another: that is taken for nothing, since all that is kept here is asked for again.
 *
 * @returns `none` for any other value; never throws
 */
export function parseOr<T, N>(shape: z.ZodMiniType<T>, value: unknown, none: N): T | N {
  const result = shape.safeParse(value);
  return result.success ? result.data : none;
}
