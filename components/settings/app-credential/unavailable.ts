import type { CloudProfile } from '@/utils/clouds/profile';
import type { CloudView } from '@/utils/messaging/views';
import { issuedAppCredential, signInBeforeReplacement } from '@/utils/sign-in/issued';

/** Why a person has to go back to the password. */
export type UnavailableReason = 'lost' | 'ended' | 'refused';

/**
 * Whether the application credential that was made for this browser can't be used any more. Nobody knows its secret, so
 * nobody can type it.
 *
 * @param refused the cloud did not accept it
 * @returns `lost`: it is not kept here any more; `ended`: its time is over; null: none of these
 */
export function unavailableReasonOf(
  { profile, hasCredential }: CloudView,
  now: number,
  refused = false,
): UnavailableReason | null {
  const issued = issuedAppCredential(profile.signIn);
  if (issued === undefined) return null;
  if (!hasCredential) return 'lost';
  if (issued.expiresAt !== null && issued.expiresAt <= now) return 'ended';
  return refused ? 'refused' : null;
}

/** The profile as its form shows it: where its own credential is `unavailableReason`, with the way to sign in that is left. */
export function shownProfile({ profile }: CloudView, unavailableReason: UnavailableReason | null): CloudProfile {
  return unavailableReason === null ? profile : { ...profile, signIn: signInBeforeReplacement(profile.signIn) };
}
