import * as z from 'zod/mini';
import { browser } from '@/utils/browser';
import type { ProjectView, ServersView, ServerView } from '@/utils/messaging/views';
import { withStorageFallback } from './optional';
import { storedFamily } from './stored-item';

const project: z.ZodMiniType<ProjectView> = z.object({
  id: z.string(),
  name: z.string(),
  domainId: z.exactOptional(z.string()),
  isCutAfter: z.exactOptional(z.literal(true)),
});
const projects = storedFamily('cache:projects', { version: 1, schema: z.array(project), fallback: [] });

const hosts = storedFamily('cache:hosts', {
  version: 1,
  schema: z.object({
    /** match patterns */
    compute: z.array(z.string()),
    /** match patterns of the last console pages */
    console: z.array(z.string()),
    /** no longer named by the cloud, but granted: given back with the others */
    former: z.exactOptional(z.array(z.string())),
  }),
  fallback: { compute: [], console: [] },
});
type Hosts = Awaited<ReturnType<ReturnType<typeof hosts.of>['get']>>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isServer = (row: unknown) =>
  isObject(row) && typeof row.id === 'string' && typeof row.status === 'string' && Array.isArray(row.addresses);

const serverList: z.ZodMiniType<ServersView> = z.object({
  ...{ cloudId: z.string(), projectId: z.string(), region: z.string(), regions: z.array(z.string()) },
  // Not each field: the popup's first frame waits for thousands of rows.
  servers: z.custom<ServerView[]>((rows) => Array.isArray(rows) && rows.every(isServer)),
  fetchedAt: z.number(),
  isPartial: z.exactOptional(z.literal(true)),
});
const servers = storedFamily('cache:servers', { version: 1, schema: serverList, fallback: null });

interface ServersKey {
  cloudId: string;
  projectId: string;
  region: string;
}
const serversOf = ({ cloudId, projectId, region }: ServersKey) => servers.of(`${cloudId} ${projectId} ${region}`);

/** What was last known of the clouds. Where storage fails, only `hosts` and the removals reject. */
export const cloudCache = {
  projects: (cloudId: string): Promise<ProjectView[]> => withStorageFallback(projects.of(cloudId).get(), []),
  putProjects: (cloudId: string, listed: ProjectView[]): Promise<void> =>
    withStorageFallback(projects.of(cloudId).set(listed), undefined),

  servers: (place: ServersKey): Promise<ServersView | null> => withStorageFallback(serversOf(place).get(), null),
  putServers: (view: ServersView): Promise<void> => withStorageFallback(serversOf(view).set(view), undefined),

  /** Hosts besides the auth URL's. */
  hosts: (cloudId: string): Promise<Hosts> => hosts.of(cloudId).get(),
  async putHosts(cloudId: string, found: Partial<Hosts>): Promise<void> {
    await withStorageFallback(
      hosts.of(cloudId).update((known) => withFormer(known, { ...known, ...found })),
      undefined,
    );
  },

  removeFor: (cloudId: string): Promise<void> => removeIf((id) => id === cloudId),

  retain: (cloudIds: readonly string[]): Promise<void> => removeIf((id) => !cloudIds.includes(id)),
};

async function withFormer(before: Hosts, { compute, console, former = [] }: Hosts): Promise<Hosts> {
  const named = new Set([...compute, ...console]);
  const dropped = [...before.compute, ...before.console].filter((pattern) => !named.has(pattern));
  const granted = await Promise.all(dropped.map((pattern) => browser.permissions.contains({ origins: [pattern] })));
  const kept = new Set([...former, ...dropped.filter((_, index) => granted[index])].filter((one) => !named.has(one)));
  return { compute, console, ...(kept.size > 0 && { former: [...kept] }) };
}

async function removeIf(matches: (cloudId: string) => boolean): Promise<void> {
  for (const family of [projects, hosts, servers]) {
    for (const id of await family.ids()) if (matches(id.split(' ')[0] ?? id)) await family.of(id).remove();
  }
}
