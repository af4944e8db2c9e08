import type { CloudProfile } from '@/utils/clouds/profile';
import { requiredHosts } from '@/utils/consoles/required-hosts';
import { computeMatchPatterns, isDomainOrSystemScoped, listChoosableProjects } from '@/utils/consoles/servers';
import type { ProjectView, SignInReport } from '@/utils/messaging/views';
import { regionsOf } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { AppError } from '@/utils/problems/app-error';
import { dashboardApproval, type ReadDashboardToken } from '@/utils/sessions/dashboard-token';
import type { Sessions } from '@/utils/sessions/sessions';
import type { TokenState } from '@/utils/sessions/token-store';
import type { Credential } from '@/utils/sign-in/methods';
import { findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';
import { revokeQueuedInBackground } from './sign-out';
import { storedSecretOf } from './stored-secret';

/** The caller stores its tokens, or discards them. */
export interface SignInCheck {
  /** with the auth URL and the dashboard's root that answered */
  profile: CloudProfile;
  state: TokenState;
  passcodeToken: TokenState | null;
  projects: ProjectView[];
  compute: string[];
  regions: string[];
  areRegionsCut: boolean;
}

/** Without `credential`, the stored one is used. */
export interface SignInCheckRequest {
  profile: CloudProfile;
  credential?: Credential | undefined;
  passcode?: string | undefined;
}

/** What most functions of this folder need. */
export interface AccountContext {
  client: Client;
  sessions: Sessions;
  vault: Vault;
  readDashboardToken: ReadDashboardToken;
  /** ms since the epoch */
  now: () => number;
}

/**
 * Signs in once and stores nothing.
 * @throws AppError CREDENTIAL_MISSING, PASSCODE_NEEDED, PASSCODE_WRONG, PROJECT_SCOPE_NEEDED; OpenStackError
 */
export async function checkSignIn(
  context: AccountContext,
  { profile: draft, credential: given, passcode }: SignInCheckRequest,
): Promise<SignInCheck> {
  const { client, sessions, vault, readDashboardToken } = context;
  const { authUrl } = await discoverIdentity(client, draft.authUrl);
  const dashboard = dashboardApproval(draft) && {
    dashboardUrl: (await readDashboardToken(draft.dashboardUrl ?? '')).root,
  };
  const profile = { ...draft, authUrl, ...dashboard };
  const credential = async () => dashboardApproval(profile) ?? given ?? (await storedCredentialFor(vault, draft));
  const { state, passcodeToken } = await sessions.check(profile, credential, passcode);
  try {
    const projects = await listChoosableProjects(client, profile, state);
    const scoped = await scopedToken(sessions, profile, state, projects);
    if (scoped === null && isDomainOrSystemScoped(state))
      throw new AppError('PROJECT_SCOPE_NEEDED', { cloudId: profile.id });
    const regions = scoped === null ? [] : regionsOf(scoped.catalog, profile);
    const compute = scoped === null ? [] : computeMatchPatterns(scoped, profile);
    if (scoped !== null && scoped !== state) await sessions.queueRevocation(profile, scoped);
    return { profile, state, passcodeToken, projects, compute, regions, areRegionsCut: scoped?.isCatalogCut ?? false };
  } catch (error) {
    await queueCheckRevocation(sessions, { profile, state, passcodeToken });
    revokeQueuedInBackground(sessions, profile);
    throw error;
  }
}

/** The stored credential, also for what the user changed in the form. Throws as `Vault.get`. */
export async function storedCredentialFor(vault: Pick<Vault, 'get'>, draft: CloudProfile): Promise<Credential | null> {
  return storedSecretOf(vault, await findCloud(draft.id), draft);
}

/** Queues the tokens for revocation. */
export async function queueCheckRevocation(
  sessions: Pick<Sessions, 'queueRevocation'>,
  {
    profile,
    state,
    passcodeToken,
  }: Pick<SignInCheck, 'state' | 'passcodeToken'> & { profile: Pick<CloudProfile, 'id' | 'authUrl'> },
): Promise<void> {
  await sessions.queueRevocation(profile, state);
  if (passcodeToken !== null) await sessions.queueRevocation(profile, passcodeToken);
}

/** For the form, with host access as it is now. */
export async function signInReportOf({
  profile,
  state,
  projects,
  compute,
  regions,
  areRegionsCut,
}: SignInCheck): Promise<SignInReport> {
  const hosts = await requiredHosts(profile, { compute, console: [] });
  return { userName: state.userName, projects, regions, ...(areRegionsCut && { areRegionsCut }), hosts };
}

/** Only a scoped token has a catalog. */
async function scopedToken(
  sessions: Pick<Sessions, 'rescope'>,
  profile: CloudProfile,
  state: TokenState,
  projects: ProjectView[],
): Promise<TokenState | null> {
  const first = projects[0];
  if (state.project !== null || first === undefined) return state.project === null ? null : state;
  return sessions.rescope(profile, state, first.id).catch(() => null);
}
