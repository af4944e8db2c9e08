import { matchPatterns } from '@/utils/clouds/host-patterns';
import { isUsableId } from '@/utils/clouds/names';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Place, ProjectView, ServersView } from '@/utils/messaging/views';
import { type Budget, createBudget, PROJECT_LIST_LIMITS, SERVER_LIST_LIMITS } from '@/utils/openstack/budget';
import { chooseEndpoint, computeEndpoints, regionsOf } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import { listServers, type Server } from '@/utils/openstack/compute/servers';
import { listProjects } from '@/utils/openstack/identity/projects';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import type { Sessions } from '@/utils/sessions/sessions';
import type { TokenState } from '@/utils/sessions/token-store';
import { signInMethod } from '@/utils/sign-in/methods';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { capabilities } from '@/utils/storage/cloud-capabilities';
import { findCloud } from '@/utils/storage/clouds';
import { lastConsole } from '@/utils/storage/last-console';
import { lastPlace } from '@/utils/storage/last-place';
import { MAX_HOSTS } from './required-hosts';
import { projectViews, serverView } from './server-views';

/** For the popup; each call asks the cloud. */
export interface ServerLists {
  /** @throws AppError CLOUD_UNKNOWN, CREDENTIAL_MISSING; OpenStackError */
  projects(cloudId: string): Promise<ProjectView[]>;
  /** @throws AppError NO_PROJECTS, PROJECT_SCOPE_NEEDED, PROJECT_UNAVAILABLE, and as `projects` */
  servers(place: Place): Promise<ServersView>;
}

interface Deps {
  client: Client;
  sessions: Sessions;
  now?: () => number;
}

/** For stored clouds; caches both lists. */
export function createServerLists(deps: Deps): ServerLists {
  return {
    projects: (cloudId) => listAndCacheProjects(deps, cloudId),
    servers: (scope) => listAndCacheServers(deps, scope),
  };
}

async function listAndCacheProjects({ client, sessions }: Deps, cloudId: string): Promise<ProjectView[]> {
  const profile = await storedCloud(cloudId);
  const budget = createBudget(PROJECT_LIST_LIMITS);
  const views = await sessions.use(profile, 'any', (state) => listChoosableProjects(client, profile, state, budget));
  await cloudCache.putProjects(cloudId, views);
  return views;
}

async function listAndCacheServers(deps: Deps, { cloudId, projectId, region }: Place): Promise<ServersView> {
  const profile = await storedCloud(cloudId);
  const project = projectId ?? (await defaultProject(deps, profile));
  const budget = createBudget(SERVER_LIST_LIMITS);
  const view = await deps.sessions.use(profile, { projectId: project }, async (state) => {
    const chosen = regionOf(state, profile, region);
    await cloudCache.putHosts(cloudId, { compute: computeMatchPatterns(state, profile, chosen) });
    return readServersView({ ...deps, budget }, profile, state, project, chosen);
  });
  await cloudCache.putServers(view);
  await lastConsole.updateFrom(view);
  await lastPlace.put({ cloudId, projectId: view.projectId, region: view.region });
  return view;
}

async function defaultProject(deps: Deps, profile: CloudProfile): Promise<string> {
  const signedIn = await deps.sessions.use(profile, 'default', async (state) => state);
  if (signedIn.project !== null) return signedIn.project.id;
  const [first] = await listAndCacheProjects(deps, profile.id);
  if (first === undefined)
    throw new AppError(isDomainOrSystemScoped(signedIn) ? 'PROJECT_SCOPE_NEEDED' : 'NO_PROJECTS', {
      cloudId: profile.id,
    });
  return first.id;
}

async function readServersView(
  { client, now = Date.now, budget }: Deps & { budget: Budget },
  profile: CloudProfile,
  state: TokenState,
  projectId: string,
  region: string | null,
): Promise<ServersView> {
  const regions = regionsOf(state.catalog, profile);
  const endpoint = chooseEndpoint(state.catalog, profile, region);
  let isPartial = false as boolean;
  const servers = await listAllServers(client, endpoint.url, state.token, () => (isPartial = true), budget);
  return {
    cloudId: profile.id,
    projectId: state.project?.id ?? projectId,
    region: endpoint.region,
    regions,
    servers: servers.filter(({ id }) => isUsableId(id)).map(serverView),
    fetchedAt: now(),
    ...(isPartial && { isPartial: true as const }),
  };
}

/** A cached region may be gone. */
function regionOf({ catalog }: TokenState, profile: CloudProfile, region: string | null): string | null {
  return region !== null && regionsOf(catalog, profile).includes(region) ? region : (profile.region ?? null);
}

/** They have no consoles. */
export function isDomainOrSystemScoped({ scope }: TokenState): boolean {
  return scope === 'domain' || scope === 'system';
}

/** Sorted by name. */
export async function listChoosableProjects(
  client: Client,
  profile: CloudProfile,
  state: TokenState,
  budget: Budget = createBudget(PROJECT_LIST_LIMITS),
): Promise<ProjectView[]> {
  if (signInMethod(profile.signIn.method).hasOwnProject) {
    // It cannot be rescoped.
    return state.project === null ? [] : [{ id: state.project.id, name: state.project.name }];
  }
  let isPartial = false as boolean;
  const projects = await listProjects(client, profile.authUrl, state.token, {
    onPartial: () => (isPartial = true),
    budget,
  });
  return projectViews(projects, isPartial);
}

/** Of the catalog's Nova endpoints; at most MAX_HOSTS, that of `first` among them. */
export function computeMatchPatterns(
  { catalog }: TokenState,
  profile: CloudProfile,
  first: string | null = null,
): string[] {
  const endpoints = computeEndpoints(catalog, profile);
  const ordered = [...endpoints.filter(({ region }) => region === first), ...endpoints];
  return matchPatterns(ordered.map(({ url }) => url)).slice(0, MAX_HOSTS);
}

async function storedCloud(cloudId: string): Promise<CloudProfile> {
  const profile = await findCloud(cloudId);
  if (profile === null) throw new AppError('CLOUD_UNKNOWN', { cloudId });
  return profile;
}

/** Browsers end a worker after 30 s without an answer. */
const LIST_TIMEOUT_MS = 25_000;
const SMALL_PAGE_SIZE = 200;

/**
 * Uses large pages, which include down cells; small ones in the same budget where those take too long.
 * @param onPartial called where the list is cut
 * @throws as `listServers`
 */
export async function listAllServers(
  client: Client,
  endpoint: string,
  token: string,
  onPartial?: () => void,
  budget: Budget = createBudget(SERVER_LIST_LIMITS),
): Promise<Server[]> {
  const { slow = false, ...version } = await capabilities.get(endpoint);
  const access = { endpoint, token, ...version };
  const options = { timeoutMs: LIST_TIMEOUT_MS, budget };
  let maxMicroversion: string | undefined;
  const list = async (pages: { pageSize?: number }): Promise<Listed> => {
    let isPartial = false;
    const callbacks = {
      onMaxMicroversion: (found: string) => (maxMicroversion = found),
      onPartial: () => (isPartial = true),
    };
    const servers = await listServers(client, access, { ...pages, ...callbacks }, options);
    return { servers, isPartial };
  };
  try {
    const { servers, isPartial } = slow
      ? await list({ pageSize: SMALL_PAGE_SIZE })
      : await inFewerPages(list, endpoint, budget);
    if (isPartial) onPartial?.();
    return servers;
  } finally {
    if (maxMicroversion !== undefined) await capabilities.put(endpoint, { maxMicroversion });
  }
}

interface Listed {
  servers: Server[];
  isPartial: boolean;
}

async function inFewerPages(
  list: (pages: { pageSize?: number }) => Promise<Listed>,
  endpoint: string,
  budget: Budget,
): Promise<Listed> {
  let whole: Listed | undefined;
  try {
    whole = await list({});
    if (!whole.isPartial || budget.isSpent()) return whole;
  } catch (error) {
    if (!isOpenStackError(error, 'TIMEOUT') || budget.isSpent()) throw error;
  }
  const inSmallPages = await list({ pageSize: SMALL_PAGE_SIZE }).catch((error: unknown) => {
    if (whole === undefined || !isOpenStackError(error, 'TIMEOUT')) throw error;
    return whole;
  });
  await capabilities.put(endpoint, { slow: true });
  return whole !== undefined && whole.servers.length > inSmallPages.servers.length ? whole : inSmallPages;
}
