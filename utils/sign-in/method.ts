import type * as z from 'zod/mini';
import type { Client } from '@/utils/openstack/client';
import type { DomainRef, Identity, ProjectRef, UserRef } from '@/utils/openstack/identity/auth-request';
import type { Problem } from '@/utils/problems/problem';

/** The settings of one cloud in a clouds.yaml or openrc. */
export interface SignInSettings {
  /** @returns the first of these that has a value, without blanks around it */
  text(...keys: string[]): string | undefined;
  /** @returns the value exactly as written; never part of a problem */
  secret(key: string): string | undefined;
  /** @returns the items of a list */
  list(key: string): string[];
  /** what the user is told about the file; the sentences are in assets/locales */
  problems: { push(problem: { code: SignInFileProblem; key?: string; value?: string }): unknown };
}

export type SignInFileProblem =
  | 'AUTH_TYPE_UNSUPPORTED'
  | 'PASSCODE_NEEDED'
  | 'PASSCODE_ALONE'
  | 'USER_MISSING'
  | 'APP_CRED_ID_MISSING'
  | 'DOMAIN_ASSUMED';

/** A user or project as a file names it. A name beside an id is only shown. */
export type RefDraft = { id: string; name?: string } | { name: string; domain?: DomainRef };

/** A field of the form. */
export interface FormField {
  /** its label is `settings.field.<name>` in assets/locales */
  name: string;
  /** default: a line of text. A `secret` is never stored in the form's state. `passcode`: a checkbox, and the passcode */
  kind?: 'secret' | 'passcode';
  required?: true;
  /** its value in an empty form; default: none */
  initial?: string;
  /** its hint is `settings.hint.<hint>` in assets/locales */
  hint?: string;
  /** the next field stands beside it */
  pair?: true;
  /** closed until it is opened or has a value; its title is `settings.section.<section>` in assets/locales */
  section?: string;
}

/** Names of the fields of a form whose values are text and no secret. */
export type TextName<F extends readonly FormField[]> = Exclude<F[number], { kind: string }>['name'];

/** The values of the fields. `asksPasscode`: the checkbox of the passcode. */
export type FieldValues<Name extends string> = { [N in Name]: string } & { asksPasscode: boolean };

type RefName = 'user' | 'userName' | 'userDomain' | 'project' | 'projectDomain';

/**
 * What a file or a dashboard says about signing in, without the secret. `Name`: the form's text fields; those that are no
 * user or project have the same names here.
 */
export type SignInDraft<Name extends string> = {
  user?: RefDraft;
  project?: RefDraft;
  passcode?: true;
} & { [N in Exclude<Name, RefName>]?: string };

/** References of the stored sign-in whose fields are unchanged: one by id stays one by id. */
export interface UnchangedRefs {
  user?: UserRef;
  project?: ProjectRef;
}

/** How a method is read from a clouds.yaml or openrc, and written. */
export interface FileFormat<S, C, Name extends string> {
  /** names of keystoneauth plugins, lower case (keystoneauth setup.cfg, `keystoneauth1.plugin`) */
  authTypes: readonly string[];
  /** settings it reads beside those of user and project; the variables of an openrc have the same names */
  keys: readonly string[];
  /** whether an entry without an `auth_type` is of this method; default: no */
  isImpliedBy?(settings: SignInSettings): boolean;
  /** whether an entry of one of `authTypes` can be used; notes why not. Default: yes */
  accepts?(settings: SignInSettings, authType: string): boolean;
  secret(settings: SignInSettings): C | undefined;
  /** notes what is missing */
  draft(settings: SignInSettings, refs: { user?: RefDraft; project?: RefDraft }): SignInDraft<Name>;
  /** @returns null where the draft is incomplete */
  complete(draft: SignInDraft<Name>): S | null;
  /** @returns the entry's own settings, and those of its `auth` */
  write(signIn: S): { entry: Record<string, unknown>; auth: Record<string, unknown> };
  writeSecret(credential: C): Record<string, unknown>;
}

/** The part of the form that a method fills. */
export interface SignInForm<S, C, F extends readonly FormField[], H extends string> {
  /** in the order of the form */
  fields: F;
  /** hint of the choice of method: `settings.hint.<hint>` in assets/locales */
  hint?: H;
  /** the URL of a dashboard is required */
  needsDashboard?: true;
  /** @returns the values of the fields, and nothing for a field that another method shares */
  show(signIn: S): Partial<FieldValues<TextName<F>>>;
  /** @param unchanged references whose fields the user has not changed */
  read(values: FieldValues<TextName<F>>, unchanged: UnchangedRefs): S;
  /** @returns required fields that are empty; default: those with `required` */
  missing?(values: FieldValues<TextName<F>>): TextName<F>[];
  /** @param typed as it stands in the field, not empty. @returns undefined where nothing is typed for this method */
  credential(typed: string): C | undefined;
  /** @returns the fields that a problem points at, the most likely first; undefined: as for all methods */
  atFault?(problem: Problem, values: FieldValues<TextName<F>>): (F[number]['name'] | 'dashboardUrl')[] | undefined;
}

/** What can be done with a sign-in of a method. */
export interface SignInActions<S, C, F extends readonly FormField[], H extends string> {
  /** a sign-in that a policy has chosen and the user has not completed */
  blank: S;
  /** the token has a project of its own, which cannot be changed */
  hasOwnProject?: true;
  /**
   * Who signs in to Keystone. What another service has to give first is requested here. Missing: a dashboard gives the
   * token.
   * @throws OpenStackError
   */
  identity?(signIn: S, credential: C, keystone: { client: Client; authUrl: string }): Identity | Promise<Identity>;
  /** @returns a text that differs where the secret is another user's */
  secretOwner(signIn: S, dashboardOrigin: string): string;
  /** @returns what a user compares sign-ins by */
  facts(signIn: S): { user?: string; credential?: string; project?: string };
  /** @returns the sign-in in the domain that a policy sets; default: as it is */
  inUserDomain?(signIn: S, domain: string): S;
  /** null: a clouds.yaml cannot describe it */
  file: FileFormat<S, C, TextName<F>> | null;
  form: SignInForm<S, C, F, H>;
}

/** One way to sign in. */
export interface SignInMethod<M extends string, S, C, Y, F extends readonly FormField[], H extends string>
  extends SignInActions<S, C, F, H> {
  /** in profiles, policies and sync records */
  method: M;
  /** the sign-in in a profile, without the secret */
  signIn: z.ZodMiniType<S>;
  /** the secret; `kind` is the method */
  credential: z.ZodMiniType<C>;
  /** what is synced: no secret, and nothing that is not named here */
  synced: z.ZodMiniType<Y>;
}

/** Gives a method its types. */
export function defineMethod<
  const M extends string,
  S extends { method: M },
  C extends { kind: M },
  Y extends { method: M },
  const F extends readonly FormField[],
  H extends string = never,
>(method: SignInMethod<M, S, C, Y, F, H>): SignInMethod<M, S, C, Y, F, H> {
  return method;
}
