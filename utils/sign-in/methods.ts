import * as z from 'zod/mini';
import { applicationCredential } from './application-credential';
import { dashboardSession } from './dashboard-session';
import type { SignInActions, TextName } from './method';
import { password } from './password';
import { token } from './token';

/** In the order of the form; the first is the default. */
const SIGN_IN_METHODS = [password, applicationCredential, token, dashboardSession] as const;

type Defined = (typeof SIGN_IN_METHODS)[number];

/** Without the secret. */
export const signInSchema = z.union(SIGN_IN_METHODS.map(({ signIn }) => signIn));
export type SignIn = z.infer<Defined['signIn']>;
export type SignInMethodName = Defined['method'];

/** Secret: only in the vault and in requests to Keystone. */
export const credentialSchema = z.union(SIGN_IN_METHODS.map(({ credential }) => credential));
export type Credential = z.infer<Defined['credential']>;

/** `origin`: of the auth URL that it may be sent to. */
export const storedCredentialSchema = z.intersection(credentialSchema, z.object({ origin: z.string() }));
export type StoredCredential = z.infer<typeof storedCredentialSchema>;

export const syncedSignInSchema = z.union(SIGN_IN_METHODS.map(({ synced }) => synced));

type Fields = Defined['form']['fields'];

export type SignInField = Fields[number];
export type SignInFieldName = SignInField['name'];
export type SignInTextName = TextName<Fields>;
export type SecretName = Extract<SignInField, { kind: 'secret' }>['name'];

type Hint = NonNullable<Defined['form']['hint']>;

export type AnySignInMethod = SignInActions<SignIn, Credential, Fields, Hint> & { method: SignInMethodName };

/** For code that treats all methods alike. */
export const signInMethods: readonly AnySignInMethod[] = SIGN_IN_METHODS;

/** @returns the method with this name */
export function signInMethod(name: SignInMethodName): AnySignInMethod {
  return SIGN_IN_METHODS.find(({ method }) => method === name) ?? password;
}
