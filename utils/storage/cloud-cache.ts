import { createStore, del, get, keys, set, update } from 'idb-keyval';
import * as z from 'zod/mini';
import type { ProjectView, ServersView, ServerView } from '@/utils/messaging/views';
import { parseOr } from './stored-item';

/** What was last known of the clouds, to show at once. No secrets. IndexedDB: no size to fear, no content script. */
const store = createStore('novnc-inventory', 'inventory');

const hosts = z.object({
  /** match patterns of the compute endpoints */
  compute: z.array(z.string()),
  /** match patterns of where console pages were last seen */
  console: z.array(z.string()),
});
type Hosts = z.infer<typeof hosts>;

const project: z.ZodMiniType<ProjectView> = z.object({
  id: z.string(),
  name: z.string(),
  domainId: z.exactOptional(z.string()),
});
const projects = z.array(project);

const servers: z.ZodMiniType<ServersView> = z.object({
  ...{ cloudId: z.string(), projectId: z.string(), region: z.string(), regions: z.array(z.string()) },
  // Not field by field: the popup's first frame waits for thousands of them.
  servers: z.custom<ServerView[]>((rows) => Array.isArray(rows) && rows.every(isServer)),
  fetchedAt: z.number(),
});
const isServer = (row: unknown) =>
  isObject(row) && typeof row.id === 'string' && typeof row.status === 'string' && Array.isArray(row.addresses);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const NO_HOSTS: Hosts = { compute: [], console: [] };

const projectsKey = (cloudId: string) => `${cloudId} projects`;
const hostsKey = (cloudId: string) => `${cloudId} hosts`;
const serversKey = (place: { cloudId: string; projectId: string; region: string }) =>
  `${place.cloudId} servers ${place.projectId} ${place.region}`;

export const cloudCache = {
  /** @returns the projects last seen on a cloud, or none. */
  async projects(cloudId: string): Promise<ProjectView[]> {
    return parseOr(projects, await get(projectsKey(cloudId), store), []);
  },
  putProjects: (cloudId: string, projects: ProjectView[]) => set(projectsKey(cloudId), projects, store),

  /** @returns the servers last seen in a place, or null. */
  async servers(place: { cloudId: string; projectId: string; region: string }): Promise<ServersView | null> {
    return parseOr(servers, await get(serversKey(place), store), null);
  },
  putServers: (view: ServersView) => set(serversKey(view), view, store),

  /** @returns the hosts, beside the auth URL's, that a cloud was seen to need. */
  async hosts(cloudId: string): Promise<Hosts> {
    return parseOr(hosts, await get(hostsKey(cloudId), store), NO_HOSTS);
  },
  async putHosts(cloudId: string, seen: Partial<Hosts>): Promise<void> {
    await update(hostsKey(cloudId), (known) => ({ ...parseOr(hosts, known, NO_HOSTS), ...seen }), store);
  },

  /** Forgets all that is known of a cloud. */
  async forget(cloudId: string): Promise<void> {
    for (const key of await keys<string>(store)) if (key.startsWith(`${cloudId} `)) await del(key, store);
  },

  /** Forgets what is known of every cloud that is not in `cloudIds`. */
  async retain(cloudIds: readonly string[]): Promise<void> {
    for (const key of await keys<string>(store))
      if (!cloudIds.includes(key.slice(0, key.indexOf(' ')))) await del(key, store);
  },
};
