import type { Reply } from '@/utils/messaging/page-requests';
import { findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';

/** The clouds' stored credentials. Throws as `Vault.get`: a locked vault gives none. */
export async function exportSecrets(
  vault: Pick<Vault, 'get'>,
  cloudIds: readonly string[],
): Promise<Reply<'exportSecrets'>> {
  const found: Reply<'exportSecrets'> = [];
  for (const cloudId of cloudIds) {
    const profile = await findCloud(cloudId);
    const credential = profile === null ? null : await vault.get(cloudId, profile.remember, profile);
    if (credential !== null) found.push({ cloudId, credential });
  }
  return found;
}
