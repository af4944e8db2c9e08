import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createSerial } from '@/utils/serial';
import { parsed } from './parsed';

const known = z.object({
  /** older than microversion 2.6: knows only the actions */
  legacy: z.exactOptional(z.boolean()),
  /** the newest microversion it offers */
  maxMicroversion: z.exactOptional(z.string()),
  /** so slow that servers are listed in small pages */
  slow: z.exactOptional(z.boolean()),
});
const memory = z.record(z.string(), known);

const ITEM = 'session:endpoints';
const inTurn = createSerial();

/** What compute endpoints showed of their age, so that it is asked for once and not at every call. */
export const endpointMemory = {
  async get(endpoint: string): Promise<z.infer<typeof known>> {
    return (await read())[endpoint] ?? {};
  },
  put(endpoint: string, learnt: z.infer<typeof known>): Promise<void> {
    return inTurn(async () => {
      const all = await read();
      await storage.setItem(ITEM, { ...all, [endpoint]: { ...all[endpoint], ...learnt } });
    });
  },
};

async function read(): Promise<z.infer<typeof memory>> {
  return parsed(memory, await storage.getItem(ITEM), {});
}
