import { createStore, del, get, keys, set, update } from 'idb-keyval';
import type { ProjectView, ServersView } from '@/utils/messaging/views';

/** What was last known of the clouds, to show at once. No secrets. IndexedDB: no size to fear, no content script. */
const store = createStore('novnc-inventory', 'inventory');

interface Hosts {
  /** match patterns of the compute endpoints */
  compute: string[];
  /** match patterns of where console pages were last seen */
  console: string[];
}

const projectsKey = (cloudId: string) => `${cloudId} projects`;
const hostsKey = (cloudId: string) => `${cloudId} hosts`;
const serversKey = (place: { cloudId: string; projectId: string; region: string }) =>
  `${place.cloudId} servers ${place.projectId} ${place.region}`;

export const inventory = {
  /** @returns the projects last seen on a cloud, or none. */
  async projects(cloudId: string): Promise<ProjectView[]> {
    return (await get<ProjectView[]>(projectsKey(cloudId), store)) ?? [];
  },
  putProjects: (cloudId: string, projects: ProjectView[]) => set(projectsKey(cloudId), projects, store),

  /** @returns the servers last seen in a place, or null. */
  async servers(place: { cloudId: string; projectId: string; region: string }): Promise<ServersView | null> {
    return (await get<ServersView>(serversKey(place), store)) ?? null;
  },
  putServers: (view: ServersView) => set(serversKey(view), view, store),

  /** @returns the hosts, beside the auth URL's, that a cloud was seen to need. */
  async hosts(cloudId: string): Promise<Hosts> {
    return (await get<Hosts>(hostsKey(cloudId), store)) ?? { compute: [], console: [] };
  },
  async putHosts(cloudId: string, seen: Partial<Hosts>): Promise<void> {
    await update<Hosts>(hostsKey(cloudId), (known) => ({ compute: [], console: [], ...known, ...seen }), store);
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
