import type { Problem } from '@/utils/problems/problem';
import type { SignIn } from '@/utils/sign-in/methods';

/** The fields of the cloud form that a problem can be caused by. */
export type CloudField =
  | 'name'
  | 'authUrl'
  | 'dashboardUrl'
  | 'method'
  | 'userName'
  | 'userDomain'
  | 'password'
  | 'project'
  | 'projectDomain'
  | 'passcode'
  | 'appCredId'
  | 'appCredName'
  | 'appCredSecret'
  | 'token'
  | 'passphrase'
  | 'newPassphrase'
  | 'repeatPassphrase'
  | 'interface'
  | 'region'
  | 'computeUrl';

/**
 * Which fields a failed sign-in points at, the most likely culprit first; none where no field is to blame.
 * Keystone gives one 401 for user, password, domain, project and role alike, so all of them are named
 * (https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization).
 */
export function fieldsOf(
  problem: Problem,
  method: SignIn['method'],
  /** what is filled in */
  filled: { project: boolean; appCredId: boolean },
): CloudField[] {
  switch (problem.code) {
    case 'AUTH_URL_INVALID':
    case 'NOT_KEYSTONE':
    case 'IDENTITY_V2_ONLY':
    case 'REDIRECTED':
    case 'NOT_JSON':
    case 'MULTIPLE_CHOICES':
      return ['authUrl'];
    case 'NETWORK':
    case 'TIMEOUT':
      // whoever lends the token is no service of the cloud
      return method === 'horizon_session' && problem.facts.service === undefined ? ['dashboardUrl'] : ['authUrl'];
    case 'DASHBOARD_NOT_FOUND':
    case 'DASHBOARD_ELSEWHERE':
    case 'DASHBOARD_TOKEN_UNKNOWN':
      return ['dashboardUrl'];
    case 'INVALID_CREDENTIALS':
      return invalidCredentials(method, filled);
    case 'APPLICATION_CREDENTIAL_INVALID':
      return applicationCredential(filled);
    case 'PASSCODE_NEEDED':
    case 'PASSCODE_WRONG':
      return ['passcode'];
    case 'USER_DISABLED':
      return method === 'password' ? ['userName'] : [];
    case 'PASSWORD_EXPIRED':
      return ['password'];
    case 'CREDENTIAL_MISSING':
      return [secretField(method) ?? 'method'];
    case 'TOKEN_INVALID':
      return method === 'token' ? ['token'] : [];
    case 'PROJECT_UNAVAILABLE':
      return method === 'horizon_session' && filled.project ? ['project', 'projectDomain'] : [];
    case 'AUTH_METHOD_DISABLED':
    case 'DASHBOARD_KEEPS_TOKEN':
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

/** The field that holds the secret of a way to sign in; null: nothing is typed for it. */
export function secretField(method: SignIn['method']): 'password' | 'appCredSecret' | 'token' | null {
  if (method === 'password') return 'password';
  if (method === 'horizon_session') return null;
  return method === 'token' ? 'token' : 'appCredSecret';
}

function applicationCredential({ appCredId }: { appCredId: boolean }): CloudField[] {
  return appCredId ? ['appCredId', 'appCredSecret'] : ['appCredName', 'appCredSecret', 'userName', 'userDomain'];
}

function invalidCredentials(method: SignIn['method'], filled: { project: boolean; appCredId: boolean }): CloudField[] {
  if (method === 'application_credential') return applicationCredential(filled);
  if (method === 'horizon_session') return [];
  if (method === 'token') return filled.project ? ['token', 'project', 'projectDomain'] : ['token'];
  const user: CloudField[] = ['password', 'userName', 'userDomain'];
  return filled.project ? [...user, 'project', 'projectDomain'] : user;
}
