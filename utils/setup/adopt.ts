import type { CloudProfile } from '@/utils/clouds/profile';
import { putCloud } from '@/utils/clouds/store';
import type { Sessions } from '@/utils/sessions/sessions';
import type { Vault } from '@/utils/vault/vault';

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
  await putCloud(after);
  // A cloud that does not answer is told at the next start.
  if (before !== null) void sessions.revoke(before.authUrl);
}

/** Whether the secret of one would go to another address, or be another user's, with the other. */
function isElsewhere(a: CloudProfile, b: CloudProfile): boolean {
  const { method } = a.signIn;
  if (a.authUrl !== b.authUrl || a.computeUrl !== b.computeUrl || method !== b.signIn.method) return true;
  if (a.signIn.method === 'password' && b.signIn.method === 'password')
    return JSON.stringify(a.signIn.user) !== JSON.stringify(b.signIn.user);
  if (a.signIn.method === 'application_credential' && b.signIn.method === 'application_credential')
    return keyOf(a.signIn) !== keyOf(b.signIn);
  return false;
}

/** What tells one application credential from another. */
function keyOf(way: Extract<CloudProfile['signIn'], { method: 'application_credential' }>): string {
  return JSON.stringify('id' in way ? [way.id] : [way.name, way.user]);
}
