import type { CloudProfile } from '@/utils/clouds/profile';
import type { Sessions } from '@/utils/sessions/sessions';
import type { TokenState } from '@/utils/sessions/token-store';
import { deleteCloud, findCloud } from '@/utils/storage/clouds';
import { withStorageFallback } from '@/utils/storage/optional';
import type { Vault } from '@/utils/vault/vault';
import { appCredentialJournal, journalUnusedAppCredential } from './app-credential/journal';
import { removeCloudData } from './replace-cloud';
import { unfinishedClouds } from './unfinished';

/**
 * Call it under `cloudsLock`. The profile goes last: an interrupted removal can be repeated.
 * @param dismissed names of application credentials deleted or known to the user
 * @returns `ended`: queued for revocation
 */
export async function removeCloud(
  { sessions, vault }: { sessions: Pick<Sessions, 'endTokens'>; vault: Pick<Vault, 'remove'> },
  cloudId: string,
  dismissed: readonly string[],
): Promise<{ profile: CloudProfile | null; ended: TokenState[] }> {
  const profile = await findCloud(cloudId);
  // A full storage must not prevent the removal.
  await withStorageFallback(unfinishedClouds.add({ id: cloudId, by: 'removed' }), undefined);
  await vault.remove(cloudId, profile?.remember);
  const ended = profile === null ? [] : await sessions.endTokens(profile);
  // Only the profile names the application credential.
  await journalUnusedAppCredential(profile, null);
  await appCredentialJournal.remove(...dismissed);
  const isClean = await removeCloudData(cloudId);
  await deleteCloud(cloudId);
  if (isClean) await withStorageFallback(unfinishedClouds.remove(cloudId), undefined);
  return { profile, ended };
}
