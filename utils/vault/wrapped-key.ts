import { AppError } from '@/utils/problems/app-error';
import { type Sealed, seal, unseal } from './seal';

/** The vault key, encrypted with a key derived from the passphrase. */
export interface WrappedKey extends Sealed {
  kdf: 'PBKDF2-SHA-256';
  iterations: number;
  /** 32 bytes */
  salt: Uint8Array<ArrayBuffer>;
  /** a change of the passphrase is not finished */
  changing?: true;
}

/** OWASP's minimum for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet); fewer make guessing cheap. */
export const MIN_ITERATIONS = 600_000;
const MAX_ITERATIONS = 20_000_000;
/** For new keys; stored ones have their own number. */
export const ITERATIONS = 900_000;
const SALT_BYTES = 32;
const KEY_BYTES = 32;
const TAG_BYTES = 16;

/** Encrypts the vault key with a key derived from the passphrase. @param bytes 32 */
export async function wrapKey(
  passphrase: string,
  bytes: Uint8Array<ArrayBuffer>,
  iterations = ITERATIONS,
): Promise<WrappedKey> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const key = await keyOf(passphrase, salt, iterations);
  return { ...(await seal(key, bindingOf(iterations), bytes)), kdf: 'PBKDF2-SHA-256', iterations, salt };
}

/**
 * @returns null: another passphrase
 * @throws AppError VAULT_TAMPERED
 */
export async function unwrapKey(passphrase: string, wrapped: unknown): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!isWrappedKey(wrapped)) throw new AppError('VAULT_TAMPERED');
  const key = await keyOf(passphrase, wrapped.salt, wrapped.iterations);
  return unseal(key, bindingOf(wrapped.iterations), wrapped).catch(() => null);
}

/** Never throws. */
export function isWrappedKey(value: unknown): value is WrappedKey {
  if (typeof value !== 'object' || value === null) return false;
  const { version, kdf, iterations, salt, iv, data } = value as Partial<Record<keyof WrappedKey, unknown>>;
  return (
    version === 1 &&
    kdf === 'PBKDF2-SHA-256' &&
    typeof iterations === 'number' &&
    Number.isSafeInteger(iterations) &&
    iterations >= MIN_ITERATIONS &&
    iterations <= MAX_ITERATIONS &&
    lengthOf(salt) === SALT_BYTES &&
    lengthOf(iv) === 12 &&
    lengthOf(data) === KEY_BYTES + TAG_BYTES
  );
}

function lengthOf(bytes: unknown): number | null {
  return typeof bytes === 'object' && bytes !== null && 'byteLength' in bytes ? Number(bytes.byteLength) : null;
}

function bindingOf(iterations: number): string {
  return `vault-key/1/PBKDF2-SHA-256/${iterations}`;
}

/** NFKC: keyboards compose letters differently. */
async function keyOf(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(algorithm, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}
