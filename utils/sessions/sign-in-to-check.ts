import { AppError } from '@/utils/problems/app-error';
import type { Credential } from '@/utils/sign-in/methods';
import { receiptStore, signInOrAsk, signInWithPasscode } from './passcode';
import { type Login, rescope, type SignInContext } from './sign-in';
import type { TokenState } from './token-store';

/** New tokens that are not stored. */
export interface CheckedTokens {
  state: TokenState;
  /** the unscoped token of a sign-in with a passcode, which `state` was rescoped from */
  passcodeToken: TokenState | null;
}

/** As `Sessions.check`. */
export async function signInToCheck(
  context: SignInContext,
  profile: Login,
  credentialOf: () => Promise<Credential | null>,
  passcode: string | undefined,
): Promise<CheckedTokens> {
  if (passcode === undefined) {
    // The stored receipt may be of another password.
    await receiptStore.clear(profile.id);
    const credential = await credentialOf();
    if (credential === null) throw new AppError('CREDENTIAL_MISSING', { cloudId: profile.id });
    return { state: await signInOrAsk(context, profile, credential, null, 'check'), passcodeToken: null };
  }
  const passcodeToken = await signInWithPasscode(context, profile, credentialOf, passcode, 'check');
  try {
    return { state: await rescope(context.client, profile, passcodeToken, null, context.now), passcodeToken };
  } catch (error) {
    await context.revocations.add(profile, [passcodeToken]);
    throw error;
  }
}
