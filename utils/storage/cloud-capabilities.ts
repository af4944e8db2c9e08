import * as z from 'zod/mini';
import { storedItem } from './stored-item';

const capability = z.object({
  /** older than microversion 2.6: it has only the server actions for consoles */
  legacy: z.exactOptional(z.boolean()),
  /** the newest microversion it offers */
  maxMicroversion: z.exactOptional(z.string()),
  /** so slow that servers are listed in small pages */
  slow: z.exactOptional(z.boolean()),
});
type Capability = z.infer<typeof capability>;

const byEndpoint = z.record(z.string(), capability);
const item = storedItem('session:cloud-capabilities', { version: 1, schema: byEndpoint, fallback: {} });

/** What compute endpoints can do, by URL, so that each is asked once. */
export const capabilities = {
  async get(endpoint: string): Promise<Capability> {
    return (await item.get())[endpoint] ?? {};
  },
  async put(endpoint: string, found: Capability): Promise<void> {
    await item.update((all) => ({ ...all, [endpoint]: { ...all[endpoint], ...found } }));
  },
};
