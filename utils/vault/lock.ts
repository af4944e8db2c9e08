import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import type { VaultView } from '@/utils/messaging/views';
import { storedItem } from '@/utils/storage/stored-item';
import type { Keyring } from './keyring';
import type { Passphrase } from './passphrase';
import type { CredentialStore } from './vault';

/** Changes whenever the vault is locked or unlocked, so that open pages draw that anew. */
const lockChange = storedItem('session:lock-change', { version: 1, schema: z.string(), fallback: null });

/** Locking and unlocking the sign-ins behind the passphrase. Each answers with how things are then. */
export interface VaultLock {
  state(): Promise<VaultView>;
  /** Forgets the key, and gives up the tokens that were got with it. */
  lock(): Promise<VaultView>;
  /** Throws as `Passphrase.unlock`. */
  unlock(passphrase: string): Promise<VaultView>;
  /** Throws as `Passphrase.set`. */
  setPassphrase(passphrase: string): Promise<VaultView>;
  /** Throws as `Passphrase.change`. */
  changePassphrase(passphrase: string, next: string): Promise<VaultView>;
  /** Forgets the passphrase and the credentials behind it. Their clouds stay, and ask for their secret again. */
  reset(): Promise<VaultView>;
  setAutoLock(minutes: number | null): Promise<VaultView>;
  /** A worker started: finishes what an earlier one that locked, or a time that passed meanwhile, left undone. */
  resume(): Promise<void>;
}

export interface VaultLockDeps {
  keyring: Keyring;
  passphrase: Passphrase;
  /** what the passphrase protects */
  store: Pick<CredentialStore, 'list' | 'remove'>;
  /** ends the tokens that were issued with what the passphrase protects: forgets them at once, revokes them afterwards */
  endTokens(): Promise<void>;
  /** told that the vault was unlocked, or that the time has changed after which it is to be locked */
  onOpen(): Promise<void>;
}

/** Makes the lock over all sign-ins behind the passphrase; `resume` has to be called by each new worker. */
export function createVaultLock({ keyring, passphrase, store, endTokens, onOpen }: VaultLockDeps): VaultLock {
  // A worker that starts settles things while the request that woke it may unlock them.
  const withLock = createMutex();

  async function state(): Promise<VaultView> {
    const exists = await passphrase.exists();
    return {
      exists,
      locked: exists && !(await keyring.isOpen()),
      autoLockMinutes: await keyring.autoLock(),
      retryAt: await passphrase.retryAt(),
    };
  }

  /** Open pages draw themselves anew. */
  async function told(): Promise<VaultView> {
    await lockChange.set(crypto.randomUUID());
    return state();
  }

  async function opened(): Promise<VaultView> {
    await onOpen();
    return told();
  }

  async function close(): Promise<void> {
    await keyring.close();
    await endTokens();
  }

  return {
    state,
    lock: () => withLock(() => close().then(told)),
    unlock: (text) => withLock(() => passphrase.unlock(text).then(opened)),
    setPassphrase: (text) => withLock(() => passphrase.set(text).then(opened)),
    changePassphrase: (text, next) => withLock(() => passphrase.change(text, next).then(opened)),
    reset: () =>
      withLock(async () => {
        await close();
        // The passphrase last: a worker that dies before that leaves a vault that can be reset again.
        for (const cloudId of await store.list()) await store.remove(cloudId);
        await passphrase.reset();
        return told();
      }),
    setAutoLock: (minutes) =>
      withLock(async () => {
        // A longer time must not bring back what the shorter one has ended.
        if (!(await keyring.isOpen())) await close();
        await keyring.setAutoLock(minutes);
        return opened();
      }),
    resume: () =>
      withLock(async () => {
        if ((await state()).locked) await close();
      }),
  };
}
