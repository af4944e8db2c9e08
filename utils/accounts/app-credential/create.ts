import type { CloudProfile } from '@/utils/clouds/profile';
import { chooseEndpoint, computeEndpoints } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import { CONSOLE_MICROVERSION, isOlder, type NovaConnection } from '@/utils/openstack/compute/access';
import { consoleAccessRules } from '@/utils/openstack/compute/access-rules';
import { createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { probeServers } from '@/utils/openstack/compute/servers';
import { discoverCompute } from '@/utils/openstack/compute/versions';
import {
  type AccessRule,
  createApplicationCredential,
  deleteApplicationCredential,
  findApplicationCredentials,
  type NewApplicationCredential,
  type Owner,
} from '@/utils/openstack/identity/application-credentials';
import { isOpenStackError } from '@/utils/problems/app-error';
import type { Sessions } from '@/utils/sessions/sessions';
import type { TokenState } from '@/utils/sessions/token-store';
import { capabilities } from '@/utils/storage/cloud-capabilities';

/** A new application credential that Nova accepted. */
export interface CheckedCredential extends NewApplicationCredential {
  hasAccessRules: boolean;
  /** a token of it, held */
  state: TokenState;
}

interface Deps {
  client: Client;
  sessions: Pick<Sessions, 'check' | 'queueRevocation'>;
}

/** Name and lifetime of an application credential. */
export interface CredentialRequest {
  name: string;
  /** ms since the epoch; null: never */
  expiresAt: number | null;
}

/**
 * Creates and tries an application credential for consoles only; where a region refuses it, one without access rules.
 * Throws OpenStackError; one may remain then: {@link deleteByName}.
 * Source: https://docs.openstack.org/keystone/latest/user/application_credentials.html#access-rules
 */
export async function createConsoleCredential(
  { client, sessions }: Deps,
  profile: CloudProfile,
  state: TokenState,
  request: CredentialRequest,
): Promise<CheckedCredential> {
  const owner = credentialUserOf(profile, state);
  const defaultEndpoint = chooseEndpoint(state.catalog, profile, profile.region ?? null).url;
  const endpoints = await novaEndpointsOf(client, profile, state, defaultEndpoint);
  const withRules = await create(client, owner, request, rulesFor(endpoints));
  if (withRules !== null) {
    const checked = await checkCredential({ client, sessions }, profile, withRules, endpoints);
    if (checked !== null) return { ...withRules, state: checked, hasAccessRules: withRules.ruleIds.length > 0 };
    await deleteApplicationCredential(client, owner, withRules.id);
  }
  const withoutRules = await createApplicationCredential(client, owner, {
    ...descriptionOf(request),
    accessRules: null,
  });
  const signedIn = await signIn(sessions, profile, withoutRules);
  try {
    await probeServers(client, { endpoint: defaultEndpoint, token: signedIn.token });
  } catch (error) {
    await sessions.queueRevocation(profile, signedIn);
    throw error;
  }
  return { ...withoutRules, state: signedIn, hasAccessRules: false };
}

/** Deletes the user's application credentials of that name. Throws OpenStackError. */
export async function deleteByName(
  client: Client,
  profile: Pick<CloudProfile, 'authUrl'>,
  state: TokenState,
  name: string,
): Promise<void> {
  const owner = credentialUserOf(profile, state);
  for (const id of await findApplicationCredentials(client, owner, name)) {
    await deleteApplicationCredential(client, owner, id);
  }
}

function credentialUserOf({ authUrl }: Pick<CloudProfile, 'authUrl'>, { userId, token }: TokenState): Owner {
  return { authUrl, userId, token };
}

function descriptionOf({ name, expiresAt }: CredentialRequest) {
  return { name, expiresAt, description: 'Opens consoles from a browser' };
}

/** null: this Keystone does not support access rules */
async function create(
  client: Client,
  owner: Owner,
  request: CredentialRequest,
  accessRules: AccessRule[],
): Promise<NewApplicationCredential | null> {
  try {
    return await createApplicationCredential(client, owner, { ...descriptionOf(request), accessRules });
  } catch (error) {
    if (isOpenStackError(error, 'BAD_REQUEST')) return null;
    throw error;
  }
}

interface NovaEndpoint {
  endpoint: string;
  /** older than remote consoles */
  legacy: boolean;
  /** the profile's region, or the catalog's first */
  isDefaultRegion: boolean;
}

/** The region is down, or access to its host is not granted. */
const UNREACHABLE_CODES = ['NETWORK', 'TIMEOUT', 'UNAVAILABLE', 'HOST_PERMISSION_MISSING'] as const;

async function novaEndpointsOf(
  client: Client,
  profile: CloudProfile,
  { catalog }: TokenState,
  defaultEndpoint: string,
): Promise<NovaEndpoint[]> {
  const urls = new Set([defaultEndpoint, ...computeEndpoints(catalog, profile).map(({ url }) => url)]);
  return Promise.all(
    [...urls].map(async (endpoint) => {
      const isDefaultRegion = endpoint === defaultEndpoint;
      const legacy = await isLegacy(client, endpoint).catch((error: unknown) => {
        if (isDefaultRegion) throw error;
        return false;
      });
      return { endpoint, legacy, isDefaultRegion };
    }),
  );
}

function rulesFor(endpoints: readonly NovaEndpoint[]): AccessRule[] {
  const all = [true, false].flatMap((legacy) => {
    const urls = endpoints.filter((one) => one.legacy === legacy).map(({ endpoint }) => endpoint);
    return consoleAccessRules(urls, legacy);
  });
  // Two regions may have the same path.
  return [...new Map(all.map((rule) => [`${rule.method} ${rule.path}`, rule])).values()];
}

/** null: Nova refuses its tokens */
async function checkCredential(
  { client, sessions }: Deps,
  profile: CloudProfile,
  credential: NewApplicationCredential,
  endpoints: readonly NovaEndpoint[],
): Promise<TokenState | null> {
  const state = await signIn(sessions, profile, credential);
  try {
    await Promise.all(endpoints.map((one) => checkAtEndpoint(client, one, state.token)));
    return state;
  } catch (error) {
    await sessions.queueRevocation(profile, state);
    if (isOpenStackError(error, 'TOKEN_INVALID')) return null;
    throw error;
  }
}

async function checkAtEndpoint(
  client: Client,
  { endpoint, legacy, isDefaultRegion }: NovaEndpoint,
  token: string,
): Promise<void> {
  try {
    await probeServers(client, { endpoint, token });
    await probeConsoles(client, { endpoint, token, legacy });
  } catch (error) {
    // A region that is down does not prevent the replacement.
    if (isDefaultRegion || !isOpenStackError(error, ...UNREACHABLE_CODES)) throw error;
  }
}

/** The server does not exist: any answer of Nova shows that the rules allow the call. */
async function probeConsoles(client: Client, nova: NovaConnection): Promise<void> {
  try {
    await createRemoteConsole(client, nova, crypto.randomUUID(), { protocol: 'vnc', type: 'novnc' });
  } catch (error) {
    if (!isOpenStackError(error, 'SERVER_NOT_FOUND', 'CONSOLE_FORBIDDEN', 'CONSOLE_TYPE_UNAVAILABLE')) throw error;
  }
}

async function signIn(
  sessions: Deps['sessions'],
  profile: CloudProfile,
  { id, secret }: NewApplicationCredential,
): Promise<TokenState> {
  const signIn = { method: 'application_credential', id } as const;
  const { state } = await sessions.check({ ...profile, signIn }, async () => ({ kind: signIn.method, secret }));
  return state;
}

async function isLegacy(client: Client, endpoint: string): Promise<boolean> {
  const nova = await capabilities.get(endpoint);
  if (nova.legacy !== undefined) return nova.legacy;
  const version = nova.maxMicroversion ?? (await discoverCompute(client, endpoint)).version;
  return version === '' || isOlder(version, CONSOLE_MICROVERSION);
}
