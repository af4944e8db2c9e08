import { salts } from '@/utils/storage/salts';
import { deviceCredentials } from './device-store';
import { passkeyRecord } from './passkey';
import { sealedLock } from './sealed-credentials';
import { passphraseCredentials, vaultKey } from './vault-key';

/**
 * Erases salts that no record names: a worker ended while it replaced one. None where no record exists (storage was
 * emptied) or one cannot be read. @throws AppError STORAGE_NEWER
 */
export function eraseUnusedSalts(): Promise<void> {
  return sealedLock(async () => {
    const used = new Set<string>();
    for (const { saltIds } of [deviceCredentials, passphraseCredentials, vaultKey, passkeyRecord])
      for (const id of await saltIds()) used.add(id);
    if (used.size === 0) return;
    for (const id of await salts.ids()) if (!used.has(id)) await salts.erase(id);
  });
}
