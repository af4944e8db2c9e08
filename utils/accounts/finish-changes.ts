import { cloudCache } from '@/utils/storage/cloud-cache';
import { cloudIds, findCloud } from '@/utils/storage/clouds';
import { withStorageFallback } from '@/utils/storage/optional';
import type { Vault } from '@/utils/vault/vault';
import { unfinishedClouds } from './unfinished';

/**
 * Deletes what interrupted changes left, under `cloudsLock`. Deletes no secret just because its cloud is not listed:
 * the list may have been lost.
 * @throws AppError STORAGE_FAILED
 */
export async function finishChanges(vault: Pick<Vault, 'remove' | 'finishMove'>): Promise<void> {
  const ids = await cloudIds();
  for (const { id, by, access } of await unfinishedClouds.all()) {
    if (access !== undefined) continue;
    const profile = await findCloud(id);
    if (profile !== null) await vault.finishMove(id, profile.remember);
    else if (!ids.includes(id) && by !== 'changed') await vault.remove(id);
    await cloudCache.removeFor(id);
    await unfinishedClouds.remove(id);
  }
  if (ids.length > 0) await withStorageFallback(cloudCache.retain(ids), undefined);
}
