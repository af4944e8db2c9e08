import * as z from 'zod/mini';
import { storedItem } from '@/utils/storage/stored-item';
import { importRootKey } from './seal';
import { sealedCredentials, sealedLock } from './sealed-credentials';
import type { CredentialStore } from './vault';

export const deviceCredentials = sealedCredentials('vault:device-credentials');

/** Encrypted with the device key. Does not protect from a user who runs a browser on the profile folder. */
export const deviceStore: CredentialStore = {
  assertUnlocked: async () => undefined,
  get: (cloudId) => sealedLock(() => deviceCredentials.get(cloudId, deviceKey)),
  put: (cloudId, credential) => sealedLock(async () => deviceCredentials.put(cloudId, await deviceKey(), credential)),
  remove: (cloudId) => sealedLock(() => deviceCredentials.remove(cloudId)),
  has: (cloudId) => sealedLock(() => deviceCredentials.has(cloudId)),
  list: deviceCredentials.list,
};

const storedKey = storedItem('vault:device-key', {
  version: 1,
  schema: z.custom<CryptoKey>((value) => value instanceof CryptoKey && value.algorithm.name === 'HKDF'),
  fallback: null,
});

/** Created once, for `seal`; not extractable. */
export async function deviceKey(): Promise<CryptoKey> {
  const key = await storedKey.get();
  if (key !== null) return key;
  const fresh = await importRootKey(crypto.getRandomValues(new Uint8Array(32)));
  return (await storedKey.update((stored) => stored ?? fresh)) ?? fresh;
}
