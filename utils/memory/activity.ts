import { storage } from 'wxt/utils/storage';
import type { ActivityView } from '@/utils/messaging/views';
import { createSerial } from '@/utils/serial';

const item = storage.defineItem<ActivityView[]>('local:activity', { version: 1, fallback: [] });
const inTurn = createSerial();
const KEPT = 50;

/** The consoles that were asked for lately, newest first: what, where, how and with which outcome. No URL, no secret. */
export const activity = {
  list: () => item.getValue(),
  add(entry: Omit<ActivityView, 'at'>): Promise<void> {
    return inTurn(async () => item.setValue([{ at: Date.now(), ...entry }, ...(await item.getValue())].slice(0, KEPT)));
  },
  clear: () => inTurn(() => item.setValue([])),
};
