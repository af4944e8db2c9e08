import * as z from 'zod/mini';
import { AppError } from '@/utils/problems/app-error';
import { type Salt, salts } from '@/utils/storage/salts';
import { storedItem } from '@/utils/storage/stored-item';
import { importRootKey, parseSealed, saltOf, seal, unseal } from './seal';
import { removeSealed, sealedCredentials } from './sealed-credentials';
import { parseWrappedKey, type WrappedKey, wrapKey } from './wrapped-key';

// An invalid value must count as tampered with, not as missing.
const stored = storedItem('vault:passphrase-key', { version: 1, schema: z.unknown(), fallback: null });

export const passphraseCredentials = sealedCredentials('vault:passphrase-credentials');

const PREVIOUS = 'previous-vault-key/1';

/** The stored, encrypted vault key. Hold `sealedLock` to change it. */
export const vaultKey = {
  /** False where it was erased, too. @throws AppError STORAGE_NEWER */
  async exists(): Promise<boolean> {
    const value = await stored.get();
    const salt = saltOf(value);
    return value !== null && (salt === null || (await salts.read(salt)) !== null);
  },

  /** Null: none. @throws AppError VAULT_TAMPERED, STORAGE_NEWER */
  async read(): Promise<{ wrapped: WrappedKey; salt: Salt } | null> {
    const value = await stored.get();
    if (value === null) return null;
    const wrapped = parseWrappedKey(value);
    const salt = await salts.read(wrapped.salt);
    return salt && { wrapped, salt };
  },

  /** Stores a new key (32 bytes); erases the old one. */
  async create(passphrase: string): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = newBytes();
    const replaced = saltOf(await stored.get());
    await stored.set(await wrapKey(passphrase, bytes));
    if (replaced !== null) await salts.erase(replaced);
    return bytes;
  },

  /** `finishReplacing` must follow. Out: the new key; `onWrite` runs before it is stored. */
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
   * Encrypts with `key` what the key before encrypts; erases that one. May be repeated.
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

  /** What it encrypts cannot be read again. */
  async remove(): Promise<void> {
    for (const id of await vaultKey.saltIds().catch(() => [])) await salts.erase(id);
    await removeSealed(stored);
  },

  /** @throws AppError STORAGE_NEWER */
  async saltIds(): Promise<string[]> {
    const value = (await stored.get()) as Partial<WrappedKey> | null;
    return [saltOf(value), saltOf(value?.previous)].filter((id) => id !== null);
  },
};

function newBytes(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(32));
}
