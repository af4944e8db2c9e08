import { storage } from 'wxt/utils/storage';
import type { Notice } from '@/utils/messaging/views';

/** An error that had no page to tell it, such as the keyboard command's; shown by the next popup. */
export const notice = storage.defineItem<Notice | null>('session:notice', { fallback: null });
