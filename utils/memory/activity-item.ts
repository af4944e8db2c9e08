import { storage } from 'wxt/utils/storage';
import type { ActivityView } from '@/utils/messaging/views';

/** Where `activity` keeps its list. By itself, for pages that only want to hear of changes. */
export const activityItem = storage.defineItem<ActivityView[]>('local:activity', { version: 1, fallback: [] });
