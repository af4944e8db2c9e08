import type { IssuedAppCredential } from './application-credential';
import type { SignIn } from './methods';

/** Undefined for any other sign-in. */
export function issuedAppCredential(signIn: SignIn): IssuedAppCredential | undefined {
  return 'issued' in signIn ? signIn.issued : undefined;
}

/** Any other stays. The replaced one is synced. */
export function signInBeforeReplacement(signIn: SignIn): SignIn {
  const issued = issuedAppCredential(signIn);
  return issued === undefined ? signIn : { method: 'password', ...issued.replaced };
}
