import type { FileFormat } from '@/utils/sign-in/method';
import {
  type Credential,
  type SignIn,
  type SignInMethodName,
  type SignInTextFieldName,
  signInMethods,
} from '@/utils/sign-in/methods';
import type { CloudSettings } from './settings';

/** A sign-in method that files can express. */
export interface FileMethod {
  method: SignInMethodName;
  fileFormat: FileFormat<SignIn, Credential, SignInTextFieldName>;
}

const FILE_METHODS = signInMethods.flatMap(({ method, fileFormat }): FileMethod[] =>
  fileFormat === null ? [] : [{ method, fileFormat }],
);

/** Of all methods, beside user and project. */
export const SIGN_IN_KEYS = [...new Set(FILE_METHODS.flatMap(({ fileFormat }) => fileFormat.keys))];

/** By `auth_type`, else by which settings are present. Undefined: not supported; adds a problem. */
export function fileMethodOf(settings: CloudSettings): FileMethod | undefined {
  const type = settings.text('auth_type', 'auth_plugin');
  if (type === undefined)
    return FILE_METHODS.find(({ fileFormat }) => fileFormat.isImpliedBy?.(settings)) ?? FILE_METHODS[0];
  const authType = type.toLowerCase();
  const found = FILE_METHODS.find(({ fileFormat }) => fileFormat.authTypes.includes(authType));
  if (found === undefined) {
    settings.problems.push({ code: 'AUTH_TYPE_UNSUPPORTED', key: 'auth_type', value: type });
    return undefined;
  }
  return found.fileFormat.accepts?.(settings, authType) === false ? undefined : found;
}
