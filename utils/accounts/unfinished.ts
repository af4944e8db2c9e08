import * as z from 'zod/mini';
import { storedList } from '@/utils/storage/stored-list';

const mark = z.object({
  id: z.string(),
  /** `added`, `removed`: without a profile, the rest may be deleted */
  by: z.enum(['added', 'changed', 'removed']),
  /** match patterns to give back when the tokens of the removed cloud are revoked */
  access: z.optional(z.array(z.string())),
});

/** A cloud whose change may have been interrupted. */
export type UnfinishedCloud = z.infer<typeof mark>;

const list = storedList('local:unfinished-clouds', { version: 1, entry: mark, id: 'id' });

/**
 * Written before the first write of a change, removed after the last. Only for these is data without a cloud deleted:
 * the list of clouds may have been lost.
 */
export const unfinishedClouds = {
  all: list.get,
  add: list.put,
  remove: list.remove,
};
