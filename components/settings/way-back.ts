import type { CloudProfile } from '@/utils/clouds/profile';
import { madeOf, wayBefore } from '@/utils/clouds/way-before';
import type { CloudView } from '@/utils/messaging/views';

/**
 * Whether the application credential that was made for this browser can't be used any more. Nobody knows its secret, so
 * nobody can type it.
 *
 * @returns `lost`: it is not kept here any more; `ended`: its time is over; null: neither
 */
export function whyGone({ profile, hasCredential }: CloudView, now: number): 'lost' | 'ended' | null {
  const made = madeOf(profile.signIn);
  if (made === undefined) return null;
  if (!hasCredential) return 'lost';
  return made.expiresAt !== null && made.expiresAt <= now ? 'ended' : null;
}

/** The profile as its form shows it: where its own credential is gone, with the way to sign in that is left. */
export function shownProfile(view: CloudView, now: number): CloudProfile {
  const { profile } = view;
  return whyGone(view, now) === null ? profile : { ...profile, signIn: wayBefore(profile.signIn) };
}
