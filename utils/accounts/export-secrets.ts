import type { Reply } from '@/utils/messaging/page-requests';
import { findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';

/**
 * The secrets of these clouds, for a page of ours that writes them into a file because the person asked for that.
 * @returns those of the clouds that have one. Throws as `Vault.get`: where they are locked, none is given.
 */
export async function exportSecrets(
  vault: Pick<Vault, 'get'>,
  cloudIds: readonly string[],
): Promise<Reply<'exportSecrets'>> {
  const found: Reply<'exportSecrets'> = [];
  for (const cloudId of cloudIds) {
    const profile = await findCloud(cloudId);
    const credential = profile === null ? null : await vault.get(cloudId, profile.remember, profile.authUrl);
    if (credential !== null) found.push({ cloudId, credential });
  }
  return found;
}
