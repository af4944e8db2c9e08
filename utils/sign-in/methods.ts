import * as z from 'zod/mini';
import { applicationCredential } from './application-credential';
import { dashboardSession } from './dashboard-session';
import type { SignInMethodMembers, TextFieldName } from './method';
import { password } from './password';
import { token } from './token';

/** In the order of the form; the first is the default. */
const SIGN_IN_METHODS = [password, applicationCredential, token, dashboardSession] as const;

type DefinedMethod = (typeof SIGN_IN_METHODS)[number];

/** Without secrets. */
export const signInSchema = z.union(SIGN_IN_METHODS.map(({ signIn }) => signIn));
/** `method` tells the variants apart. */
export type SignIn = z.infer<DefinedMethod['signIn']>;
/** As in profiles, policies and sync records. */
export type SignInMethodName = DefinedMethod['method'];

/** Only in the vault and in requests to Keystone. */
export const credentialSchema = z.union(SIGN_IN_METHODS.map(({ credential }) => credential));
/** A secret; `kind` is the method. */
export type Credential = z.infer<DefinedMethod['credential']>;

/** `origin`: of the auth URL that it may be sent to; `owner`: whose secret it is, and by which method. */
export const storedCredentialSchema = z.intersection(
  credentialSchema,
  z.object({ origin: z.string(), owner: z.exactOptional(z.string()) }),
);
/** A credential as the vault keeps it. */
export type StoredCredential = z.infer<typeof storedCredentialSchema>;

/** In sync records. */
export const syncedSignInSchema = z.union(SIGN_IN_METHODS.map(({ synced }) => synced));

type Fields = DefinedMethod['form']['fields'];

/** A field of any method. */
export type SignInField = Fields[number];
/** Methods may share a field. */
export type SignInFieldName = SignInField['name'];
/** Its text is in the form's state. */
export type SignInTextFieldName = TextFieldName<Fields>;
/** Its text stays in the input element. */
export type SecretName = Extract<SignInField, { kind: 'secret' }>['name'];

type Hint = NonNullable<DefinedMethod['form']['hint']>;

/** For sign-ins and credentials of its own method only. */
export type AnySignInMethod = SignInMethodMembers<SignIn, Credential, Fields, Hint> & { method: SignInMethodName };

/** In the order of the form. */
export const signInMethods: readonly AnySignInMethod[] = SIGN_IN_METHODS;

/** The method of this name. */
export function signInMethod(name: SignInMethodName): AnySignInMethod {
  return SIGN_IN_METHODS.find(({ method }) => method === name) ?? password;
}
