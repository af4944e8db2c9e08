import * as z from 'zod/mini';
import { storedItem } from '@/utils/storage/stored-item';
import { importRootKey } from './seal';

const amount = z.number().check(z.nonnegative());
/** 32 bytes as base64: Chromium's session storage holds no CryptoKey. */
const keyText = z.string().check(z.regex(/^[A-Za-z0-9+/]{43}=$/));

const vaultKey = storedItem('session:vault-key', { version: 1, schema: keyText, fallback: null });
/** ms since the epoch */
const lastUsed = storedItem('session:vault-last-used', { version: 1, schema: amount, fallback: 0 });
/** 0: never */
const autoLockMinutes = storedItem('local:auto-lock-minutes', { version: 1, schema: amount, fallback: 15 });

/** The keyring gives no key this long after a missed lock. */
export const MAX_LOCK_DELAY_MS = 60_000;
const MIN_SAVE_INTERVAL_MS = 5_000;

/** Who causes a call; only `user`, the default, delays the auto-lock. */
export type Initiator = 'user' | 'background';

/** Holds the vault key while unlocked. */
export interface Keyring {
  /** A key for `seal`; null: locked. */
  key(initiator?: Initiator): Promise<CryptoKey | null>;
  isOpen(): Promise<boolean>;
  /** @param bytes 32 */
  open(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
  recordUse(): Promise<void>;
  /** ms since the epoch; null: never */
  dueAt(): Promise<number | null>;
  /** Minutes without use until the vault locks; null: never. */
  autoLock(): Promise<number | null>;
  setAutoLock(minutes: number | null): Promise<void>;
}

/** @param now ms since the epoch */
export function createKeyring(now: () => number = Date.now): Keyring {
  /** 0: unknown, or the clock was set back. */
  async function lastUse(): Promise<number> {
    const at = await lastUsed.get();
    return at <= now() + MAX_LOCK_DELAY_MS ? at : 0;
  }

  async function dueAt(): Promise<number | null> {
    const minutes = await autoLockMinutes.get();
    return minutes === 0 ? null : (await lastUse()) + minutes * 60_000;
  }

  async function keyBytes(): Promise<Uint8Array<ArrayBuffer> | null> {
    const text = await vaultKey.get();
    if (text === null) return null;
    const due = await dueAt();
    if (due === null || now() <= due + MAX_LOCK_DELAY_MS) return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    // A change of the clock must not reopen it.
    await vaultKey.remove();
    return null;
  }

  async function saveUse(): Promise<void> {
    if (Math.abs(now() - (await lastUse())) > MIN_SAVE_INTERVAL_MS) await lastUsed.set(now());
  }

  return {
    async key(initiator = 'user') {
      const bytes = await keyBytes();
      if (bytes === null) return null;
      if (initiator === 'user') await saveUse();
      return importRootKey(bytes);
    },
    isOpen: async () => (await keyBytes()) !== null,
    async open(bytes) {
      await lastUsed.set(now());
      await vaultKey.set(btoa(String.fromCharCode(...bytes)));
    },
    close: vaultKey.remove,
    async recordUse() {
      if ((await keyBytes()) !== null) await saveUse();
    },
    dueAt,
    async autoLock() {
      const minutes = await autoLockMinutes.get();
      return minutes === 0 ? null : minutes;
    },
    setAutoLock: (minutes) => autoLockMinutes.set(minutes ?? 0),
  };
}
