import * as z from 'zod/mini';
import { storedList } from '@/utils/storage/stored-list';

const mark = z.object({
  id: z.string(),
  /** `added`, `removed`: without a profile, what is left of it belongs to no cloud */
  by: z.enum(['added', 'changed', 'removed']),
});

/** A cloud whose change may have been interrupted. */
export type UnfinishedCloud = z.infer<typeof mark>;

const list = storedList('local:unfinished-clouds', { version: 1, entry: mark, id: 'id' });

/**
 * Clouds whose change is not finished: written before the first write of a change, removed after the last. What a worker
 * leaves behind is deleted for these only: a list of clouds that lacks one, or is empty, may itself have been lost.
 */
export const unfinishedClouds = {
  all: list.get,
  add: list.put,
  remove: list.remove,
};
