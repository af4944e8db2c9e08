import { createSerial } from '@/utils/async';
import type { VaultView } from '@/utils/messaging/views';
import { lockMark } from '@/utils/storage/signals';
import type { Keyring } from './keyring';
import type { Passphrase } from './passphrase';
import type { Keep } from './vault';

/** Locking and unlocking the sign-ins behind the passphrase. Each answers with how things are then. */
export interface Locking {
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
  settle(): Promise<void>;
}

export interface LockingDeps {
  keyring: Keyring;
  passphrase: Passphrase;
  /** what the passphrase protects */
  keep: Pick<Keep, 'list' | 'remove'>;
  /** ends the tokens that were issued with what the passphrase protects: forgets them at once, revokes them afterwards */
  endTokens(): Promise<void>;
  /** told that the vault was unlocked, or that the time has changed after which it is to be locked */
  onOpen(): Promise<void>;
}

/** Makes the lock over all sign-ins behind the passphrase; `settle` has to be called by each new worker. */
export function createLocking({ keyring, passphrase, keep, endTokens, onOpen }: LockingDeps): Locking {
  // A worker that starts settles things while the request that woke it may unlock them.
  const inTurn = createSerial();

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
    await lockMark.setValue(crypto.randomUUID());
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
    lock: () => inTurn(() => close().then(told)),
    unlock: (text) => inTurn(() => passphrase.unlock(text).then(opened)),
    setPassphrase: (text) => inTurn(() => passphrase.set(text).then(opened)),
    changePassphrase: (text, next) => inTurn(() => passphrase.change(text, next).then(opened)),
    reset: () =>
      inTurn(async () => {
        await close();
        // The passphrase last: a worker that dies before that leaves a vault that can be reset again.
        for (const cloudId of await keep.list()) await keep.remove(cloudId);
        await passphrase.reset();
        return told();
      }),
    setAutoLock: (minutes) =>
      inTurn(async () => {
        // A longer time must not bring back what the shorter one has ended.
        if (!(await keyring.isOpen())) await close();
        await keyring.setAutoLock(minutes);
        return opened();
      }),
    settle: () =>
      inTurn(async () => {
        if ((await state()).locked) await close();
      }),
  };
}
