import type { ProjectRef } from '@/utils/openstack/identity/auth-request';
import { signInBeforeReplacement } from './issued';
import type { FieldValues, UnchangedRefs } from './method';
import {
  type Credential,
  type SecretName,
  type SignIn,
  type SignInField,
  type SignInMethodName,
  type SignInTextName,
  signInMethod,
  signInMethods,
} from './methods';

/** The values of the form's sign-in fields, of all methods, without secrets. */
export type SignInValues = FieldValues<SignInTextName> & { method: SignInMethodName };

/** The values of an empty form. */
export function emptySignInValues(): SignInValues {
  const texts = signInMethods.flatMap(({ form }) => [...form.fields].filter(isText));
  const values = Object.fromEntries(texts.map((field) => [field.name, initialOf(field)]));
  return { ...(values as Record<SignInTextName, string>), method: 'password', asksPasscode: false };
}

/**
 * The values of a stored sign-in; a reference by id is shown as the id. Of an application credential that replaced a
 * password, the values of the password's fields are there too, so that the user can return to it.
 */
export function signInToValues(signIn: SignIn): SignInValues {
  const before = signInBeforeReplacement(signIn);
  const shown = [before, signIn].map((one) => signInMethod(one.method).form.show(one));
  return Object.assign(emptySignInValues(), ...shown, { method: signIn.method });
}

/** The sign-in that the values describe. References whose fields are as in `before` stay as they are. */
export function signInFromValues(values: SignInValues, before?: SignIn): SignIn {
  const { form } = signInMethod(values.method);
  if (before === undefined) return form.read(values, {});
  const known = [before, signInBeforeReplacement(before)].find(
    (signIn) => signIn.method === values.method && isSameSignIn(values, signInToValues(signIn)),
  );
  return known ?? form.read(values, unchangedRefs(values, signInBeforeReplacement(before)));
}

/** Whether the fields of the method in `a` have the same values in `b`. */
export function isSameSignIn(a: SignInValues, b: SignInValues): boolean {
  const texts = [...signInMethod(a.method).form.fields].filter(isText);
  return a.asksPasscode === b.asksPasscode && texts.every(({ name }) => a[name] === b[name]);
}

/** The field of a method's secret; null where nothing is typed. */
export function secretField(method: SignInMethodName): SecretName | null {
  return [...signInMethod(method).form.fields].find(isSecret)?.name ?? null;
}

/** The credential of a typed secret; undefined where none was typed, so that the stored one stays. */
export function typedCredential(method: SignInMethodName, typed: string): Credential | undefined {
  return typed === '' ? undefined : signInMethod(method).form.credential(typed);
}

/** Required fields of the method that are empty. */
export function missingFields(values: SignInValues): SignInTextName[] {
  const { form } = signInMethod(values.method);
  if (form.missing !== undefined) return form.missing(values);
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

function initialOf(field: TextField): string {
  return 'initial' in field ? field.initial : '';
}

/** A project that is shown without a domain is in its user's, and changes with it. */
function unchangedRefs(values: SignInValues, before: SignIn): UnchangedRefs {
  const shown = signInToValues(before);
  const isUnchanged = (...names: SignInTextName[]) => names.every((name) => values[name] === shown[name]);
  const user = 'user' in before && isUnchanged('userName', 'userDomain') ? before.user : undefined;
  const project = 'project' in before && isUnchanged('project', 'projectDomain') ? before.project : undefined;
  const isKept = (unchanged: ProjectRef) =>
    'id' in unchanged || shown.projectDomain !== '' || isUnchanged('userDomain');
  return { ...(user && { user }), ...(project && isKept(project) && { project }) };
}
