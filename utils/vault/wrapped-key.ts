import { AppError } from '@/utils/problems/app-error';
import { type Salt, salts } from '@/utils/storage/salts';
import { type Argon2Cost, argon2, calibratedCost, isAllowedCost } from './argon2';
import { byteLengthOf, importRootKey, parseSealed, type Sealed, seal, unseal } from './seal';

/** The vault key, encrypted with a key from passphrase and salt. */
export interface WrappedKey extends Sealed, Argon2Cost {
  kdf: 'argon2id';
  /** while a change is unfinished: the vault key before it, encrypted with this one */
  previous?: Sealed;
}

const KEY_BYTES = 32;
const TAG_BYTES = 16;

/** `bytes`: the vault key, 32. */
export async function wrapKey(
  passphrase: string,
  bytes: Uint8Array<ArrayBuffer>,
  cost?: Argon2Cost,
): Promise<WrappedKey> {
  const { memory, passes } = cost ?? (await calibratedCost());
  const salt = await salts.create();
  const key = await importRootKey(await argon2(passphrase, salt.bytes, { memory, passes }));
  return { ...(await seal(key, bindingOf({ memory, passes }), bytes, salt)), kdf: 'argon2id', memory, passes };
}

/** The vault key and the key that opened it, 32 bytes each; null: another passphrase. */
export async function unwrapKey(
  passphrase: string,
  wrapped: WrappedKey,
  salt: Salt,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; openedBy: Uint8Array<ArrayBuffer> } | null> {
  const openedBy = await argon2(passphrase, salt.bytes, wrapped);
  const bytes = await unwrapKeyWith(openedBy, wrapped, salt);
  return bytes && { bytes, openedBy };
}

/** Null: `openedBy` is of another passphrase or record. */
export async function unwrapKeyWith(
  openedBy: Uint8Array<ArrayBuffer>,
  wrapped: WrappedKey,
  salt: Salt,
): Promise<Uint8Array<ArrayBuffer> | null> {
  return unseal(await importRootKey(openedBy), bindingOf(wrapped), wrapped, salt);
}

/** @throws AppError VAULT_TAMPERED where it is none, or cheap to guess; STORAGE_NEWER */
export function parseWrappedKey(value: unknown): WrappedKey {
  const sealed: Sealed & Partial<Record<'kdf' | 'memory' | 'passes', unknown>> = parseSealed(value);
  const { kdf, memory, passes, data } = sealed;
  if (kdf !== 'argon2id' || !isAllowedCost(memory, passes) || byteLengthOf(data) !== KEY_BYTES + TAG_BYTES)
    throw new AppError('VAULT_TAMPERED');
  return value as WrappedKey;
}

function bindingOf({ memory, passes }: Argon2Cost): string {
  return `vault-key/1/argon2id/${memory}/${passes}`;
}
