import type { CloudProfile, IssuedAppCredential, SignIn } from './profile';

/** @returns what is known of the application credential that was made for this browser; undefined: it is none of those. */
export function issuedAppCredential(way: SignIn): IssuedAppCredential | undefined {
  return 'issued' in way ? way.issued : undefined;
}

/**
 * @returns the way to sign in that such a credential took the place of: a person can go back to it, and another browser
 * has no other; any other way as it is.
 */
export function signInBeforeReplacement(way: SignIn): SignIn {
  const issued = issuedAppCredential(way);
  return issued === undefined ? way : { method: 'password', ...issued.before };
}
/** Whether a cloud is signed in to with what a dashboard lends. */
export function usesDashboardSession({ signIn }: Pick<CloudProfile, 'signIn'>): boolean {
  return signIn.method === 'horizon_session';
}
