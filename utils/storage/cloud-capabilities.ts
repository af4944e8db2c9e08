import * as z from 'zod/mini';
import { storedItem } from './stored-item';

const capability = z.object({
  /** older than microversion 2.6: only server actions give consoles */
  legacy: z.exactOptional(z.boolean()),
  maxMicroversion: z.exactOptional(z.string()),
  slow: z.exactOptional(z.boolean()),
});
type Capability = z.infer<typeof capability>;

const byEndpoint = z.record(z.string(), capability);
const byEndpointItem = storedItem('session:cloud-capabilities', { version: 1, schema: byEndpoint, fallback: {} });

const MAX_ENDPOINTS = 200;

/** What compute endpoints can do, by URL. */
export const capabilities = {
  async get(endpoint: string): Promise<Capability> {
    return (await byEndpointItem.get())[endpoint] ?? {};
  },
  async put(endpoint: string, found: Capability): Promise<void> {
    await byEndpointItem.update((all) => {
      const others = Object.entries(all).filter(([url]) => url !== endpoint);
      const changed: [string, Capability] = [endpoint, { ...all[endpoint], ...found }];
      return Object.fromEntries([...others, changed].slice(-MAX_ENDPOINTS));
    });
  },
};

const MAX_SERVERS = 200;

/** server id and console type, newest last */
const types = z.array(z.tuple([z.string(), z.string()]));
const serverTypes = storedItem('session:console-types', { version: 1, schema: types, fallback: [] });

/** The console types of servers whose host does not offer the best one. */
export const consoleTypes = {
  async get(serverId: string): Promise<string | null> {
    return (await serverTypes.get()).find(([id]) => id === serverId)?.[1] ?? null;
  },
  async put(serverId: string, type: string): Promise<void> {
    await serverTypes.update((all) => {
      const others = all.filter(([id]) => id !== serverId);
      return [...others, [serverId, type] satisfies [string, string]].slice(-MAX_SERVERS);
    });
  },
};
