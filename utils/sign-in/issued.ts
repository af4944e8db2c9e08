import type { IssuedAppCredential } from './application-credential';
import type { SignIn } from './methods';

/** @returns details of the application credential that the extension created here; undefined: the sign-in uses none. */
export function issuedAppCredential(signIn: SignIn): IssuedAppCredential | undefined {
  return 'issued' in signIn ? signIn.issued : undefined;
}

/**
 * @returns the sign-in that such an application credential replaced: it is the one that other browsers get, and that the
 * user can return to; any other sign-in as it is.
 */
export function signInBeforeReplacement(signIn: SignIn): SignIn {
  const issued = issuedAppCredential(signIn);
  return issued === undefined ? signIn : { method: 'password', ...issued.before };
}
