import * as z from 'zod/mini';
import type { PasskeyView } from '@/utils/messaging/views';
import { AppError } from '@/utils/problems/app-error';
import { salts } from '@/utils/storage/salts';
import { storedItem } from '@/utils/storage/stored-item';
import { byteLengthOf, importRootKey, parseSealed, type Sealed, saltOf, seal, unseal } from './seal';
import { removeSealed } from './sealed-credentials';

// An invalid value must count as tampered with, not as missing.
const stored = storedItem('vault:passkey-key', { version: 1, schema: z.unknown(), fallback: null });

/**
 * The key that the passphrase gives, encrypted with what an authenticator computes (WebAuthn PRF). Not the vault key: it
 * opens the record of the passphrase and no other, so no planted key, and none of before a change of the passphrase.
 */
type PasskeyRecord = Sealed & PasskeyView;

/** Hold `sealedLock` to call any but `view`. `output`: what the authenticator computes of `input`; 32 bytes in base64. */
export const passkeyRecord = {
  /** Null: none, erased, or unusable. @throws AppError STORAGE_NEWER */
  async view(): Promise<PasskeyView | null> {
    const value = await stored.get();
    const salt = saltOf(value);
    if (!isRecord(value) || salt === null || (await salts.read(salt)) === null) return null;
    return { credentialId: value.credentialId, input: value.input };
  },

  /** Erases what was there. @throws AppError STORAGE_NEWER */
  async write({ credentialId, input }: PasskeyView, output: string, openedBy: Uint8Array<ArrayBuffer>): Promise<void> {
    const replaced = saltOf(await stored.get());
    const sealed = await seal(await rootKeyOf(output), bindingOf({ credentialId, input }), openedBy);
    await stored.set({ ...sealed, credentialId, input } satisfies PasskeyRecord);
    if (replaced !== null) await salts.erase(replaced);
  },

  /** Null: none. @throws AppError VAULT_TAMPERED, also for another output; STORAGE_NEWER */
  async open(output: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const value = await stored.get();
    if (value === null) return null;
    const sealed = parseSealed(value);
    if (!isRecord(value)) throw new AppError('VAULT_TAMPERED');
    const salt = await salts.read(sealed.salt);
    if (salt === null) return null;
    const openedBy = await unseal(await rootKeyOf(output), bindingOf(value), sealed, salt);
    if (openedBy === null) throw new AppError('VAULT_TAMPERED');
    return openedBy;
  },

  remove: (): Promise<void> => removeSealed(stored),

  /** @throws AppError STORAGE_NEWER */
  saltIds: async (): Promise<string[]> => [saltOf(await stored.get())].filter((id) => id !== null),
};

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const KEY_AND_TAG_BYTES = 32 + 16;

function isRecord(value: unknown): value is PasskeyRecord {
  const { credentialId, input, data } = (value ?? {}) as Partial<Record<keyof PasskeyRecord, unknown>>;
  const isText = [credentialId, input].every((text) => typeof text === 'string' && BASE64.test(text));
  return isText && byteLengthOf(data) === KEY_AND_TAG_BYTES;
}

const bindingOf = ({ credentialId, input }: PasskeyView) => `passkey/1/${JSON.stringify([credentialId, input])}`;

function rootKeyOf(output: string): Promise<CryptoKey> {
  return importRootKey(Uint8Array.from(atob(output), (letter) => letter.charCodeAt(0)));
}
