import { salts } from '@/utils/storage/salts';
import { deviceCredentials } from './device-store';
import { sealedLock } from './sealed-credentials';
import { passphraseCredentials, vaultKey } from './vault-key';

/**
 * Erases the salts that no record names: those of records that a worker had just replaced when it ended. None is erased where
 * there is no record at all, as where storage was emptied, or where one cannot be read.
 * @throws AppError STORAGE_NEWER
 */
export function eraseUnusedSalts(): Promise<void> {
  return sealedLock(async () => {
    const used = new Set<string>();
    for (const { saltIds } of [deviceCredentials, passphraseCredentials, vaultKey])
      for (const id of await saltIds()) used.add(id);
    if (used.size === 0) return;
    for (const id of await salts.ids()) if (!used.has(id)) await salts.erase(id);
  });
}
