import type { SignIn } from '@/utils/sign-in/methods';
import type { Settings } from './settings';

export type Method = SignIn['method'];

/** keystoneauth's plugins (keystoneauth setup.cfg, `keystoneauth1.plugin`) that are ways to sign in of ours. */
const METHODS = new Map<string, Method>([
  ['password', 'password'],
  ['v3password', 'password'],
  ['v2password', 'password'],
  ['token', 'token'],
  ['v3token', 'token'],
  ['v2token', 'token'],
  ['v3applicationcredential', 'application_credential'],
  ['application_credential', 'application_credential'],
]);

/**
 * The way to sign in. Where the file does not name one, what it holds decides, and `password` else.
 * Undefined for one that is not ours; then it is among the problems.
 */
export function methodOf(settings: Settings): Method | undefined {
  const type = settings.text('auth_type', 'auth_plugin');
  if (type === undefined) return methodHeld(settings);
  const lower = type.toLowerCase();
  if (lower === 'v3totp') return totp(settings);
  const method = lower === 'v3multifactor' ? multifactor(settings) : METHODS.get(lower);
  if (method === undefined) settings.problems.push({ code: 'AUTH_TYPE_UNSUPPORTED', key: 'auth_type', value: type });
  return method;
}

function methodHeld(settings: Settings): Method {
  const user = settings.text('username', 'user_name', 'user_id') !== undefined;
  const credential = settings.text('application_credential_id', 'application_credential_name') !== undefined;
  if (credential && settings.secret('password') === undefined) return 'application_credential';
  return !user && settings.secret('token') !== undefined ? 'token' : 'password';
}

/** A password and a passcode, which is asked for at each sign-in. */
function multifactor(settings: Settings): Method | undefined {
  const types = settings.list('auth_methods').map((type) => type.toLowerCase());
  const [first, ...others] = types.filter((type) => type !== 'v3totp').map((type) => METHODS.get(type));
  if (first !== 'password' || others.length > 0) return undefined;
  if (types.includes('v3totp')) settings.problems.push({ code: 'PASSCODE_NEEDED' });
  return first;
}

/** Its passcode comes with a password where the file has one; alone it is not a way to sign in of ours. */
function totp(settings: Settings): Method | undefined {
  const alone = settings.secret('password') === undefined;
  settings.problems.push({ code: alone ? 'PASSCODE_ALONE' : 'PASSCODE_NEEDED' });
  return alone ? undefined : 'password';
}
