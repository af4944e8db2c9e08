import * as z from 'zod/mini';
import type { Notice } from '@/utils/messaging/page-api';
import { storedItem } from './stored-item';

const isNotice = (value: unknown) =>
  typeof value === 'object' && value !== null && 'problem' in value && value.problem instanceof Object;

/** An error for the next popup to show. */
export const notice = storedItem('session:notice', {
  ...{ version: 1, fallback: null },
  schema: z.custom<Notice>(isNotice),
});
