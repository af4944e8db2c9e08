import { canonicalJson, secretTargetChanged } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Sessions } from '@/utils/sessions/sessions';
import { findCloud, putCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';
import { journalReplaced } from './app-credential/journal';

interface Deps {
  sessions: Pick<Sessions, 'endTokens' | 'clearRefusals' | 'revoke'>;
  vault: Pick<Vault, 'remove'>;
  /** what was seen on a cloud, which is not true of another address */
  forgetSeen(cloudId: string): Promise<void>;
}

/**
 * What somebody else says of a cloud.
 * @param before as it is stored now; null: it is not. @returns as it shall be; null: nothing is said.
 */
export type Update = (before: CloudProfile | null) => CloudProfile | null;

/**
 * Stores what another browser of the person, or an administrator, says of a cloud. Nobody at this browser has looked at
 * it: where it sends the sign-in to another address, or is of another user, what is kept here for the old one is
 * forgotten, so that no secret follows an address that somebody else wrote. To be done in the turn of whatever else changes
 * clouds: what the person has just saved is what `update` is given.
 */
export async function applyExternalChange(
  { sessions, vault, forgetSeen }: Deps,
  cloudId: string,
  update: Update,
): Promise<void> {
  const before = await findCloud(cloudId);
  const after = update(before);
  if (after === null || canonicalJson(after) === canonicalJson(before)) return;
  if (before !== null) {
    // First, since a worker may die before the profile is stored: a secret that has to be typed again is the lesser harm.
    const isOther = secretTargetChanged(before, after);
    if (isOther) await vault.remove(before.id);
    if (before.authUrl !== after.authUrl) await forgetSeen(before.id);
    await sessions.endTokens(before);
    // Last: what is under way for the old one is held against nobody from then on.
    if (isOther) await sessions.clearRefusals(before);
  }
  await journalReplaced(before, after);
  await putCloud(after);
  // A cloud that does not answer is told at the next start.
  if (before !== null) void sessions.revoke(before);
}
