import { isElsewhere } from '@/utils/clouds/elsewhere';
import type { CloudProfile } from '@/utils/clouds/profile';
import { putCloud } from '@/utils/clouds/store';
import type { Sessions } from '@/utils/sessions/sessions';
import type { Vault } from '@/utils/vault/vault';
import { noteReplaced } from './pending';

interface Deps {
  sessions: Pick<Sessions, 'forget' | 'revoke'>;
  vault: Pick<Vault, 'remove'>;
  /** what was seen on a cloud, which is not true of another address */
  forgetSeen(cloudId: string): Promise<void>;
}

/**
 * Stores what another browser of the person, or an administrator, says of a cloud. Nobody at this browser has looked at
 * it: where it sends the sign-in to another address, or is of another user, what is kept here for the old one is
 * forgotten, so that no secret follows an address that somebody else wrote.
 */
export async function adoptCloud(
  { sessions, vault, forgetSeen }: Deps,
  before: CloudProfile | null,
  after: CloudProfile,
): Promise<void> {
  if (before !== null) {
    // First, since a worker may die before the profile is stored: a secret that has to be typed again is the lesser harm.
    if (isElsewhere(before, after)) await vault.remove(before.id);
    if (before.authUrl !== after.authUrl) await forgetSeen(before.id);
    await sessions.forget(before);
  }
  await noteReplaced(before, after);
  await putCloud(after);
  // A cloud that does not answer is told at the next start.
  if (before !== null) void sessions.revoke(before.authUrl);
}
