import { createStore, del, get, keys, set } from 'idb-keyval';
import { credential } from './credential';
import { deviceKey } from './device-key';
import type { Keep } from './vault';

interface Sealed {
  version: 1;
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** Credentials at rest. IndexedDB of the extension's origin is out of reach of content scripts and pages. */
const records = createStore('novnc-vault', 'credentials');

/**
 * Keeps credentials on the device, encrypted with AES-256-GCM by a key that never leaves the browser's
 * key store. This stops pages, content scripts and a casual look at the profile; it does not stop
 * someone who has the profile folder and runs a browser on it.
 */
export const deviceKeep: Keep = {
  async get(cloudId) {
    const sealed = await get<Sealed>(cloudId, records);
    if (sealed === undefined) return null;
    try {
      const algorithm = { name: 'AES-GCM', iv: sealed.iv, additionalData: binding(cloudId) };
      const plain = await crypto.subtle.decrypt(algorithm, await deviceKey(), sealed.data);
      return credential.parse(JSON.parse(new TextDecoder().decode(plain)));
    } catch {
      return null; // the key is gone or the record was tampered with: as good as not kept
    }
  },
  async put(cloudId, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const algorithm = { name: 'AES-GCM', iv, additionalData: binding(cloudId) };
    const data = await crypto.subtle.encrypt(algorithm, await deviceKey(), plain);
    await set(cloudId, { version: 1, iv, data } satisfies Sealed, records);
  },
  remove: (cloudId) => del(cloudId, records),
  list: async () => (await keys<string>(records)).map(String),
};

/** Ties a record to its cloud and format, so that it cannot be put in another's place. */
function binding(cloudId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`credential/1/${cloudId}`);
}
