import { createStore, del, get, set } from 'idb-keyval';
import { createMutex } from '@/utils/async';
import { AppError } from '@/utils/problems/app-error';
import type { Keyring } from './keyring';
import { passphraseAttempts } from './passphrase-attempts';
import { ITERATIONS, unwrapKey, type WrappedKey, wrapKey } from './wrapped-key';

const store = createStore('novnc-passphrase', 'keys');
const NAME = 'vault';
/** Letters of the shortest passphrase that is taken; guessing is slow, so it need not be long. */
export const MIN_LENGTH = 8;

/** The passphrase: it opens the keyring, and is stored nowhere. */
export interface Passphrase {
  /** whether one was set */
  exists(): Promise<boolean>;
  /** when the next one may be tried, ms since the epoch; null: now */
  retryAt(): Promise<number | null>;
  /**
   * Sets the first one, and unlocks. Asked again with the same one it does no harm.
   * @throws AppError PASSPHRASE_SHORT, and as `unlock` where another one is set already.
   */
  set(passphrase: string): Promise<void>;
  /** @throws AppError PASSPHRASE_WRONG, PASSPHRASE_WAIT (both with `retryAfter` in s), PASSPHRASE_UNSET, VAULT_TAMPERED. */
  unlock(passphrase: string): Promise<void>;
  /** What is encrypted stays as it is: only its key is encrypted anew. Throws as `set` and `unlock`. */
  change(passphrase: string, next: string): Promise<void>;
  /** Forgets it, and with it the key of everything behind it. */
  reset(): Promise<void>;
}

/** @param now ms since the epoch. */
export function createPassphrase(keyring: Keyring, now: () => number = Date.now): Passphrase {
  // One try at a time: many at once would pass the delay together.
  const withLock = createMutex();
  const stored = () => get<unknown>(NAME, store);
  const put = (wrapped: WrappedKey) => set(NAME, wrapped, store);

  async function retryAfter(): Promise<number | null> {
    const at = await passphraseAttempts.retryAt(now());
    return at === null ? null : Math.ceil((at - now()) / 1000);
  }

  /** @param next does too, where a worker died after it had changed to it. @returns the vault's key, and how it was encrypted. */
  async function verify(passphrase: string, next = passphrase) {
    const wrapped = await stored();
    if (wrapped === undefined) throw new AppError('PASSPHRASE_UNSET');
    const wait = await retryAfter();
    if (wait !== null) throw new AppError('PASSPHRASE_WAIT', { retryAfter: wait });
    await passphraseAttempts.begin(now());
    for (const candidate of isChanging(wrapped) ? [passphrase, next] : [passphrase]) {
      const bytes = await unwrapKey(candidate, wrapped);
      if (bytes === null) continue;
      await passphraseAttempts.reset();
      return { bytes, wrapped: wrapped as WrappedKey };
    }
    const longer = await retryAfter();
    throw new AppError('PASSPHRASE_WRONG', longer === null ? {} : { retryAfter: longer });
  }

  async function unlock(passphrase: string): Promise<void> {
    const { bytes, wrapped } = await verify(passphrase);
    if (wrapped.iterations < ITERATIONS || isChanging(wrapped)) await put(await wrapKey(passphrase, bytes));
    await keyring.open(bytes);
  }

  return {
    exists: async () => (await stored()) !== undefined,
    retryAt: () => passphraseAttempts.retryAt(now()),
    unlock: (passphrase) => withLock(() => unlock(passphrase)),
    set: (passphrase) =>
      withLock(async () => {
        if ((await stored()) !== undefined) return unlock(passphrase);
        refuseShort(passphrase);
        const bytes = crypto.getRandomValues(new Uint8Array(32));
        await put(await wrapKey(passphrase, bytes));
        await keyring.open(bytes);
      }),
    change: (passphrase, next) =>
      withLock(async () => {
        refuseShort(next);
        const { bytes } = await verify(passphrase, next);
        const wrapped = await wrapKey(next, bytes);
        // Marked in the same write: where this worker dies, the next one finds the mark only if the change was made.
        await put({ ...wrapped, changing: true });
        await keyring.open(bytes);
        await put(wrapped);
      }),
    reset: () =>
      withLock(async () => {
        await keyring.close();
        await del(NAME, store);
        await passphraseAttempts.reset();
      }),
  };
}

function isChanging(wrapped: unknown): boolean {
  return (wrapped as Partial<WrappedKey> | null)?.changing === true;
}

function refuseShort(passphrase: string): void {
  if ([...passphrase.normalize('NFKC')].length < MIN_LENGTH) throw new AppError('PASSPHRASE_SHORT');
}
