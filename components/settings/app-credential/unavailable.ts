import type { CloudProfile } from '@/utils/clouds/profile';
import type { CloudView } from '@/utils/messaging/views';
import { issuedAppCredential, signInBeforeReplacement } from '@/utils/sign-in/issued';

/** Why an issued application credential can't be used; `lost`: its secret is not stored. */
export type UnavailableReason = 'lost' | 'expired' | 'refused';

/** @param now ms since the epoch. @param refused by the cloud. @returns null: it can be used, or none was issued */
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

/** The profile as its form shows it: with the password again where the issued credential is unavailable. */
export function shownProfile({ profile }: CloudView, unavailableReason: UnavailableReason | null): CloudProfile {
  return unavailableReason === null ? profile : { ...profile, signIn: signInBeforeReplacement(profile.signIn) };
}
