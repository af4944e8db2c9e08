import { browser } from '@/utils/browser';
import { type Keyring, MAX_LOCK_DELAY_MS } from './keyring';

const ALARM = 'auto-lock';

/** Locks after a time without use, or when the screen is locked. */
export interface AutoLock {
  /** Call when the worker starts, synchronously. */
  listen(lock: () => Promise<unknown>): void;
  schedule(): Promise<void>;
}

/**
 * Only Chromium reports a locked screen:
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/idle/IdleState
 */
export function createAutoLock(keyring: Keyring, now: () => number = Date.now): AutoLock {
  async function schedule(): Promise<void> {
    const due = (await keyring.isOpen()) ? await keyring.dueAt() : null;
    if (due === null) {
      await browser.alarms.clear(ALARM);
      return;
    }
    const minutes = await keyring.autoLock();
    if (minutes !== null) browser.idle?.setDetectionInterval(minutes * 60);
    browser.alarms.create(ALARM, { when: Math.max(due, now() + 1000) });
  }

  async function onAlarm(lock: () => Promise<unknown>): Promise<void> {
    const due = await keyring.dueAt();
    const minutes = await keyring.autoLock();
    if (due === null || minutes === null || !(await keyring.isOpen())) return void (await lockIfClosed(lock));
    // The computer slept; any user may have woken it.
    const isLate = now() - due > MAX_LOCK_DELAY_MS / 2;
    if (now() >= due && (isLate || !(await isUserActive(minutes)))) {
      await lock();
      return;
    }
    if (now() >= due) await keyring.recordUse();
    await schedule();
  }

  async function lockIfOpen(lock: () => Promise<unknown>): Promise<void> {
    if (await keyring.isOpen()) await lock();
  }

  async function lockIfClosed(lock: () => Promise<unknown>): Promise<void> {
    if (!(await keyring.isOpen())) await lock();
  }

  async function onIdle(lock: () => Promise<unknown>): Promise<void> {
    const minutes = await keyring.autoLock();
    // The browser may use another interval.
    if (minutes !== null && !(await isUserActive(minutes))) await lockIfOpen(lock);
  }

  return {
    schedule,
    listen(lock) {
      browser.alarms.onAlarm.addListener(async ({ name }) => {
        if (name === ALARM) await onAlarm(lock);
      });
      browser.idle?.onStateChanged.addListener(async (state) => {
        if (state === 'locked') await lockIfOpen(lock);
        if (state === 'idle') await onIdle(lock);
      });
    },
  };
}

async function isUserActive(minutes: number): Promise<boolean> {
  return (await browser.idle?.queryState(minutes * 60).catch(() => null)) === 'active';
}
