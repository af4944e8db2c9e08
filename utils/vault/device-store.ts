import { createStore, del, get, keys, set, update } from 'idb-keyval';
import { storedCredentialSchema } from '@/utils/sign-in/methods';
import { type Sealed, seal, unseal } from './seal';
import type { CredentialStore } from './vault';

/** Credentials at rest. IndexedDB of the extension's origin is out of reach of content scripts and pages. */
const records = createStore('novnc-vault', 'credentials');

/**
 * Keeps credentials on the device, encrypted with AES-256-GCM by a key that never leaves the browser's
 * key store. This stops pages, content scripts and a casual look at the profile; it does not stop
 * someone who has the profile folder and runs a browser on it.
 */
export const deviceStore: CredentialStore = {
  ready: async () => undefined,
  async get(cloudId) {
    const sealed = await get<Sealed>(cloudId, records);
    if (sealed === undefined) return null;
    try {
      const plain = await unseal(await deviceKey(), binding(cloudId), sealed);
      return storedCredentialSchema.parse(JSON.parse(new TextDecoder().decode(plain)));
    } catch {
      return null; // the key is gone or the record was tampered with: as good as not kept
    }
  },
  async put(cloudId, value) {
    const plain = new TextEncoder().encode(JSON.stringify(value));
    await set(cloudId, await seal(await deviceKey(), binding(cloudId), plain), records);
  },
  remove: (cloudId) => del(cloudId, records),
  list: async () => (await keys<string>(records)).map(String),
};

/** Ties a record to its cloud and format, so that it cannot be put in another's place. */
function binding(cloudId: string): string {
  return `credential/1/${cloudId}`;
}

const store = createStore('novnc-keys', 'keys');
const NAME = 'device';

/**
 * The key of this device's keep, made at first use: AES-GCM, 256 bits, not extractable, in IndexedDB.
 *
 * Two callers at once get the same key: whoever writes second takes the first one's.
 */
export async function deviceKey(): Promise<CryptoKey> {
  const fresh = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  let key = fresh;
  await update<CryptoKey>(
    NAME,
    (stored) => {
      key = stored ?? fresh;
      return key;
    },
    store,
  );
  return key;
}
