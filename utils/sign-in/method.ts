import type * as z from 'zod/mini';
import type { Client } from '@/utils/openstack/client';
import type { DomainRef, Identity, ProjectRef, UserRef } from '@/utils/openstack/identity/auth-request';
import type { Problem } from '@/utils/problems/problem';

/** One cloud in a clouds.yaml or openrc. */
export interface SignInSettings {
  /** @returns the first that has a value, trimmed */
  text(...keys: string[]): string | undefined;
  /** @returns the exact value; never part of a problem */
  secret(key: string): string | undefined;
  list(key: string): string[];
  /** shown with the file */
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

/** `hint` and `section` name its words; no `kind`: text. */
export interface FormField {
  name: string;
  /** a `secret` is never stored in the form's state */
  kind?: 'secret' | 'passcode';
  required?: true;
  initial?: string;
  hint?: string;
  /** in one row with the next field */
  besideNext?: true;
  section?: string;
}

/** Names of fields that are neither a secret nor the passcode. */
export type TextFieldName<Fields extends readonly FormField[]> = Exclude<Fields[number], { kind: string }>['name'];

/** Texts by field; `asksPasscode`: a passcode is asked for at each sign-in. */
export type FieldValues<Name extends string> = { [FieldName in Name]: string } & { asksPasscode: boolean };

type RefName = 'user' | 'userName' | 'userDomain' | 'project' | 'projectDomain';

/** What a file or dashboard says, without the secret. */
export type SignInDraft<Name extends string> = {
  user?: RefDraft;
  project?: RefDraft;
  passcode?: true;
} & { [FieldName in Exclude<Name, RefName>]?: string | undefined };

/** References whose fields the user did not change: a reference by id stays one by id. */
export interface UnchangedRefs {
  user?: UserRef;
  project?: ProjectRef;
}

/** How clouds.yaml and openrc express the method. `S`: sign-in; `C`: credential. */
export interface FileFormat<SignIn, Credential, Name extends string> {
  /** names of keystoneauth plugins in lower case (keystoneauth setup.cfg, `keystoneauth1.plugin`) */
  authTypes: readonly string[];
  /** settings beside user and project */
  keys: readonly string[];
  /** for an entry without `auth_type`; default: no */
  isImpliedBy?(settings: SignInSettings): boolean;
  /** default: yes; adds a problem where it returns false */
  accepts?(settings: SignInSettings, authType: string): boolean;
  readSecret(settings: SignInSettings): Credential | undefined;
  /** adds a problem for each missing setting */
  readDraft(settings: SignInSettings, refs: { user?: RefDraft; project?: RefDraft }): SignInDraft<Name>;
  /** null where the draft is incomplete */
  completeDraft(draft: SignInDraft<Name>): SignIn | null;
  signInSettings(signIn: SignIn): { entry: Record<string, unknown>; auth: Record<string, unknown> };
  secretSettings(credential: Credential): Record<string, unknown>;
}

/** The method's fields in the form of a cloud. */
export interface SignInForm<SignIn, Credential, Fields extends readonly FormField[], Hint extends string> {
  /** in the order of the form */
  fields: Fields;
  hint?: Hint;
  /** the form requires a dashboard URL */
  needsDashboard?: true;
  /** what the fields contain for a stored sign-in */
  fieldValuesOf(signIn: SignIn): Partial<FieldValues<TextFieldName<Fields>>>;
  /** @param unchanged references whose fields are unchanged */
  readSignIn(values: FieldValues<TextFieldName<Fields>>, unchanged: UnchangedRefs): SignIn;
  /** default: those with `required` */
  missingTextFields?(values: FieldValues<TextFieldName<Fields>>): TextFieldName<Fields>[];
  /** @returns undefined where nothing is typed for this method */
  credentialOf(typed: string): Credential | undefined;
  /** the fields that may have caused the problem, most likely first; undefined: the same as for every method */
  fieldsAtFault?(
    problem: Problem,
    values: FieldValues<TextFieldName<Fields>>,
  ): (Fields[number]['name'] | 'dashboardUrl')[] | undefined;
}

/** What a method does. `S`: sign-in; `C`: credential; `F`: fields; `H`: names of hints. */
export interface SignInMethodMembers<SignIn, Credential, Fields extends readonly FormField[], Hint extends string> {
  /** the sign-in where a policy chooses the method and the user has not completed it */
  incompleteSignIn: SignIn;
  /** the token's project cannot be changed */
  hasOwnProject?: true;
  /** Missing: a dashboard gives the token. @throws OpenStackError */
  identity?(
    signIn: SignIn,
    credential: Credential,
    keystone: { client: Client; authUrl: string },
  ): Identity | Promise<Identity>;
  /** @returns whose secret it is, only to compare: where it changes, the user types the secret again */
  secretOwner(signIn: SignIn, dashboardOrigin: string): string;
  /** what an import shows and compares: the stored sign-in beside the one of the file */
  comparedTexts(signIn: SignIn): { user?: string; credential?: string; project?: string };
  /** applies a policy's domain; default: unchanged */
  withUserDomain?(signIn: SignIn, domain: string): SignIn;
  file: FileFormat<SignIn, Credential, TextFieldName<Fields>> | null;
  form: SignInForm<SignIn, Credential, Fields, Hint>;
}

/** A method with its schemas. `M`: its name; `Synced`: what is synced; others as in `SignInMethodMembers`. */
export interface SignInMethod<
  Method extends string,
  SignIn,
  Credential,
  Synced,
  Fields extends readonly FormField[],
  Hint extends string,
> extends SignInMethodMembers<SignIn, Credential, Fields, Hint> {
  /** its name in profiles, policies and sync records */
  method: Method;
  /** without the secret */
  signIn: z.ZodMiniType<SignIn>;
  credential: z.ZodMiniType<Credential>;
  /** what is not named here is not synced */
  synced: z.ZodMiniType<Synced>;
}

/** Returns its argument, with the types inferred. */
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
