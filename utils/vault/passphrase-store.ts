import { createStore, del, get, keys, set } from 'idb-keyval';
import { AppError } from '@/utils/problems/app-error';
import { storedCredentialSchema } from '@/utils/sign-in/methods';
import type { Initiator, Keyring } from './keyring';
import type { Passphrase } from './passphrase';
import { type Sealed, seal, unseal } from './seal';
import type { CredentialStore } from './vault';

const records = createStore('novnc-locked', 'credentials');

/**
 * Keeps credentials on the device, encrypted with a key that only the passphrase opens. Somebody with the profile folder,
 * or at a locked browser, has to guess the passphrase; while it is unlocked it protects as much as session storage does.
 */
export function createPassphraseStore(keyring: Keyring, passphrase: Pick<Passphrase, 'exists'>): CredentialStore {
  async function key(initiator?: Initiator): Promise<CryptoKey> {
    const open = await keyring.key(initiator);
    if (open !== null) return open;
    throw new AppError((await passphrase.exists()) ? 'VAULT_LOCKED' : 'PASSPHRASE_UNSET');
  }

  return {
    async ready(what, initiator) {
      if (what === 'reading' && !(await passphrase.exists())) return;
      await key(initiator);
    },
    async get(cloudId, initiator) {
      const sealed = await get<Sealed>(cloudId, records);
      if (sealed === undefined) return null;
      const open = await key(initiator);
      try {
        return storedCredentialSchema.parse(
          JSON.parse(new TextDecoder().decode(await unseal(open, binding(cloudId), sealed))),
        );
      } catch (error) {
        throw new AppError('VAULT_TAMPERED', { cloudId }, error);
      }
    },
    async put(cloudId, value) {
      const plain = new TextEncoder().encode(JSON.stringify(value));
      await set(cloudId, await seal(await key(), binding(cloudId), plain), records);
    },
    remove: (cloudId) => del(cloudId, records),
    list: async () => (await keys<string>(records)).map(String),
  };
}

/** Ties a record to its cloud and format. */
function binding(cloudId: string): string {
  return `credential/1/${cloudId}`;
}
