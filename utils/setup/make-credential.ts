import type { CloudProfile } from '@/utils/clouds/profile';
import { endpointMemory } from '@/utils/memory/endpoint-memory';
import { chooseEndpoint, computeEndpoints } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import type { ComputeAccess } from '@/utils/openstack/compute/access';
import { consoleAccessRules } from '@/utils/openstack/compute/access-rules';
import { CONSOLE_MICROVERSION, isOlder } from '@/utils/openstack/compute/microversion';
import { probeServers } from '@/utils/openstack/compute/probe';
import { createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { discoverCompute } from '@/utils/openstack/compute/versions';
import {
  type AccessRule,
  createApplicationCredential,
  deleteApplicationCredential,
  findApplicationCredentials,
  type NewApplicationCredential,
  type Owner,
} from '@/utils/openstack/identity/application-credentials';
import { type IssuedToken, issueToken, revokeToken } from '@/utils/openstack/identity/tokens';
import { isOpenStackError } from '@/utils/problems';
import type { TokenState } from '@/utils/sessions/token-state';

/** An application credential that was used with success. */
export interface ProvenCredential extends NewApplicationCredential {
  /** it may do nothing but open consoles */
  limited: boolean;
  /** the token it was proved with */
  issued: IssuedToken;
}

export interface Wanted {
  name: string;
  /** ms since the epoch; null: it is not to end */
  expiresAt: number | null;
}

/**
 * Makes an application credential for the project of a token and proves it by using it: first one that may only open
 * consoles, and where this cloud refuses that, one without access rules. What does not work is deleted again.
 * A service whose token middleware names no service type refuses every token with access rules.
 * Throws what the calls throw; then something may be left behind, see {@link cleanUp}.
 * Source: https://docs.openstack.org/keystone/latest/user/application_credentials.html#access-rules
 */
export async function makeCredential(
  client: Client,
  profile: CloudProfile,
  state: TokenState,
  wanted: Wanted,
): Promise<ProvenCredential> {
  const owner = ownerOf(profile, state);
  const endpoint = chooseEndpoint(state.catalog, profile, profile.region ?? null).url;
  const endpoints = computeEndpoints(state.catalog, profile).map(({ url }) => url);
  const legacy = await isLegacy(client, endpoint);
  const rules = consoleAccessRules([...new Set([endpoint, ...endpoints])], legacy);
  const restricted = await create(client, owner, wanted, rules);
  if (restricted !== null) {
    const issued = await prove(client, profile, restricted, { endpoint, legacy });
    if (issued !== null) return { ...restricted, issued, limited: restricted.ruleIds.length > 0 };
    await deleteApplicationCredential(client, owner, restricted.id);
  }
  const plain = await createApplicationCredential(client, owner, { ...describe(wanted), accessRules: null });
  const issued = await signIn(client, profile, plain);
  try {
    await probeServers(client, { endpoint, token: issued.token });
  } catch (error) {
    await revokeToken(client, profile.authUrl, issued.token).catch(() => undefined);
    throw error;
  }
  return { ...plain, issued, limited: false };
}

/** Deletes every application credential of that name. Throws what the calls throw. */
export async function cleanUp(client: Client, profile: CloudProfile, state: TokenState, name: string): Promise<void> {
  const owner = ownerOf(profile, state);
  for (const id of await findApplicationCredentials(client, owner, name)) {
    await deleteApplicationCredential(client, owner, id);
  }
}

function ownerOf({ authUrl }: CloudProfile, { userId, token }: TokenState): Owner {
  return { authUrl, userId, token };
}

function describe({ name, expiresAt }: Wanted) {
  return { name, expiresAt, description: 'Opens consoles from a browser' };
}

/** @returns null where the cloud does not take access rules. */
async function create(
  client: Client,
  owner: Owner,
  wanted: Wanted,
  accessRules: AccessRule[],
): Promise<NewApplicationCredential | null> {
  try {
    return await createApplicationCredential(client, owner, { ...describe(wanted), accessRules });
  } catch (error) {
    if (isOpenStackError(error, 'BAD_REQUEST')) return null;
    throw error;
  }
}

/** @returns the token that may list servers and ask for consoles; null where the service refuses it. */
async function prove(
  client: Client,
  profile: CloudProfile,
  credential: NewApplicationCredential,
  { endpoint, legacy }: { endpoint: string; legacy: boolean },
): Promise<IssuedToken | null> {
  const issued = await signIn(client, profile, credential);
  try {
    await probeServers(client, { endpoint, token: issued.token });
    await probeConsoles(client, { endpoint, token: issued.token, legacy });
    return issued;
  } catch (error) {
    await revokeToken(client, profile.authUrl, issued.token).catch(() => undefined);
    if (isOpenStackError(error, 'TOKEN_INVALID')) return null;
    throw error;
  }
}

/**
 * Finds out whether a token may ask for consoles, by asking for that of a server that there is not. Whatever Nova itself
 * says to that, the rules let it through. Throws TOKEN_INVALID where they do not, and what `request` throws.
 */
async function probeConsoles(client: Client, access: ComputeAccess): Promise<void> {
  try {
    await createRemoteConsole(client, access, crypto.randomUUID(), { protocol: 'vnc', type: 'novnc' });
  } catch (error) {
    if (!isOpenStackError(error, 'SERVER_NOT_FOUND', 'CONSOLE_FORBIDDEN', 'CONSOLE_TYPE_UNAVAILABLE')) throw error;
  }
}

function signIn(client: Client, { authUrl }: CloudProfile, { id, secret }: NewApplicationCredential) {
  const identity = { method: 'application_credential', id, secret } as const;
  return issueToken(client, authUrl, { identity, scope: 'default' });
}

/** Whether the cloud is older than the request for consoles. Throws as `discoverCompute` where it does not say. */
async function isLegacy(client: Client, endpoint: string): Promise<boolean> {
  const known = await endpointMemory.get(endpoint);
  if (known.legacy !== undefined) return known.legacy;
  const version = known.maxMicroversion ?? (await discoverCompute(client, endpoint)).version;
  return version === '' || isOlder(version, CONSOLE_MICROVERSION);
}
