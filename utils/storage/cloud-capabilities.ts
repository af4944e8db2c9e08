import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { parseOr } from './stored-item';

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
const withLock = createMutex();

/** What compute endpoints showed of their age, so that it is asked for once and not at every call. */
export const capabilities = {
  async get(endpoint: string): Promise<z.infer<typeof known>> {
    return (await read())[endpoint] ?? {};
  },
  put(endpoint: string, learnt: z.infer<typeof known>): Promise<void> {
    return withLock(async () => {
      const all = await read();
      await storage.setItem(ITEM, { ...all, [endpoint]: { ...all[endpoint], ...learnt } });
    });
  },
};

async function read(): Promise<z.infer<typeof memory>> {
  return parseOr(memory, await storage.getItem(ITEM), {});
}

const types = z.array(z.tuple([z.string(), z.string()]));

const TYPES_ITEM = 'session:consoleTypes';
const MAX_ENTRIES = 200;
const withTypesLock = createMutex();

/** Servers whose host does not offer the best type of console, with the one it does; newest last. */
export const consoleTypes = {
  async get(serverId: string): Promise<string | null> {
    return (await readTypes()).find(([id]) => id === serverId)?.[1] ?? null;
  },
  put(serverId: string, type: string): Promise<void> {
    return withTypesLock(async () => {
      const others = (await readTypes()).filter(([id]) => id !== serverId);
      await storage.setItem(TYPES_ITEM, [...others, [serverId, type]].slice(-MAX_ENTRIES));
    });
  },
};

async function readTypes(): Promise<z.infer<typeof types>> {
  return parseOr(types, await storage.getItem(TYPES_ITEM), []);
}
