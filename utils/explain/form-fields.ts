import type { Problem } from '@/utils/problems/problem';
import { secretField } from '@/utils/sign-in/form-values';
import type { FieldValues } from '@/utils/sign-in/method';
import {
  type SignInFieldName,
  type SignInMethodName,
  type SignInTextFieldName,
  signInMethod,
} from '@/utils/sign-in/methods';

/** The fields of the cloud form that a problem can be about. */
export type CloudField =
  | SignInFieldName
  | 'name'
  | 'authUrl'
  | 'dashboardUrl'
  | 'method'
  | 'passphrase'
  | 'newPassphrase'
  | 'repeatPassphrase'
  | 'interface'
  | 'region'
  | 'computeUrl';

/** The fields that may have caused a failed sign-in, the most likely first. */
export function fieldsAtFault(
  problem: Problem,
  method: SignInMethodName,
  values: FieldValues<SignInTextFieldName>,
): CloudField[] {
  return signInMethod(method).form.fieldsAtFault?.(problem, values) ?? fieldsOfAnyMethod(problem, method);
}

function fieldsOfAnyMethod({ code }: Problem, method: SignInMethodName): CloudField[] {
  switch (code) {
    case 'AUTH_URL_INVALID':
    case 'NOT_KEYSTONE':
    case 'IDENTITY_V2_ONLY':
    case 'REDIRECTED':
    case 'NOT_JSON':
    case 'MULTIPLE_CHOICES':
    case 'NETWORK':
    case 'TIMEOUT':
      return ['authUrl'];
    case 'DASHBOARD_NOT_FOUND':
    case 'DASHBOARD_OTHER_HOST':
    case 'DASHBOARD_TOKEN_UNKNOWN':
      return ['dashboardUrl'];
    case 'PASSCODE_NEEDED':
    case 'PASSCODE_WRONG':
      return ['passcode'];
    case 'PASSWORD_EXPIRED':
      return ['password'];
    case 'CREDENTIAL_MISSING':
    case 'SECRET_REFUSED_TWICE':
      return [secretField(method) ?? 'method'];
    case 'AUTH_METHOD_DISABLED':
    case 'DASHBOARD_TOKEN_WITHHELD':
    case 'MFA_REQUIRED':
    case 'APPLICATION_CREDENTIAL_MFA':
      return ['method'];
    case 'NO_COMPUTE_ENDPOINT':
      return ['interface'];
    case 'REGION_UNKNOWN':
      return ['region'];
    default:
      return [];
  }
}
