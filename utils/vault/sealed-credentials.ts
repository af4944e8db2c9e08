import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { AppError } from '@/utils/problems/app-error';
import { type StoredCredential, storedCredentialSchema } from '@/utils/sign-in/methods';
import { type Salt, salts } from '@/utils/storage/salts';
import { type StoredItem, storedFamily } from '@/utils/storage/stored-item';
import { parseSealed, type Sealed, saltOf, seal, unseal } from './seal';

/** Hold it to read or write sealed credentials, their keys, or salts. */
export const sealedLock = createMutex();

/** Hold `sealedLock` to call any but `list`. */
export interface SealedCredentials {
  /** False where its salt is erased, too. @throws AppError VAULT_TAMPERED, STORAGE_NEWER */
  has(cloudId: string): Promise<boolean>;
  /** Throws as `has` and `key`; VAULT_TAMPERED for another key. */
  get(cloudId: string, key: () => Promise<CryptoKey>): Promise<StoredCredential | null>;
  /** Erases what was there. @throws AppError STORAGE_NEWER */
  put(cloudId: string, key: CryptoKey, credential: StoredCredential): Promise<void>;
  remove(cloudId: string): Promise<void>;
  list(): Promise<string[]>;
  /** Encrypts with `to` what `from` encrypts. May be repeated. Throws as `put`. */
  reseal(from: CryptoKey, to: CryptoKey): Promise<void>;
  /** @throws AppError STORAGE_NEWER */
  saltIds(): Promise<string[]>;
}

/** The encrypted credentials of one store. */
export function sealedCredentials(
  name: 'vault:device-credentials' | 'vault:passphrase-credentials',
): SealedCredentials {
  // An invalid value must count as tampered with, not as missing.
  const records = storedFamily(name, { version: 1, schema: z.unknown(), fallback: null });

  async function find(cloudId: string): Promise<{ sealed: Sealed; salt: Salt } | null> {
    const value = await records.of(cloudId).get();
    if (value === null) return null;
    const sealed = parseSealed(value, { cloudId });
    const salt = await salts.read(sealed.salt);
    return salt && { sealed, salt };
  }

  async function write(cloudId: string, key: CryptoKey, plain: Uint8Array<ArrayBuffer>): Promise<void> {
    const record = records.of(cloudId);
    const replaced = saltOf(await record.get());
    await record.set(await seal(key, bindingOf(cloudId), plain));
    if (replaced !== null) await salts.erase(replaced);
  }

  return {
    has: async (cloudId) => (await find(cloudId)) !== null,
    async get(cloudId, key) {
      const found = await find(cloudId);
      if (found === null) return null;
      const plain = await unseal(await key(), bindingOf(cloudId), found.sealed, found.salt);
      if (plain === null) throw new AppError('VAULT_TAMPERED', { cloudId });
      return storedCredentialSchema.parse(JSON.parse(new TextDecoder().decode(plain)));
    },
    put: (cloudId, key, credential) => write(cloudId, key, new TextEncoder().encode(JSON.stringify(credential))),
    remove: (cloudId) => removeSealed(records.of(cloudId)),
    list: records.ids,
    async reseal(from, to) {
      for (const cloudId of await records.ids()) {
        const found = await find(cloudId).catch(unless('VAULT_TAMPERED'));
        const plain = found && (await unseal(from, bindingOf(cloudId), found.sealed, found.salt));
        if (plain !== null) await write(cloudId, to, plain);
      }
    },
    async saltIds() {
      const values = await Promise.all((await records.ids()).map((cloudId) => records.of(cloudId).get()));
      return values.map(saltOf).filter((id) => id !== null);
    },
  };
}

/** Salt first: an interrupted removal has removed it. Also removes what a newer release wrote. */
export async function removeSealed(record: StoredItem<unknown>): Promise<void> {
  const salt = await record.get().then(saltOf).catch(unless('STORAGE_NEWER'));
  if (salt !== null) await salts.erase(salt);
  await record.remove();
}

const bindingOf = (cloudId: string) => `credential/1/${cloudId}`;

const unless = (code: AppError['code']) => (error: unknown) => {
  if (error instanceof AppError && error.code === code) return null;
  throw error;
};
