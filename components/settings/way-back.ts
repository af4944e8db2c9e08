import type { CloudProfile } from '@/utils/clouds/profile';
import { madeOf, wayBefore } from '@/utils/clouds/sign-in';
import type { CloudView } from '@/utils/messaging/views';

/** Why a person has to go back to the password. */
export type Gone = 'lost' | 'ended' | 'refused';

/**
 * Whether the application credential that was made for this browser can't be used any more. Nobody knows its secret, so
 * nobody can type it.
 *
 * @param refused the cloud did not accept it
 * @returns `lost`: it is not kept here any more; `ended`: its time is over; null: none of these
 */
export function whyGone({ profile, hasCredential }: CloudView, now: number, refused = false): Gone | null {
  const made = madeOf(profile.signIn);
  if (made === undefined) return null;
  if (!hasCredential) return 'lost';
  if (made.expiresAt !== null && made.expiresAt <= now) return 'ended';
  return refused ? 'refused' : null;
}

/** The profile as its form shows it: where its own credential is `gone`, with the way to sign in that is left. */
export function shownProfile({ profile }: CloudView, gone: Gone | null): CloudProfile {
  return gone === null ? profile : { ...profile, signIn: wayBefore(profile.signIn) };
}
