import { AppError } from '@/utils/problems/app-error';
import type { Initiator, Keyring } from './keyring';
import { sealedLock } from './sealed-credentials';
import type { CredentialStore } from './vault';
import { passphraseCredentials, vaultKey } from './vault-key';

/** Encrypted with the vault key; while unlocked, as safe as session storage. */
export function createPassphraseStore(keyring: Keyring): CredentialStore {
  async function requireKey(initiator?: Initiator): Promise<CryptoKey> {
    const key = await keyring.key(initiator);
    if (key !== null) return key;
    throw new AppError((await vaultKey.exists()) ? 'VAULT_LOCKED' : 'PASSPHRASE_UNSET');
  }

  /** An interrupted change may have left credentials with the key before. */
  async function requireOnlyKey(initiator?: Initiator): Promise<CryptoKey> {
    const key = await requireKey(initiator);
    await vaultKey.finishReplacing(key);
    return key;
  }

  return {
    assertUnlocked: (what, initiator) =>
      sealedLock(async () => {
        if (what === 'reading' && !(await vaultKey.exists())) return;
        await requireKey(initiator);
      }),
    get: (cloudId, initiator) =>
      sealedLock(async () => {
        if (!(await passphraseCredentials.has(cloudId))) return null;
        const key = await requireOnlyKey(initiator);
        return passphraseCredentials.get(cloudId, async () => key);
      }),
    put: (cloudId, credential) =>
      sealedLock(async () => passphraseCredentials.put(cloudId, await requireOnlyKey(), credential)),
    remove: (cloudId) => sealedLock(() => passphraseCredentials.remove(cloudId)),
    has: (cloudId) => sealedLock(() => passphraseCredentials.has(cloudId)),
    list: passphraseCredentials.list,
  };
}
