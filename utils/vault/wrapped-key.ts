import { AppError } from '@/utils/problems/app-error';
import { type Salt, salts } from '@/utils/storage/salts';
import { byteLengthOf, importRootKey, parseSealed, type Sealed, seal, unseal } from './seal';

/** The vault key, encrypted with a key derived from the passphrase and the salt. */
export interface WrappedKey extends Sealed {
  kdf: 'PBKDF2-SHA-256';
  iterations: number;
  /** while a change of the passphrase is not finished: the vault key before it, encrypted with this one */
  previous?: Sealed;
}

/** OWASP's minimum for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet); fewer make guessing cheap. */
export const MIN_ITERATIONS = 600_000;
const MAX_ITERATIONS = 20_000_000;
/** For new keys; stored ones have their own number. */
export const ITERATIONS = 900_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;

/** Encrypts the vault key with a key derived from the passphrase. @param bytes 32 */
export async function wrapKey(
  passphrase: string,
  bytes: Uint8Array<ArrayBuffer>,
  iterations = ITERATIONS,
): Promise<WrappedKey> {
  const salt = await salts.create();
  const key = await keyOf(passphrase, salt, iterations);
  return { ...(await seal(key, bindingOf(iterations), bytes, salt)), kdf: 'PBKDF2-SHA-256', iterations };
}

/** @returns null: another passphrase */
export async function unwrapKey(
  passphrase: string,
  wrapped: WrappedKey,
  salt: Salt,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const key = await keyOf(passphrase, salt, wrapped.iterations);
  return unseal(key, bindingOf(wrapped.iterations), wrapped, salt);
}

/** @throws AppError VAULT_TAMPERED where the value is none, or cheap to guess; STORAGE_NEWER where a newer release wrote it */
export function parseWrappedKey(value: unknown): WrappedKey {
  const sealed: Sealed & Partial<Record<'kdf' | 'iterations', unknown>> = parseSealed(value);
  const { kdf, iterations, data } = sealed;
  const isRead =
    kdf === 'PBKDF2-SHA-256' &&
    typeof iterations === 'number' &&
    Number.isSafeInteger(iterations) &&
    iterations >= MIN_ITERATIONS &&
    iterations <= MAX_ITERATIONS &&
    byteLengthOf(data) === KEY_BYTES + TAG_BYTES;
  if (!isRead) throw new AppError('VAULT_TAMPERED');
  return value as WrappedKey;
}

function bindingOf(iterations: number): string {
  return `vault-key/1/PBKDF2-SHA-256/${iterations}`;
}

/** NFKC: keyboards compose letters differently. */
async function keyOf(passphrase: string, { bytes: salt }: Salt, iterations: number): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits']);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return importRootKey(new Uint8Array(await crypto.subtle.deriveBits(algorithm, material, 256)));
}
