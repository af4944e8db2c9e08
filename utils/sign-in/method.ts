import type * as z from 'zod/mini';
import type { Client } from '@/utils/openstack/client';
import type { DomainRef, Identity, ProjectRef, UserRef } from '@/utils/openstack/identity/auth-request';
import type { Problem } from '@/utils/problems/problem';

/** One cloud in a file. */
export interface SignInSettings {
  /** the first that has a value, trimmed */
  text(...keys: string[]): string | undefined;
  /** exact; never part of a problem */
  secret(key: string): string | undefined;
  list(key: string): string[];
  problems: { push(problem: { code: SignInFileProblem; key?: string; value?: string }): unknown };
}

/** Those of `ImportProblemCode` that methods add. */
export type SignInFileProblem =
  | 'AUTH_TYPE_UNSUPPORTED'
  | 'PASSCODE_NEEDED'
  | 'PASSCODE_WITHOUT_PASSWORD'
  | 'USER_MISSING'
  | 'APP_CRED_ID_MISSING'
  | 'DOMAIN_ASSUMED';

/** A name beside an id is only shown. */
export type RefDraft = { id: string; name?: string } | { name: string; domain?: DomainRef };

/** `hint` and `section` are keys of its words; default kind: text. */
export interface FormField {
  name: string;
  /** a `secret` is never in the form's state */
  kind?: 'secret' | 'passcode';
  required?: true;
  initial?: string;
  hint?: string;
  /** in one row with the next field */
  besideNext?: true;
  section?: string;
}

/** Neither secret nor passcode. */
export type TextFieldName<Fields extends readonly FormField[]> = Exclude<Fields[number], { kind: string }>['name'];

/** `asksPasscode`: ask for a passcode at each sign-in. */
export type FieldValues<Name extends string> = { [FieldName in Name]: string } & { asksPasscode: boolean };

type RefName = 'user' | 'userName' | 'userDomain' | 'project' | 'projectDomain';

/** Of a file or dashboard; no secret. */
export type SignInDraft<Name extends string> = {
  user?: RefDraft;
  project?: RefDraft;
  passcode?: true;
} & { [FieldName in Exclude<Name, RefName>]?: string | undefined };

/** Whose fields the user did not change: a reference by id stays one. */
export interface UnchangedRefs {
  user?: UserRef;
  project?: ProjectRef;
}

/** The method in clouds.yaml and openrc. */
export interface FileFormat<SignIn, Credential, Name extends string> {
  /** plugins in lower case (keystoneauth setup.cfg, `keystoneauth1.plugin`) */
  authTypes: readonly string[];
  /** beside user and project */
  keys: readonly string[];
  /** for an entry without `auth_type`; default: no */
  isImpliedBy?(settings: SignInSettings): boolean;
  /** default: yes; false: adds a problem */
  accepts?(settings: SignInSettings, authType: string): boolean;
  readSecret(settings: SignInSettings): Credential | undefined;
  readDraft(settings: SignInSettings, refs: { user?: RefDraft; project?: RefDraft }): SignInDraft<Name>;
  /** null: incomplete */
  completeDraft(draft: SignInDraft<Name>): SignIn | null;
  signInSettings(signIn: SignIn): { entry: Record<string, unknown>; auth: Record<string, unknown> };
  secretSettings(credential: Credential): Record<string, unknown>;
}

/** The method in the form of a cloud. */
export interface SignInForm<SignIn, Credential, Fields extends readonly FormField[], Hint extends string> {
  fields: Fields;
  hint?: Hint;
  /** the form requires a dashboard URL */
  needsDashboard?: true;
  fieldValuesOf(signIn: SignIn): Partial<FieldValues<TextFieldName<Fields>>>;
  readSignIn(values: FieldValues<TextFieldName<Fields>>, unchanged: UnchangedRefs): SignIn;
  /** default: those with `required` */
  missingTextFields?(values: FieldValues<TextFieldName<Fields>>): TextFieldName<Fields>[];
  /** undefined: the method has none */
  credentialOf(typed: string): Credential | undefined;
  /** most likely first; undefined: as for every method */
  fieldsAtFault?(
    problem: Problem,
    values: FieldValues<TextFieldName<Fields>>,
  ): (Fields[number]['name'] | 'dashboardUrl')[] | undefined;
}

/** What a method does. */
export interface SignInMethodMembers<SignIn, Credential, Fields extends readonly FormField[], Hint extends string> {
  /** where only a policy chose the method */
  incompleteSignIn: SignIn;
  /** the token's project cannot be changed */
  hasOwnProject?: true;
  /** the credential is a token or names one: no cloud locks an account for a wrong one */
  sendsToken?: true;
  /** missing: a dashboard gives the token. @throws OpenStackError */
  identity?(
    signIn: SignIn,
    credential: Credential,
    keystone: { client: Client; authUrl: string },
  ): Identity | Promise<Identity>;
  /** to compare: where it changes, the user types the secret again */
  secretOwner(signIn: SignIn, dashboardOrigin: string): string;
  /** for an import, which compares file and profile */
  importComparedTexts(signIn: SignIn): { user?: string; credential?: string; project?: string };
  /** default: unchanged */
  withUserDomain?(signIn: SignIn, domain: string): SignIn;
  fileFormat: FileFormat<SignIn, Credential, TextFieldName<Fields>> | null;
  form: SignInForm<SignIn, Credential, Fields, Hint>;
}

/** A method with its schemas. */
export interface SignInMethod<
  Method extends string,
  SignIn,
  Credential,
  Synced,
  Fields extends readonly FormField[],
  Hint extends string,
> extends SignInMethodMembers<SignIn, Credential, Fields, Hint> {
  method: Method;
  /** without the secret */
  signIn: z.ZodMiniType<SignIn>;
  credential: z.ZodMiniType<Credential>;
  /** what is not named here is not synced */
  synced: z.ZodMiniType<Synced>;
}

/** Infers the types. */
export function defineMethod<
  const Method extends string,
  SignIn extends { method: Method },
  Credential extends { kind: Method },
  Synced extends { method: Method },
  const Fields extends readonly FormField[],
  Hint extends string = never,
>(
  method: SignInMethod<Method, SignIn, Credential, Synced, Fields, Hint>,
): SignInMethod<Method, SignIn, Credential, Synced, Fields, Hint> {
  return method;
}
