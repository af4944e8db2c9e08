import type { ProjectRef } from '@/utils/openstack/identity/auth-request';
import { signInBeforeReplacement } from './issued';
import type { FieldValues, UnchangedRefs } from './method';
import {
  type Credential,
  type SecretName,
  type SignIn,
  type SignInField,
  type SignInMethodName,
  type SignInTextFieldName,
  signInMethod,
  signInMethods,
} from './methods';

/** Of all methods, without secrets. */
export type SignInValues = FieldValues<SignInTextFieldName> & { method: SignInMethodName };

/** Initial texts; method `password`. */
export function emptySignInValues(): SignInValues {
  const texts = signInMethods.flatMap(({ form }) => [...form.fields].filter(isText));
  const values = Object.fromEntries(texts.map((field) => [field.name, initialTextOf(field)]));
  return { ...(values as Record<SignInTextFieldName, string>), method: 'password', asksPasscode: false };
}

/** Includes the fields of a replaced sign-in: the user can return to it. */
export function signInToValues(signIn: SignIn): SignInValues {
  const before = signInBeforeReplacement(signIn);
  const shown = [before, signIn].map((one) => signInMethod(one.method).form.fieldValuesOf(one));
  return Object.assign(emptySignInValues(), ...shown, { method: signIn.method });
}

/** Keeps unchanged references of `before`. */
export function signInFromValues(values: SignInValues, before?: SignIn): SignIn {
  const { form } = signInMethod(values.method);
  if (before === undefined) return form.readSignIn(values, {});
  const keptSignIn = [before, signInBeforeReplacement(before)].find(
    (signIn) => signIn.method === values.method && hasSameSignInValues(values, signInToValues(signIn)),
  );
  return keptSignIn ?? form.readSignIn(values, unchangedRefs(values, signInBeforeReplacement(before)));
}

/** Compares the fields of the method in `a`. */
export function hasSameSignInValues(a: SignInValues, b: SignInValues): boolean {
  const texts = [...signInMethod(a.method).form.fields].filter(isText);
  return a.asksPasscode === b.asksPasscode && texts.every(({ name }) => a[name] === b[name]);
}

/** @returns null: the method has no secret */
export function secretField(method: SignInMethodName): SecretName | null {
  return [...signInMethod(method).form.fields].find(isSecret)?.name ?? null;
}

/** Undefined: nothing typed. */
export function typedCredential(method: SignInMethodName, typed: string): Credential | undefined {
  return typed === '' ? undefined : signInMethod(method).form.credentialOf(typed);
}

/** Empty required fields, without the secret. */
export function missingFields(values: SignInValues): SignInTextFieldName[] {
  const { form } = signInMethod(values.method);
  if (form.missingTextFields !== undefined) return form.missingTextFields(values);
  const required = [...form.fields].filter(isText).filter((field) => 'required' in field);
  return required.map(({ name }) => name).filter((name) => values[name].trim() === '');
}

type TextField = Exclude<SignInField, { kind: string }>;

function isText(field: SignInField): field is TextField {
  return !('kind' in field);
}

function isSecret(field: SignInField): field is Extract<SignInField, { kind: 'secret' }> {
  return 'kind' in field && field.kind === 'secret';
}

function initialTextOf(field: TextField): string {
  return 'initial' in field ? field.initial : '';
}

/** A project shown without a domain changes with the user's. */
function unchangedRefs(values: SignInValues, before: SignIn): UnchangedRefs {
  const shown = signInToValues(before);
  const isUnchanged = (...names: SignInTextFieldName[]) => names.every((name) => values[name] === shown[name]);
  const user = 'user' in before && isUnchanged('userName', 'userDomain') ? before.user : undefined;
  const project = 'project' in before && isUnchanged('project', 'projectDomain') ? before.project : undefined;
  const isKept = (unchanged: ProjectRef) =>
    'id' in unchanged || shown.projectDomain !== '' || isUnchanged('userDomain');
  return { ...(user && { user }), ...(project && isKept(project) && { project }) };
}
