import type { CloudProfile } from '@/utils/clouds/profile';
import type { Sessions } from '@/utils/sessions/sessions';
import type { TokenState } from '@/utils/sessions/token-store';
import { deleteCloud, findCloud } from '@/utils/storage/clouds';
import { orMissing } from '@/utils/storage/optional';
import type { Vault } from '@/utils/vault/vault';
import { appCredentialJournal, journalUnusedAppCredential } from './app-credential/journal';
import { removeCloudData } from './replace-cloud';
import { unfinishedClouds } from './unfinished';

/**
 * Call it under the clouds lock. The profile is deleted last: after an interruption the cloud can be removed again.
 * @param dismissed names of application credentials that are deleted or known to the user
 * @returns its tokens, queued for revocation; null: it was not stored
 */
export async function removeCloud(
  { sessions, vault }: { sessions: Pick<Sessions, 'endTokens'>; vault: Pick<Vault, 'remove'> },
  cloudId: string,
  dismissed: readonly string[],
): Promise<{ profile: CloudProfile | null; ended: TokenState[] }> {
  const profile = await findCloud(cloudId);
  // Where storage is full, a cloud can be removed all the same.
  await orMissing(unfinishedClouds.add({ id: cloudId, by: 'removed' }), undefined);
  await vault.remove(cloudId, profile?.remember);
  const ended = profile === null ? [] : await sessions.endTokens(profile);
  // The application credential is named only in the profile, which is deleted below.
  await journalUnusedAppCredential(profile, null);
  await appCredentialJournal.remove(...dismissed);
  const isClean = await removeCloudData(cloudId);
  await deleteCloud(cloudId);
  // The databases could not be read: what they may hold of the cloud is deleted at a later start.
  if (isClean) await orMissing(unfinishedClouds.remove(cloudId), undefined);
  return { profile, ended };
}
