import type { IssuedAppCredential } from './application-credential';
import type { SignIn } from './methods';

/** Returns undefined for any other sign-in. */
export function issuedAppCredential(signIn: SignIn): IssuedAppCredential | undefined {
  return 'issued' in signIn ? signIn.issued : undefined;
}

/** Returns the replaced sign-in, which is synced; any other as it is. */
export function signInBeforeReplacement(signIn: SignIn): SignIn {
  const issued = issuedAppCredential(signIn);
  return issued === undefined ? signIn : { method: 'password', ...issued.replaced };
}
