import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import type { PasskeyView, VaultView } from '@/utils/messaging/views';
import { storedItem } from '@/utils/storage/stored-item';
import type { Keyring } from './keyring';
import { passkeyRecord } from './passkey';
import type { Passphrase } from './passphrase';
import type { CredentialStore } from './vault';

const lockChange = storedItem('session:lock-change', { version: 1, schema: z.string(), fallback: null });

/** Functions return the new state, and throw as those of `Passphrase`. */
export interface VaultLock {
  state(): Promise<VaultView>;
  /** Also ends the tokens of protected clouds. */
  lock(): Promise<VaultView>;
  unlock(passphrase: string): Promise<VaultView>;
  setPassphrase(passphrase: string): Promise<VaultView>;
  changePassphrase(passphrase: string, next: string): Promise<VaultView>;
  addPasskey(passphrase: string, passkey: PasskeyView, output: string): Promise<VaultView>;
  unlockWithPasskey(output: string): Promise<VaultView>;
  removePasskey(): Promise<VaultView>;
  /** Deletes its credentials too, not their clouds. */
  reset(): Promise<VaultView>;
  setAutoLock(minutes: number | null): Promise<VaultView>;
  /** Finishes an overdue or interrupted lock, or an interrupted change. */
  resume(): Promise<void>;
}

/** `store`: the credentials that the passphrase protects. */
export interface VaultLockDeps {
  keyring: Keyring;
  passphrase: Passphrase;
  store: Pick<CredentialStore, 'list' | 'remove'>;
  /** of protected clouds */
  endTokens(): Promise<void>;
  onOpen(): Promise<void>;
}

/** Runs one call at a time: `resume` and a request may coincide. */
export function createVaultLock(deps: VaultLockDeps): VaultLock {
  const { keyring, passphrase, store, onOpen } = deps;
  const withLock = createMutex();

  const state = () => stateOf(deps);

  async function close(): Promise<void> {
    // Whatever fails, the other is done.
    const [closed] = await Promise.allSettled([keyring.close().catch(keyring.close)]);
    await deps.endTokens();
    if (closed.status === 'rejected') throw closed.reason;
  }

  async function changed(): Promise<VaultView> {
    // Full storage does not undo a lock.
    await lockChange.set(crypto.randomUUID()).catch(() => undefined);
    return state();
  }

  async function opened(): Promise<VaultView> {
    await onOpen();
    return changed();
  }

  return {
    state,
    async lock() {
      // At once: a call before this one may wait for storage that does not answer.
      await keyring.close().catch(() => undefined);
      return withLock(() => close().then(changed));
    },
    unlock: (text) => withLock(() => passphrase.unlock(text).then(opened)),
    setPassphrase: (text) => withLock(() => passphrase.set(text).then(opened)),
    changePassphrase: (text, next) => withLock(() => passphrase.change(text, next).then(opened)),
    addPasskey: (text, passkey, output) => withLock(() => passphrase.addPasskey(text, passkey, output).then(opened)),
    unlockWithPasskey: (output) => withLock(() => passphrase.unlockWithPasskey(output).then(opened)),
    removePasskey: () => withLock(() => passphrase.removePasskey().then(changed)),
    reset: () =>
      withLock(async () => {
        await close();
        // Last: an interrupted reset can be repeated.
        for (const cloudId of await store.list()) await store.remove(cloudId);
        await passphrase.reset();
        return changed();
      }),
    setAutoLock: (minutes) =>
      withLock(async () => {
        // A longer time must not open a closed vault.
        if (!(await keyring.isOpen())) await close();
        await keyring.setAutoLock(minutes);
        return opened();
      }),
    resume: () =>
      withLock(async () => {
        const { exists, locked } = await state();
        if (locked) await close();
        else if (exists) await passphrase.resume();
      }),
  };
}

async function stateOf({ keyring, passphrase }: VaultLockDeps): Promise<VaultView> {
  const exists = await passphrase.exists();
  // Without it the passphrase still unlocks.
  const passkey = exists ? await passkeyRecord.view().catch(() => null) : null;
  return {
    ...(passkey !== null && { passkey }),
    exists,
    locked: exists && !(await keyring.isOpen()),
    autoLockMinutes: await keyring.autoLock(),
    retryAt: await passphrase.retryAt(),
  };
}
