import type { CloudProfile, MadeCredential, SignIn } from './profile';

/** @returns what is known of the application credential that was made for this browser; undefined: it is none of those. */
export function madeOf(way: SignIn): MadeCredential | undefined {
  return 'made' in way ? way.made : undefined;
}

/**
 * @returns the way to sign in that such a credential took the place of: a person can go back to it, and another browser
 * has no other; any other way as it is.
 */
export function wayBefore(way: SignIn): SignIn {
  const made = madeOf(way);
  return made === undefined ? way : { method: 'password', ...made.before };
}
/** Whether a cloud is signed in to with what a dashboard lends. */
export function isLent({ signIn }: Pick<CloudProfile, 'signIn'>): boolean {
  return signIn.method === 'horizon_session';
}
