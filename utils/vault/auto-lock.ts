import { browser } from '@/utils/browser';
import { type Keyring, MAX_LOCK_DELAY_MS } from './keyring';

const ALARM = 'auto-lock';

/** Locks the vault when nobody has been there for a while, and when the system is locked. */
export interface AutoLock {
  /** Listens. Must be called synchronously when the worker starts. */
  listen(lock: () => Promise<unknown>): void;
  /** The vault was unlocked, or the time was changed: sets the alarm. */
  arm(): Promise<void>;
}

/**
 * Whoever uses this computer counts as being there, where the browser tells (`idle`: Chromium and Firefox; only Chromium
 * tells that the screen was locked, https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/idle/IdleState);
 * so does whoever uses the extension. Nothing runs meanwhile: the browser's alarm wakes the worker, and whoever comes
 * much later than that finds the keyring closed by its own clock.
 *
 * @param now ms since the epoch.
 */
export function createAutoLock(keyring: Keyring, now: () => number = Date.now): AutoLock {
  async function arm(): Promise<void> {
    const due = (await keyring.isOpen()) ? await keyring.dueAt() : null;
    if (due === null) {
      await browser.alarms.clear(ALARM);
      return;
    }
    const minutes = await keyring.autoLock();
    if (minutes !== null) browser.idle?.setDetectionInterval(minutes * 60);
    // Never in the past, and not more often than browsers ring.
    browser.alarms.create(ALARM, { when: Math.max(due, now() + 1000) });
  }

  /** @returns whether somebody has used this computer while the extension was not used. */
  async function isPersonThere(minutes: number): Promise<boolean> {
    return (await browser.idle?.queryState(minutes * 60).catch(() => null)) === 'active';
  }

  async function ring(lock: () => Promise<unknown>): Promise<void> {
    const due = await keyring.dueAt();
    const minutes = await keyring.autoLock();
    if (due === null || minutes === null || !(await keyring.isOpen())) return void (await lockIfShut(lock));
    // Late means that the computer slept: who woke it up is not known.
    const late = now() - due > MAX_LOCK_DELAY_MS / 2;
    if (now() >= due && (late || !(await isPersonThere(minutes)))) {
      await lock();
      return;
    }
    if (now() >= due) await keyring.seen();
    await arm();
  }

  async function lockIfOpen(lock: () => Promise<unknown>): Promise<void> {
    if (await keyring.isOpen()) await lock();
  }

  async function idle(lock: () => Promise<unknown>): Promise<void> {
    const minutes = await keyring.autoLock();
    // The browser may have fallen back to an interval of its own.
    if (minutes !== null && !(await isPersonThere(minutes))) await lockIfOpen(lock);
  }

  /** Its time has passed long ago, or it was locked meanwhile: what is left of it goes. */
  async function lockIfShut(lock: () => Promise<unknown>): Promise<void> {
    if (!(await keyring.isOpen())) await lock();
  }

  return {
    arm,
    listen(lock) {
      browser.alarms.onAlarm.addListener(({ name }) => {
        if (name === ALARM) void ring(lock);
      });
      browser.idle?.onStateChanged.addListener((state) => {
        if (state === 'locked') void lockIfOpen(lock);
        if (state === 'idle') void idle(lock);
      });
    },
  };
}
