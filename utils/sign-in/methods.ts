import * as z from 'zod/mini';
import { applicationCredential } from './application-credential';
import { dashboardSession } from './dashboard-session';
import type { SignInActions, TextName } from './method';
import { password } from './password';
import { token } from './token';

/** All ways to sign in, in the order of the form. The first is the default. */
const SIGN_IN_METHODS = [password, applicationCredential, token, dashboardSession] as const;

type Defined = (typeof SIGN_IN_METHODS)[number];

/** A sign-in, without the secret. */
export const signInSchema = z.union(SIGN_IN_METHODS.map(({ signIn }) => signIn));
export type SignIn = z.infer<Defined['signIn']>;
export type SignInMethodName = Defined['method'];

/** The secret of a sign-in. It is in the vault and in requests to Keystone, nowhere else. */
export const credentialSchema = z.union(SIGN_IN_METHODS.map(({ credential }) => credential));
export type Credential = z.infer<Defined['credential']>;

/** A credential in the vault, with the origin of the auth URL that it may be sent to. */
export const storedCredentialSchema = z.intersection(credentialSchema, z.object({ origin: z.string() }));
export type StoredCredential = z.infer<typeof storedCredentialSchema>;

/** What is synced of a sign-in. */
export const syncedSignInSchema = z.union(SIGN_IN_METHODS.map(({ synced }) => synced));

type Fields = Defined['form']['fields'];

/** A field of the form, of any method. */
export type SignInField = Fields[number];
export type SignInFieldName = SignInField['name'];
/** Names of those whose values are text and no secret. */
export type SignInTextName = TextName<Fields>;
/** Names of those that hold a secret. */
export type SecretName = Extract<SignInField, { kind: 'secret' }>['name'];

type Hint = NonNullable<Defined['form']['hint']>;

/** A method of the list, whichever it is. */
export type AnySignInMethod = SignInActions<SignIn, Credential, Fields, Hint> & { method: SignInMethodName };

/** The list, for code that treats all methods alike. */
export const signInMethods: readonly AnySignInMethod[] = SIGN_IN_METHODS;

/** The method of this name. */
export function signInMethod(name: SignInMethodName): AnySignInMethod {
  return SIGN_IN_METHODS.find(({ method }) => method === name) ?? password;
}
