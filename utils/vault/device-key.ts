import { createStore, update } from 'idb-keyval';

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
