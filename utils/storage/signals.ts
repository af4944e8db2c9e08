import { storage } from 'wxt/utils/storage';
import type { Notice } from '@/utils/messaging/page-api';
import type { ActivityView } from '@/utils/messaging/views';

/** Where `activity` keeps its list. By itself, for pages that only want to hear of changes. */
export const activityItem = storage.defineItem<ActivityView[]>('local:activity', { version: 1, fallback: [] });

/** Changes whenever the vault is locked or unlocked, so that open pages hear of it. It says nothing but that. */
export const lockMark = storage.defineItem<string | null>('session:lock-mark', { fallback: null });

/** An error that had no page to tell it, such as the keyboard command's; shown by the next popup. */
export const notice = storage.defineItem<Notice | null>('session:notice', { fallback: null });
