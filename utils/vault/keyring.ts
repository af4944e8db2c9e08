import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';

/** The vault's key while it is unlocked, as bytes: Chromium's session storage holds no CryptoKey. Gone with the browser. */
const KEY = 'session:vault-key';
/** When the person was last seen, ms since the epoch. */
const SEEN = 'session:vault-seen';
/** Minutes; 0: never. */
const AFTER = storage.defineItem<unknown>('local:auto-lock-minutes');
const DEFAULT_MINUTES = 15;
const amount = z.number().check(z.nonnegative());
const keyText = z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/));

/**
 * How much later than due the lock may come, by an alarm of the browser's. Whoever comes still later finds it locked,
 * whether the alarm rang or, on a computer that slept, did not.
 */
export const MAX_LOCK_DELAY_MS = 60_000;
/** Being seen is written down at most this often. */
const MIN_SAVE_INTERVAL_MS = 5_000;

/** Who needs the vault: only a person's doing puts off the lock. `itself`: the extension looks, or tidies up. */
export type Initiator = 'user' | 'background';

/** Holds the vault's key for as long as the vault is unlocked. */
export interface Keyring {
  /** @returns the vault's key; null where it is locked. Counts as use where a person needs it, as is taken for granted. */
  key(initiator?: Initiator): Promise<CryptoKey | null>;
  isOpen(): Promise<boolean>;
  /** @param bytes 32 */
  open(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  /** The person is there; what is locked stays so. */
  seen(): Promise<void>;
  /** @returns when it is due to be locked, ms since the epoch; null: not by time. */
  dueAt(): Promise<number | null>;
  /** minutes without use after which it is locked; null: never */
  autoLock(): Promise<number | null>;
  setAutoLock(after: number | null): Promise<void>;
}

/** @param now ms since the epoch. */
export function createKeyring(now: () => number = Date.now): Keyring {
  async function minutes(): Promise<number> {
    const parsed = amount.safeParse(await AFTER.getValue());
    return parsed.success ? parsed.data : DEFAULT_MINUTES;
  }

  /**
   * @returns ms since the epoch; 0 where that is not known, and then the key's time has passed. A time to come says that
   * the clock was set back, and not when anybody was seen.
   */
  async function lastSeen(): Promise<number> {
    const parsed = amount.safeParse(await storage.getItem(SEEN));
    return parsed.success && parsed.data <= now() + MAX_LOCK_DELAY_MS ? parsed.data : 0;
  }

  async function dueAt(): Promise<number | null> {
    const after = await minutes();
    return after === 0 ? null : (await lastSeen()) + after * 60_000;
  }

  async function bytes(): Promise<Uint8Array<ArrayBuffer> | null> {
    const text = keyText.safeParse(await storage.getItem(KEY));
    if (!text.success) return null;
    const due = await dueAt();
    if (due === null || now() <= due + MAX_LOCK_DELAY_MS)
      return Uint8Array.from(atob(text.data), (c) => c.charCodeAt(0));
    // Whatever happens to the time from here on, this key does not come back.
    await storage.removeItem(KEY);
    return null;
  }

  async function note(): Promise<void> {
    if (Math.abs(now() - (await lastSeen())) > MIN_SAVE_INTERVAL_MS) await storage.setItem(SEEN, now());
  }

  return {
    async key(initiator = 'user') {
      const raw = await bytes();
      if (raw === null) return null;
      if (initiator === 'user') await note();
      return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
    },
    isOpen: async () => (await bytes()) !== null,
    async open(raw) {
      await storage.setItem(SEEN, now());
      await storage.setItem(KEY, btoa(String.fromCharCode(...raw)));
    },
    close: () => storage.removeItem(KEY),
    async seen() {
      if ((await bytes()) !== null) await note();
    },
    dueAt,
    async autoLock() {
      const after = await minutes();
      return after === 0 ? null : after;
    },
    setAutoLock: (after) => AFTER.setValue(after ?? 0),
  };
}
