import * as z from 'zod/mini';
import { storedItem } from './stored-item';

const MAX_ENTRIES = 200;

/** server id and console type, newest last */
const types = z.array(z.tuple([z.string(), z.string()]));
const item = storedItem('session:console-types', { version: 1, schema: types, fallback: [] });

/** The console types of servers whose host does not offer the best one. */
export const consoleTypes = {
  async get(serverId: string): Promise<string | null> {
    return (await item.get()).find(([id]) => id === serverId)?.[1] ?? null;
  },
  async put(serverId: string, type: string): Promise<void> {
    await item.update((all) => {
      const others = all.filter(([id]) => id !== serverId);
      return [...others, [serverId, type] satisfies [string, string]].slice(-MAX_ENTRIES);
    });
  },
};
