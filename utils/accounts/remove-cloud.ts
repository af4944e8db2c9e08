import type { CloudProfile } from '@/utils/clouds/profile';
import type { Sessions } from '@/utils/sessions/sessions';
import type { TokenState } from '@/utils/sessions/token-state';
import { deleteCloud, findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';
import { appCredentialJournal, journalReplaced } from './app-credential/journal';
import { forgetSeen } from './replace-cloud';

/**
 * Removes a cloud with all that belongs to it, under the clouds lock; harmless for one that is not stored. The profile goes
 * last: where the worker ends before, the cloud is still listed, and the user or the sync removes it again.
 *
 * @param dismissed names of its application credentials that need not be journaled: they are deleted, or the user knows
 *   that they are not.
 * @returns the cloud as it was, and its tokens, which are queued for revocation.
 */
export async function removeCloud(
  { sessions, vault }: { sessions: Pick<Sessions, 'endTokens' | 'clearRefusals'>; vault: Pick<Vault, 'remove'> },
  cloudId: string,
  dismissed: readonly string[],
): Promise<{ profile: CloudProfile | null; ended: TokenState[] }> {
  const profile = await findCloud(cloudId);
  await vault.remove(cloudId);
  const ended = profile === null ? [] : await sessions.endTokens(profile);
  await sessions.clearRefusals({ id: cloudId });
  // With the profile goes what is known of the credential in use.
  await journalReplaced(profile, null);
  await appCredentialJournal.remove(...dismissed);
  await forgetSeen(cloudId);
  await deleteCloud(cloudId);
  return { profile, ended };
}
