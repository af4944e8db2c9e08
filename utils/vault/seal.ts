import { AppError } from '@/utils/problems/app-error';
import { type Salt, salts } from '@/utils/storage/salts';

/** Encrypted data. `salt`: the id; nobody can decrypt without the salt's file. */
export interface Sealed {
  version: typeof VERSION;
  salt: string;
  /** 12 bytes, fresh at each write (NIST SP 800-38D, 8.2.2) */
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

const VERSION = 1;
const TAG_BYTES = 16;
const SALT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A key for `seal` and `unseal`, from 32 uniformly random bytes. */
export function importRootKey(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey']);
}

/**
 * AES-256-GCM with a key that HKDF-SHA-256 derives from `rootKey` and the salt (default: a new one).
 * @param binding what the data is, and its format: it opens as nothing else
 */
export async function seal(
  rootKey: CryptoKey,
  binding: string,
  plain: Uint8Array<ArrayBuffer>,
  salt?: Salt,
): Promise<Sealed> {
  const used = salt ?? (await salts.create());
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await derivedKey(rootKey, used);
  const data = await crypto.subtle.encrypt(algorithm(iv, binding, used), key, plain);
  return { version: VERSION, salt: used.id, iv, data };
}

/** Null: another key or binding, or a changed bit. */
export async function unseal(
  rootKey: CryptoKey,
  binding: string,
  { iv, data }: Sealed,
  salt: Salt,
): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const key = await derivedKey(rootKey, salt);
    return new Uint8Array(await crypto.subtle.decrypt(algorithm(iv, binding, salt), key, data));
  } catch {
    return null;
  }
}

/** @throws AppError VAULT_TAMPERED (with `facts`), STORAGE_NEWER */
export function parseSealed(value: unknown, facts: AppError['facts'] = {}): Sealed {
  const { iv, data } = (value ?? {}) as Partial<Sealed>;
  if (saltOf(value) === null || byteLengthOf(iv) !== 12 || byteLengthOf(data) < TAG_BYTES)
    throw new AppError('VAULT_TAMPERED', facts);
  return value as Sealed;
}

/** The id; null: not `Sealed`. @throws AppError STORAGE_NEWER */
export function saltOf(value: unknown): string | null {
  const { version, salt } = (value ?? {}) as Partial<Record<keyof Sealed, unknown>>;
  if (typeof version === 'number' && version > VERSION) throw new AppError('STORAGE_NEWER');
  return version === VERSION && typeof salt === 'string' && SALT_ID.test(salt) ? salt : null;
}

/** 0 where the value has no bytes. */
export function byteLengthOf(value: unknown): number {
  return typeof value === 'object' && value !== null && 'byteLength' in value ? Number(value.byteLength) : 0;
}

function derivedKey(rootKey: CryptoKey, { bytes: salt }: Salt): Promise<CryptoKey> {
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode('seal/1') };
  return crypto.subtle.deriveKey(hkdf, rootKey, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

function algorithm(iv: Uint8Array<ArrayBuffer>, binding: string, { id }: Salt): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(`${binding}/${id}`) };
}
