import type { CloudProfile } from '@/utils/clouds/profile';
import type { Client } from '@/utils/openstack/client';
import { issueToken, type Scope, validateToken } from '@/utils/openstack/identity/tokens';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import { type Credential, signInMethod } from '@/utils/sign-in/methods';
import { type ReadDashboardToken, readApprovedToken } from './dashboard-token';
import type { Revocations } from './revocations';
import type { SecretSender } from './send-secret';
import { stateOfExternalToken, stateOfIssuedToken, type TokenState } from './token-store';

/** What a sign-in needs of a profile. */
export type Login = Pick<CloudProfile, 'id' | 'authUrl' | 'dashboardUrl' | 'signIn'>;

/** What a sign-in needs of the worker. */
export interface SignInContext {
  client: Client;
  readDashboardToken: ReadDashboardToken;
  secrets: SecretSender;
  revocations: Pick<Revocations, 'add' | 'hold'>;
  /** ms since the epoch */
  now: () => number;
}

/**
 * One request. A user's or dashboard's token is used as it is where its scope fits: clouds may forbid rescoping.
 * @throws AppError CREDENTIAL_MISSING, DASHBOARD_TOKEN_UNKNOWN, PROJECT_UNAVAILABLE; as `readApprovedToken` and
 * `issueToken`
 */
export async function signIn(
  { client, readDashboardToken, now }: SignInContext,
  profile: Login,
  credential: Credential,
  scope: Scope,
): Promise<TokenState> {
  const { authUrl } = profile;
  const dashboardToken = usesDashboardSession(profile)
    ? await readApprovedToken(profile, credential, readDashboardToken)
    : null;
  const identity =
    dashboardToken === null
      ? await identityOf(client, profile, credential)
      : { method: 'token' as const, token: dashboardToken.token };
  try {
    if (identity.method === 'token' && (scope === 'default' || isScopeOf(scope, dashboardToken?.projectId)))
      return stateOfExternalToken(identity.token, await validateToken(client, authUrl, identity.token));
    return stateOfIssuedToken(await issueToken(client, authUrl, { identity, scope }), now());
  } catch (error) {
    if (dashboardToken === null || !isOpenStackError(error, 'TOKEN_INVALID', 'INVALID_CREDENTIALS')) throw error;
    const facts = { ...error.facts, cloudId: profile.id };
    if (error.code === 'INVALID_CREDENTIALS' && (await isKnown(client, authUrl, dashboardToken.token)))
      throw new AppError('PROJECT_UNAVAILABLE', facts, error);
    throw new AppError('DASHBOARD_TOKEN_UNKNOWN', { ...facts, dashboardUrl: dashboardToken.root }, error);
  }
}

/** Gets a token of another scope in one request. Throws as `signIn`. */
export async function rescope(
  client: Client,
  profile: Login,
  { token }: Pick<TokenState, 'token'>,
  project: string | null,
  now: () => number,
): Promise<TokenState> {
  const scope = scopeOf(profile, project);
  const issued = await issueToken(client, profile.authUrl, { identity: { method: 'token', token }, scope });
  return stateOfIssuedToken(issued, now());
}

function isScopeOf(scope: Scope, projectId: string | null | undefined): boolean {
  return typeof scope === 'object' && 'id' in scope.project && scope.project.id === projectId;
}

/** True also without an answer. A 401 for a valid token is about the project: keystone/auth/core.py. */
export function isKnown(client: Client, authUrl: string, token: string): Promise<boolean> {
  return validateToken(client, authUrl, token).then(
    () => true,
    (error: unknown) => !isOpenStackError(error, 'TOKEN_INVALID'),
  );
}

function identityOf(client: Client, { id, authUrl, signIn }: Login, credential: Credential) {
  const { identity } = signInMethod(signIn.method);
  if (credential.kind !== signIn.method || identity === undefined)
    throw new AppError('CREDENTIAL_MISSING', { cloudId: id });
  return identity(signIn, credential, { client, authUrl });
}

/** The scope of this project id, else of the profile's project. */
export function scopeOf({ signIn }: Login, id: string | null): Scope {
  if (id !== null) return { project: { id } };
  const project = 'project' in signIn ? signIn.project : undefined;
  return project === undefined ? 'default' : { project };
}
