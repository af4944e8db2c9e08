import type { CloudProfile } from '@/utils/clouds/profile';
import { hostsOf } from '@/utils/consoles/required-hosts';
import { computePatterns, isOther, projectsOf } from '@/utils/consoles/servers';
import type { ProjectView, SignInReport } from '@/utils/messaging/views';
import { regionsOf } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import { discoverIdentity } from '@/utils/openstack/identity/discovery';
import { issueToken } from '@/utils/openstack/identity/tokens';
import { AppError } from '@/utils/problems/app-error';
import { dashboardApproval, type ReadDashboardToken } from '@/utils/sessions/dashboard-token';
import { receiptStore, signInOrAsk, signInWithPasscode } from '@/utils/sessions/passcode';
import type { Sessions } from '@/utils/sessions/sessions';
import { type Login, rescope } from '@/utils/sessions/sign-in';
import { stateOfIssuedToken, type TokenState } from '@/utils/sessions/token-state';
import type { Credential } from '@/utils/sign-in/methods';
import { findCloud } from '@/utils/storage/clouds';
import { originOf, type Vault } from '@/utils/vault/vault';

/** A sign-in that worked, and what it showed. Its tokens are the caller's to keep or discard. */
export interface SignInCheck {
  /** with the addresses where Keystone answers and where the dashboard lives that lends the token */
  profile: CloudProfile;
  state: TokenState;
  /** the token that took the passcode, from which `state` came */
  root: TokenState | null;
  projects: ProjectView[];
  compute: string[];
  regions: string[];
}

/** What is to be tried. Without `credential` the stored one is used. */
export interface SignInCheckRequest {
  profile: CloudProfile;
  credential?: Credential | undefined;
  passcode?: string | undefined;
}

interface Deps {
  client: Client;
  sessions: Pick<Sessions, 'queueRevocation'>;
  vault: Pick<Vault, 'get'>;
  readDashboardToken: ReadDashboardToken;
  /** ms since the epoch */
  now: () => number;
}

/**
 * Signs in once and stores nothing.
 * @throws AppError CREDENTIAL_MISSING where none is given and none is stored, PASSCODE_NEEDED, PASSCODE_WRONG,
 *   PROJECT_SCOPE_NEEDED; OpenStackError.
 */
export async function checkSignIn(
  deps: Deps,
  { profile: draft, credential: given, passcode }: SignInCheckRequest,
): Promise<SignInCheck> {
  const { client, sessions, vault, now } = deps;
  const { authUrl } = await discoverIdentity(client, draft.authUrl);
  const lender = dashboardApproval(draft) && {
    dashboardUrl: (await deps.readDashboardToken(draft.dashboardUrl ?? '')).root,
  };
  const profile = { ...draft, authUrl, ...lender };
  const credential = async () => dashboardApproval(profile) ?? given ?? (await storedCredentialFor(vault, draft));
  const { state, root } = await signInWith(deps, profile, credential, passcode);
  try {
    const projects = await projectsOf(client, profile, state);
    const scoped = await someScoped(client, authUrl, state, projects, now);
    if (scoped === null && isOther(state)) throw new AppError('PROJECT_SCOPE_NEEDED', { cloudId: profile.id });
    const regions = scoped === null ? [] : regionsOf(scoped.catalog, profile);
    const compute = scoped === null ? [] : computePatterns(scoped, profile);
    if (scoped !== null && scoped !== state) await sessions.queueRevocation(profile, scoped);
    return { profile, state, root, projects, compute, regions };
  } catch (error) {
    await discardCheck(sessions, { profile, state, root });
    throw error;
  }
}

/**
 * The stored credential: for the address it was given for, or for another one that the person has just typed; null where
 * there is none. Throws as `Vault.get`.
 */
export async function storedCredentialFor(
  vault: Deps['vault'],
  { id, remember, authUrl }: CloudProfile,
): Promise<Credential | null> {
  const before = await findCloud(id);
  const typed = before !== null && originOf(before.authUrl) !== originOf(authUrl);
  return vault.get(id, remember, typed ? undefined : authUrl);
}

/** Puts the tokens of a trial up for revoking. */
export async function discardCheck(
  sessions: Pick<Sessions, 'queueRevocation'>,
  { profile, state, root }: Pick<SignInCheck, 'state' | 'root'> & { profile: Pick<CloudProfile, 'id' | 'authUrl'> },
): Promise<void> {
  await sessions.queueRevocation(profile, state);
  if (root !== null) await sessions.queueRevocation(profile, root);
}

/** What a trial showed, for the settings page. */
export async function signInReportOf({
  profile,
  state,
  projects,
  compute,
  regions,
}: SignInCheck): Promise<SignInReport> {
  const hosts = await hostsOf(profile, { compute, console: [] });
  return { userName: state.userName, projects, regions, hosts };
}

/**
 * Signs in as a profile says, with the passcode where there is one; nothing is kept but the receipt of a half.
 * @throws as {@link checkSignIn}.
 */
export async function signInWith(
  { client, sessions, readDashboardToken, now }: Deps,
  profile: Login,
  credentialOf: () => Promise<Credential | null>,
  passcode: string | undefined,
): Promise<Pick<SignInCheck, 'state' | 'root'>> {
  if (passcode === undefined) {
    // What was typed may differ from what an earlier half was for.
    await receiptStore.clear(profile.id);
    const credential = await credentialOf();
    if (credential === null) throw new AppError('CREDENTIAL_MISSING', { cloudId: profile.id });
    return { state: await signInOrAsk(client, profile, credential, null, now, readDashboardToken), root: null };
  }
  const root = await signInWithPasscode(client, profile, credentialOf, passcode, now);
  try {
    return { state: await rescope(client, profile, root, null, now), root };
  } catch (error) {
    await sessions.queueRevocation(profile, root);
    throw error;
  }
}

/** Only a scoped token has a catalog, and the catalog tells which hosts to ask permission for. */
async function someScoped(
  client: Client,
  authUrl: string,
  state: TokenState,
  projects: ProjectView[],
  now: () => number,
): Promise<TokenState | null> {
  const first = projects[0];
  if (state.project !== null || first === undefined) return state.project === null ? null : state;
  const identity = { method: 'token', token: state.token } as const;
  // The sign-in itself was fine: a project that refuses only leaves the report without regions.
  return issueToken(client, authUrl, { identity, scope: { project: { id: first.id } } })
    .then((issued) => stateOfIssuedToken(issued, now()))
    .catch(() => null);
}
