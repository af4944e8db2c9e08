import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { AppError } from '@/utils/problems/app-error';
import { storedItem } from '@/utils/storage/stored-item';
import type { Keyring } from './keyring';
import { passphraseAttempts } from './passphrase-attempts';
import { ITERATIONS, unwrapKey, type WrappedKey, wrapKey } from './wrapped-key';

// Any stored value passes the schema: an invalid one must count as tampered with, not as missing.
const wrappedKey = storedItem('vault:passphrase-key', { version: 1, schema: z.unknown(), fallback: null });

/** in code points */
export const MIN_LENGTH = 8;

/** The passphrase itself is not stored. */
export interface Passphrase {
  exists(): Promise<boolean>;
  /** ms since the epoch; null: now */
  retryAt(): Promise<number | null>;
  /**
   * Sets the first passphrase and unlocks the vault. May be repeated.
   * @throws AppError PASSPHRASE_SHORT; as `unlock` where one is set
   */
  set(passphrase: string): Promise<void>;
  /** @throws AppError PASSPHRASE_WRONG, PASSPHRASE_WAIT (both with `retryAfter` in s), PASSPHRASE_UNSET, VAULT_TAMPERED. */
  unlock(passphrase: string): Promise<void>;
  /** Encrypts the vault key anew, not the credentials. Throws as `set` and `unlock`. */
  change(passphrase: string, next: string): Promise<void>;
  /** Loses what the vault key encrypts. */
  reset(): Promise<void>;
}

/** Sets, checks and changes the passphrase of the vault. */
export function createPassphrase(keyring: Keyring, now: () => number = Date.now): Passphrase {
  // Concurrent attempts would avoid the delay.
  const withLock = createMutex();
  return {
    exists,
    retryAt: () => passphraseAttempts.retryAt(now()),
    set: (passphrase) => withLock(() => setFirst(keyring, now, passphrase)),
    unlock: (passphrase) => withLock(() => unlock(keyring, now, passphrase)),
    change: (passphrase, next) => withLock(() => change(keyring, now, passphrase, next)),
    reset: () =>
      withLock(async () => {
        await keyring.close();
        await wrappedKey.remove();
        await passphraseAttempts.reset();
      }),
  };
}

async function exists(): Promise<boolean> {
  return (await wrappedKey.get()) !== null;
}

async function setFirst(keyring: Keyring, now: () => number, passphrase: string): Promise<void> {
  if (await exists()) return unlock(keyring, now, passphrase);
  refuseShort(passphrase);
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  await wrappedKey.set(await wrapKey(passphrase, bytes));
  await keyring.open(bytes);
}

async function unlock(keyring: Keyring, now: () => number, passphrase: string): Promise<void> {
  const { bytes, wrapped } = await verify(now, [passphrase]);
  if (wrapped.iterations < ITERATIONS || isChanging(wrapped)) await wrappedKey.set(await wrapKey(passphrase, bytes));
  await keyring.open(bytes);
}

async function change(keyring: Keyring, now: () => number, passphrase: string, next: string): Promise<void> {
  refuseShort(next);
  const { bytes } = await verify(now, [passphrase, next]);
  const wrapped = await wrapKey(next, bytes);
  // In one write: `changing` only if the passphrase was changed.
  await wrappedKey.set({ ...wrapped, changing: true });
  await keyring.open(bytes);
  await wrappedKey.set(wrapped);
}

/**
 * Throws as `Passphrase.unlock`.
 * @param passphrases the second counts where a change to it was interrupted
 */
async function verify(
  now: () => number,
  [passphrase, next]: [passphrase: string, next?: string],
): Promise<{ bytes: Uint8Array<ArrayBuffer>; wrapped: WrappedKey }> {
  const wrapped = await wrappedKey.get();
  if (wrapped === null) throw new AppError('PASSPHRASE_UNSET');
  const wait = await retryAfter(now());
  if (wait !== null) throw new AppError('PASSPHRASE_WAIT', { retryAfter: wait });
  await passphraseAttempts.begin(now());
  for (const candidate of next !== undefined && isChanging(wrapped) ? [passphrase, next] : [passphrase]) {
    const bytes = await unwrapKey(candidate, wrapped);
    if (bytes === null) continue;
    await passphraseAttempts.reset();
    return { bytes, wrapped: wrapped as WrappedKey };
  }
  const longer = await retryAfter(now());
  throw new AppError('PASSPHRASE_WRONG', longer === null ? {} : { retryAfter: longer });
}

/** @returns seconds; null: no wait */
async function retryAfter(now: number): Promise<number | null> {
  const at = await passphraseAttempts.retryAt(now);
  return at === null ? null : Math.ceil((at - now) / 1000);
}

function isChanging(wrapped: unknown): boolean {
  return (wrapped as Partial<WrappedKey> | null | undefined)?.changing === true;
}

function refuseShort(passphrase: string): void {
  if ([...passphrase.normalize('NFKC')].length < MIN_LENGTH) throw new AppError('PASSPHRASE_SHORT');
}
