import { AppError } from '@/utils/problems/app-error';
import type { Credential } from '@/utils/sign-in/methods';
import { receiptStore, signInOrAsk, signInWithPasscode } from './passcode';
import { type Login, rescope, type SignInContext } from './sign-in';
import type { TokenState } from './token-store';

/** New tokens that are not stored. */
export interface CheckedTokens {
  state: TokenState;
  /** the passcode's unscoped token, which `state` was rescoped from */
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
    const state = await signInOrAsk(context, profile, credential, null, 'check');
    await context.revocations.hold(profile, [state]);
    return { state, passcodeToken: null };
  }
  const passcodeToken = await signInWithPasscode(context, profile, credentialOf, passcode, 'check');
  await context.revocations.hold(profile, [passcodeToken]);
  try {
    return { state: await rescopeAndHold(context, profile, passcodeToken, null), passcodeToken };
  } catch (error) {
    await context.revocations.add(profile, [passcodeToken]);
    throw error;
  }
}

/** As `Sessions.rescope`. */
export async function rescopeAndHold(
  context: SignInContext,
  profile: Login,
  token: TokenState,
  project: string | null,
): Promise<TokenState> {
  const state = await rescope(context.client, profile, token, project, context.now);
  await context.revocations.hold(profile, [state]);
  return state;
}
