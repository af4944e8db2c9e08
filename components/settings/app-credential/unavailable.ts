import type { CloudProfile } from '@/utils/clouds/profile';
import type { CloudView } from '@/utils/messaging/views';
import { issuedAppCredential, signInBeforeReplacement } from '@/utils/sign-in/issued';

/** Why the issued application credential can't be used: its secret is lost, it expired or the cloud refuses it. */
export type UnavailableReason = 'lost' | 'expired' | 'refused';

/**
 * Whether the issued application credential can be used. Its secret was never shown, so the user cannot type it.
 * @param now ms since the epoch. @param refused the cloud did not accept it
 * @returns null: it can be used, or none was issued
 */
export function unavailableReasonOf(
  { profile, hasCredential }: CloudView,
  now: number,
  refused = false,
): UnavailableReason | null {
  const issued = issuedAppCredential(profile.signIn);
  if (issued === undefined) return null;
  if (!hasCredential) return 'lost';
  if (issued.expiresAt !== null && issued.expiresAt <= now) return 'expired';
  return refused ? 'refused' : null;
}

/** The profile as its form shows it: with the password again where the issued credential can't be used. */
export function shownProfile({ profile }: CloudView, unavailableReason: UnavailableReason | null): CloudProfile {
  return unavailableReason === null ? profile : { ...profile, signIn: signInBeforeReplacement(profile.signIn) };
}
