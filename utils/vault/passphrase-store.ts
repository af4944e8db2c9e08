import * as z from 'zod/mini';
import { AppError } from '@/utils/problems/app-error';
import { storedFamily } from '@/utils/storage/stored-item';
import type { Initiator, Keyring } from './keyring';
import type { Passphrase } from './passphrase';
import { type Sealed, sealCredential, unsealCredential } from './seal';
import type { CredentialStore } from './vault';

// Any stored value passes the schema: an invalid one must count as tampered with, not as missing.
const credentials = storedFamily('vault:passphrase-credentials', {
  ...{ version: 1, schema: z.unknown(), fallback: null },
});

/** Encrypted with the vault key; while unlocked, as safe as session storage. */
export function createPassphraseStore(keyring: Keyring, passphrase: Pick<Passphrase, 'exists'>): CredentialStore {
  async function requireKey(initiator?: Initiator): Promise<CryptoKey> {
    const key = await keyring.key(initiator);
    if (key !== null) return key;
    throw new AppError((await passphrase.exists()) ? 'VAULT_LOCKED' : 'PASSPHRASE_UNSET');
  }

  return {
    async assertUnlocked(what, initiator) {
      if (what === 'reading' && !(await passphrase.exists())) return;
      await requireKey(initiator);
    },
    async get(cloudId, initiator) {
      const sealed = await credentials.of(cloudId).get();
      if (sealed === null) return null;
      const key = await requireKey(initiator);
      return unsealCredential(key, cloudId, (sealed ?? {}) as Sealed).catch((error: unknown) => {
        throw new AppError('VAULT_TAMPERED', { cloudId }, error);
      });
    },
    async put(cloudId, credential) {
      await credentials.of(cloudId).set(await sealCredential(await requireKey(), cloudId, credential));
    },
    remove: (cloudId) => credentials.of(cloudId).remove(),
    list: credentials.ids,
  };
}
