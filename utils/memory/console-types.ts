import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createSerial } from '@/utils/serial';
import { parsed } from './parsed';

const types = z.array(z.tuple([z.string(), z.string()]));

const ITEM = 'session:consoleTypes';
const KEPT = 200;
const inTurn = createSerial();

/** Servers whose host does not offer the best type of console, with the one it does; newest last. */
export const consoleTypes = {
  async get(serverId: string): Promise<string | null> {
    return (await read()).find(([id]) => id === serverId)?.[1] ?? null;
  },
  put(serverId: string, type: string): Promise<void> {
    return inTurn(async () => {
      const others = (await read()).filter(([id]) => id !== serverId);
      await storage.setItem(ITEM, [...others, [serverId, type]].slice(-KEPT));
    });
  },
};

async function read(): Promise<z.infer<typeof types>> {
  return parsed(types, await storage.getItem(ITEM), []);
}
