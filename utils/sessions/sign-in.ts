import type { Credential } from '@/utils/clouds/credential';
import type { CloudProfile, ProjectRef } from '@/utils/clouds/profile';
import { usesDashboardSession } from '@/utils/clouds/sign-in';
import type { Client } from '@/utils/openstack/client';
import { type Identity, issueToken, type Scope, validateToken } from '@/utils/openstack/identity/tokens';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { type ReadDashboardToken, readApprovedToken } from './dashboard-token';
import { stateOfForeignToken, stateOfIssuedToken, type TokenState } from './token-state';

/** As much of a cloud as signing in to it takes. */
export type Login = Pick<CloudProfile, 'id' | 'authUrl' | 'dashboardUrl' | 'signIn'>;

/**
 * Gets one token, with one request to Keystone. Nothing is stored and nothing is tried twice. A token that the person
 * brought, or their dashboard lends, is taken as it is where it will do, since clouds may forbid to rescope it; another one
 * that is got for it is ours.
 *
 * @param project id; null: the profile's project, else whatever the cloud gives by itself.
 * @throws OpenStackError as `issueToken` does; AppError CREDENTIAL_MISSING where the credential is of
 *   another kind than the profile's way to sign in; of what is lent, as `readApprovedToken`, DASHBOARD_TOKEN_UNKNOWN where the cloud
 *   does not know it, and PROJECT_UNAVAILABLE where its user has no role on the project.
 */
export async function signIn(
  client: Client,
  profile: Login,
  credential: Credential,
  project: string | null,
  now: () => number,
  readDashboardToken: ReadDashboardToken,
): Promise<TokenState> {
  const { authUrl } = profile;
  const dashboardToken = usesDashboardSession(profile)
    ? await readApprovedToken(profile, credential, readDashboardToken)
    : null;
  const identity =
    dashboardToken === null
      ? identityOf(profile, credential)
      : { method: 'token' as const, token: dashboardToken.token };
  const scope = scopeOf(profile, project);
  try {
    if (identity.method === 'token' && (scope === 'default' || isScopeOf(scope, dashboardToken?.projectId)))
      return stateOfForeignToken(identity.token, await validateToken(client, authUrl, identity.token));
    return stateOfIssuedToken(await issueToken(client, authUrl, { identity, scope }), now());
  } catch (error) {
    if (dashboardToken === null || !isOpenStackError(error, 'TOKEN_INVALID', 'INVALID_CREDENTIALS')) throw error;
    const facts = { ...error.facts, cloudId: profile.id };
    // A 401 for a token that is good is about the project: keystone/auth/core.py.
    if (error.code === 'INVALID_CREDENTIALS' && (await isKnown(client, authUrl, dashboardToken.token)))
      throw new AppError('PROJECT_UNAVAILABLE', facts, error);
    throw new AppError('DASHBOARD_TOKEN_UNKNOWN', { ...facts, dashboard: dashboardToken.root }, error);
  }
}

/**
 * Gets a token of another scope for one that is there, with one request. Throws as `signIn`.
 * @param project id; null: as in `signIn`.
 */
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

/** Whether this cloud knows the token; where it does not say, it does. */
function isKnown(client: Client, authUrl: string, token: string): Promise<boolean> {
  return validateToken(client, authUrl, token).then(
    () => true,
    (error: unknown) => !isOpenStackError(error, 'TOKEN_INVALID'),
  );
}

function identityOf({ id, signIn: way }: Login, credential: Credential): Identity {
  if (way.method === 'password' && credential.kind === 'password')
    return { method: 'password', user: way.user, password: credential.password };
  if (way.method === 'application_credential' && credential.kind === 'application_credential') {
    const { secret } = credential;
    if ('id' in way) return { method: 'application_credential', id: way.id, secret };
    return { method: 'application_credential', name: way.name, user: way.user, secret };
  }
  if (way.method === 'token' && credential.kind === 'token') return { method: 'token', token: credential.token };
  throw new AppError('CREDENTIAL_MISSING', { cloudId: id });
}

function scopeOf({ signIn: way }: Login, id: string | null): Scope {
  if (id !== null) return { project: { id } };
  const project: ProjectRef | undefined = way.method === 'application_credential' ? undefined : way.project;
  return project === undefined ? 'default' : { project };
}
