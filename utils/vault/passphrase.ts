import { createMutex } from '@/utils/async';
import type { PasskeyView } from '@/utils/messaging/views';
import { AppError } from '@/utils/problems/app-error';
import type { Keyring } from './keyring';
import { passkeyRecord } from './passkey';
import { passphraseAttempts } from './passphrase-attempts';
import { importRootKey } from './seal';
import { sealedLock } from './sealed-credentials';
import { vaultKey } from './vault-key';
import { unwrapKey, unwrapKeyWith } from './wrapped-key';

/** in code points */
export const MIN_LENGTH = 8;

/** It is not stored itself. */
export interface Passphrase {
  exists(): Promise<boolean>;
  /** ms since the epoch; null: now */
  retryAt(): Promise<number | null>;
  /** Sets the first one and unlocks; where one is set, as `unlock`. @throws AppError PASSPHRASE_SHORT */
  set(passphrase: string): Promise<void>;
  /** @throws AppError PASSPHRASE_WRONG, PASSPHRASE_WAIT (with `retryAfter` in s), PASSPHRASE_UNSET, VAULT_TAMPERED */
  unlock(passphrase: string): Promise<void>;
  /**
   * Replaces the vault key: the old passphrase opens nothing stored later. `next` finishes an interrupted change.
   * Throws as `set` and `unlock`.
   */
  change(passphrase: string, next: string): Promise<void>;
  /**
   * Takes the place of one that is there. Needs the passphrase: who finds the vault open could else come back later.
   * Throws as `unlock`, and VAULT_LOCKED.
   */
  addPasskey(passphrase: string, passkey: PasskeyView, output: string): Promise<void>;
  /** @throws AppError VAULT_LOCKED where there is none; VAULT_TAMPERED for another output, too */
  unlockWithPasskey(output: string): Promise<void>;
  removePasskey(): Promise<void>;
  /** Finishes an interrupted change if unlocked. Throws as `vaultKey.finishReplacing`. */
  resume(): Promise<void>;
  /** Loses what the vault key encrypts. */
  reset(): Promise<void>;
}

/** Runs one call at a time: concurrent attempts would avoid the delay. `now`: ms since the epoch. */
export function createPassphrase(keyring: Keyring, now: () => number = Date.now): Passphrase {
  const withLock = createMutex();
  return {
    exists: vaultKey.exists,
    retryAt: () => passphraseAttempts.retryAt(now()),
    set: (passphrase) => withLock(() => setFirst(keyring, now, passphrase)),
    unlock: (passphrase) => withLock(() => unlock(keyring, now, passphrase)),
    change: (passphrase, next) => withLock(() => change(keyring, now, passphrase, next)),
    addPasskey: (passphrase, passkey, output) => withLock(() => addPasskey(keyring, now, passphrase, passkey, output)),
    unlockWithPasskey: (output) => withLock(() => unlockWithPasskey(keyring, output)),
    removePasskey: () => withLock(() => sealedLock(passkeyRecord.remove)),
    resume: () => withLock(() => finishChange(keyring)),
    reset: () =>
      withLock(async () => {
        await keyring.close();
        await sealedLock(async () => {
          await passkeyRecord.remove();
          await vaultKey.remove();
        });
        await passphraseAttempts.reset();
      }),
  };
}

async function setFirst(keyring: Keyring, now: () => number, passphrase: string): Promise<void> {
  if (await vaultKey.exists()) return unlock(keyring, now, passphrase);
  refuseShort(passphrase);
  const bytes = await sealedLock(async () => {
    await passkeyRecord.remove();
    return vaultKey.create(passphrase);
  });
  await keyring.open(bytes);
}

async function unlock(keyring: Keyring, now: () => number, passphrase: string): Promise<void> {
  const { bytes } = await verify(now, [passphrase]);
  await keyring.open(bytes);
  // If that fails, whoever needs a credential finishes it.
  await finishChange(keyring).catch(() => undefined);
}

async function change(keyring: Keyring, now: () => number, passphrase: string, next: string): Promise<void> {
  refuseShort(next);
  const { bytes, candidate } = await verify(now, [passphrase, next]);
  await keyring.open(bytes);
  await finishChange(keyring);
  // This was the interrupted change.
  if (candidate !== passphrase) return;
  await sealedLock(async () => {
    // A worker that ends after the write leaves the vault locked, not open with the old key.
    const fresh = await vaultKey.replace(bytes, next, async () => {
      // It opens the record before; for this one the authenticator would be needed.
      await passkeyRecord.remove();
      await keyring.close();
    });
    await keyring.open(fresh);
    await vaultKey.finishReplacing(await importRootKey(fresh));
  });
}

async function addPasskey(
  keyring: Keyring,
  now: () => number,
  passphrase: string,
  passkey: PasskeyView,
  output: string,
): Promise<void> {
  // It may have locked during the browser's dialog.
  if (!(await keyring.isOpen())) throw new AppError('VAULT_LOCKED');
  const { openedBy } = await verify(now, [passphrase]);
  await sealedLock(() => passkeyRecord.write(passkey, output, openedBy));
}

/** No try of a passphrase: it neither counts as one nor waits for one. */
async function unlockWithPasskey(keyring: Keyring, output: string): Promise<void> {
  const found = await vaultKey.read();
  const openedBy = await sealedLock(() => passkeyRecord.open(output));
  if (found === null || openedBy === null) throw new AppError('VAULT_LOCKED');
  const bytes = await unwrapKeyWith(openedBy, found.wrapped, found.salt);
  if (bytes === null) throw new AppError('VAULT_TAMPERED');
  await keyring.open(bytes);
  await finishChange(keyring).catch(() => undefined);
}

async function finishChange(keyring: Keyring): Promise<void> {
  await sealedLock(async () => {
    const key = await keyring.key('background');
    if (key !== null) await vaultKey.finishReplacing(key);
  });
}

/** The second one counts where a change to it was interrupted. */
async function verify(
  now: () => number,
  [passphrase, next]: [passphrase: string, next?: string],
): Promise<{ bytes: Uint8Array<ArrayBuffer>; openedBy: Uint8Array<ArrayBuffer>; candidate: string }> {
  const found = await vaultKey.read();
  if (found === null) throw new AppError('PASSPHRASE_UNSET');
  const { wrapped, salt } = found;
  const wait = await retryAfter(now());
  if (wait !== null) throw new AppError('PASSPHRASE_WAIT', { retryAfter: wait });
  await passphraseAttempts.begin(now());
  for (const candidate of next !== undefined && wrapped.previous !== undefined ? [passphrase, next] : [passphrase]) {
    const opened = await unwrapKey(candidate, wrapped, salt);
    if (opened === null) continue;
    await passphraseAttempts.reset();
    return { ...opened, candidate };
  }
  const longer = await retryAfter(now());
  throw new AppError('PASSPHRASE_WRONG', longer === null ? {} : { retryAfter: longer });
}

/** seconds; null: no wait */
async function retryAfter(now: number): Promise<number | null> {
  const at = await passphraseAttempts.retryAt(now);
  return at === null ? null : Math.ceil((at - now) / 1000);
}

function refuseShort(passphrase: string): void {
  if ([...passphrase.normalize('NFKC')].length < MIN_LENGTH) throw new AppError('PASSPHRASE_SHORT');
}
