/** One encrypted record as it lies in IndexedDB. */
export interface Sealed {
  version: 1;
  /** 12 bytes, fresh at each write (NIST SP 800-38D, 8.2.2) */
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/**
 * Encrypts with AES-256-GCM.
 * @param binding what the record is and of which format: opening it as anything else fails, so that a record cannot be
 *   put in another's place
 */
export async function seal(key: CryptoKey, binding: string, plain: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { version: 1, iv, data: await crypto.subtle.encrypt(algorithm(iv, binding), key, plain) };
}

/** @throws DOMException where the key or the binding is another one, or a bit was changed. */
export async function unseal(key: CryptoKey, binding: string, { iv, data }: Sealed): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.decrypt(algorithm(iv, binding), key, data));
}

function algorithm(iv: Uint8Array<ArrayBuffer>, binding: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(binding) };
}
