import * as z from 'zod/mini';
import { storedFamily, storedItem } from '@/utils/storage/stored-item';
import { type Sealed, sealCredential, unsealCredential } from './seal';
import type { CredentialStore } from './vault';

const credentials = storedFamily('vault:device-credentials', {
  ...{ version: 1, schema: z.custom<Sealed>((value) => value instanceof Object), fallback: null },
});

/** Encrypted with the device key. Does not protect from a user who runs a browser on the profile folder. */
export const deviceStore: CredentialStore = {
  assertUnlocked: async () => undefined,
  async get(cloudId) {
    const sealed = await credentials.of(cloudId).get();
    if (sealed === null) return null;
    const key = await deviceKey();
    return unsealCredential(key, cloudId, sealed).catch(() => null);
  },
  async put(cloudId, credential) {
    await credentials.of(cloudId).set(await sealCredential(await deviceKey(), cloudId, credential));
  },
  remove: (cloudId) => credentials.of(cloudId).remove(),
  list: credentials.ids,
};

const storedKey = storedItem('vault:device-key', {
  ...{ version: 1, schema: z.custom<CryptoKey>((value) => value instanceof CryptoKey), fallback: null },
});

/** Created once: AES-GCM, 256 bits, not extractable. */
export async function deviceKey(): Promise<CryptoKey> {
  const known = await storedKey.get();
  if (known !== null) return known;
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return (await storedKey.update((stored) => stored ?? fresh)) ?? fresh;
}
