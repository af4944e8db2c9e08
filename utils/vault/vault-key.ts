import * as z from 'zod/mini';
import { AppError } from '@/utils/problems/app-error';
import { type Salt, salts } from '@/utils/storage/salts';
import { storedItem } from '@/utils/storage/stored-item';
import { importRootKey, parseSealed, saltOf, seal, unseal } from './seal';
import { removeSealed, sealedCredentials } from './sealed-credentials';
import { parseWrappedKey, type WrappedKey, wrapKey } from './wrapped-key';

// Any stored value passes the schema: an invalid one must count as tampered with, not as missing.
const stored = storedItem('vault:passphrase-key', { version: 1, schema: z.unknown(), fallback: null });

export const passphraseCredentials = sealedCredentials('vault:passphrase-credentials');

/** What the key before a change is encrypted for. */
const PREVIOUS = 'previous-vault-key/1';

/** The vault key as it is stored: encrypted. To change it, the caller must hold `sealedLock`. */
export const vaultKey = {
  /** @returns false where it was erased, too @throws AppError STORAGE_NEWER */
  async exists(): Promise<boolean> {
    const value = await stored.get();
    const salt = saltOf(value);
    return value !== null && (salt === null || (await salts.read(salt)) !== null);
  },

  /** @returns null: there is none @throws AppError VAULT_TAMPERED, STORAGE_NEWER */
  async read(): Promise<{ wrapped: WrappedKey; salt: Salt } | null> {
    const value = await stored.get();
    if (value === null) return null;
    const wrapped = parseWrappedKey(value);
    const salt = await salts.read(wrapped.salt);
    return salt && { wrapped, salt };
  },

  /** Stores a new key, and erases what was there. @returns the key, 32 bytes */
  async create(passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = newBytes();
    const replaced = saltOf(await stored.get());
    await stored.set(await wrapKey(passphrase, bytes));
    if (replaced !== null) await salts.erase(replaced);
    return bytes;
  },

  /**
   * Puts a new key in the place of `bytes`; `finishReplacing` must follow.
   * @param onWrite runs before the new one is stored
   * @returns the new one
   */
  async replace(
    bytes: Uint8Array<ArrayBuffer>,
    passphrase: string,
    onWrite: () => Promise<void>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const fresh = newBytes();
    const previous = await seal(await importRootKey(fresh), PREVIOUS, bytes);
    const wrapped: WrappedKey = { ...(await wrapKey(passphrase, fresh)), previous };
    const replaced = saltOf(await stored.get());
    await onWrite();
    await stored.set(wrapped);
    if (replaced !== null) await salts.erase(replaced);
    return fresh;
  },

  /**
   * Encrypts with the key what is still encrypted with the one before it, which is erased. May be repeated.
   * @throws AppError VAULT_TAMPERED, STORAGE_NEWER
   */
  async finishReplacing(key: CryptoKey): Promise<void> {
    const { previous, ...wrapped } = ((await stored.get()) ?? {}) as Partial<WrappedKey>;
    if (previous === undefined) return;
    const sealed = parseSealed(previous);
    const salt = await salts.read(sealed.salt);
    if (salt !== null) {
      const bytes = await unseal(key, PREVIOUS, sealed, salt);
      if (bytes === null) throw new AppError('VAULT_TAMPERED');
      await passphraseCredentials.reseal(await importRootKey(bytes), key);
      await salts.erase(sealed.salt);
    }
    await stored.set(wrapped);
  },

  /** Erases it: nothing that it encrypts can be read again. */
  async remove(): Promise<void> {
    for (const id of await vaultKey.saltIds().catch(() => [])) await salts.erase(id);
    await removeSealed(stored);
  },

  /** The salts that it needs. @throws AppError STORAGE_NEWER */
  async saltIds(): Promise<string[]> {
    const value = (await stored.get()) as Partial<WrappedKey> | null;
    return [saltOf(value), saltOf(value?.previous)].filter((id) => id !== null);
  },
};

function newBytes(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32));
}
