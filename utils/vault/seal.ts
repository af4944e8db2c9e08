import { type StoredCredential, storedCredentialSchema } from '@/utils/sign-in/methods';

/** Encrypted data, as it is stored. */
export interface Sealed {
  version: 1;
  /** 12 bytes, fresh at each write (NIST SP 800-38D, 8.2.2) */
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/**
 * AES-256-GCM.
 * @param binding what the data is, and its format: it opens as nothing else
 */
export async function seal(key: CryptoKey, binding: string, plain: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { version: 1, iv, data: await crypto.subtle.encrypt(algorithm(iv, binding), key, plain) };
}

/** @throws DOMException for another key or binding, or a changed bit */
export async function unseal(key: CryptoKey, binding: string, { iv, data }: Sealed): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.decrypt(algorithm(iv, binding), key, data));
}

function algorithm(iv: Uint8Array<ArrayBuffer>, binding: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(binding) };
}

/** Encrypts a credential, bound to its cloud's id. */
export function sealCredential(key: CryptoKey, cloudId: string, credential: StoredCredential): Promise<Sealed> {
  return seal(key, credentialBinding(cloudId), new TextEncoder().encode(JSON.stringify(credential)));
}

/** @throws as `unseal`, and where this is no credential */
export async function unsealCredential(key: CryptoKey, cloudId: string, sealed: Sealed): Promise<StoredCredential> {
  const plain = await unseal(key, credentialBinding(cloudId), sealed);
  return storedCredentialSchema.parse(JSON.parse(new TextDecoder().decode(plain)));
}

function credentialBinding(cloudId: string): string {
  return `credential/1/${cloudId}`;
}
