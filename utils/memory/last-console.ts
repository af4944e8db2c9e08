import { storage } from 'wxt/utils/storage';
import type { LastConsoleView } from '@/utils/messaging/views';

/**
 * The console opened last: which server, never its URL, which is a secret. In `storage.local`, so that
 * it outlives the browser.
 */
export const lastConsole = storage.defineItem<LastConsoleView | null>('local:lastConsole', {
  version: 1,
  fallback: null,
});
