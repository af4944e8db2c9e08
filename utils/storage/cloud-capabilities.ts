import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createSerial } from '@/utils/async';
import { parsed } from './stored-item';

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

const types = z.array(z.tuple([z.string(), z.string()]));

const TYPES_ITEM = 'session:consoleTypes';
const KEPT = 200;
const inTypesTurn = createSerial();

/** Servers whose host does not offer the best type of console, with the one it does; newest last. */
export const consoleTypes = {
  async get(serverId: string): Promise<string | null> {
    return (await readTypes()).find(([id]) => id === serverId)?.[1] ?? null;
  },
  put(serverId: string, type: string): Promise<void> {
    return inTypesTurn(async () => {
      const others = (await readTypes()).filter(([id]) => id !== serverId);
      await storage.setItem(TYPES_ITEM, [...others, [serverId, type]].slice(-KEPT));
    });
  },
};

async function readTypes(): Promise<z.infer<typeof types>> {
  return parsed(types, await storage.getItem(TYPES_ITEM), []);
}
