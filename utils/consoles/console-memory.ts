import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createSerial } from '@/utils/serial';

const memory = z.object({
  /** compute endpoints older than microversion 2.6: they know only the actions */
  legacy: z.array(z.string()),
  /** servers whose host does not offer the best type, with the one it does; newest last */
  types: z.array(z.tuple([z.string(), z.string()])),
});
type Memory = z.infer<typeof memory>;

const ITEM = 'session:consoleMemory';
const KEPT = 200;
const inTurn = createSerial();

/** What was learnt while opening consoles, so that the next click needs one request. */
export const consoleMemory = {
  async get(endpoint: string, serverId: string): Promise<{ legacy: boolean; type: string | null }> {
    const { legacy, types } = await read();
    const type = types.find(([id]) => id === serverId)?.[1] ?? null;
    return { legacy: legacy.includes(endpoint), type };
  },
  putLegacy: (endpoint: string) => change((old) => ({ ...old, legacy: [...new Set([...old.legacy, endpoint])] })),
  putType: (serverId: string, type: string) =>
    change((old) => {
      const others = old.types.filter(([id]) => id !== serverId);
      return { ...old, types: [...others, [serverId, type] satisfies [string, string]].slice(-KEPT) };
    }),
};

function change(step: (old: Memory) => Memory): Promise<void> {
  return inTurn(async () => storage.setItem(ITEM, step(await read())));
}

async function read(): Promise<Memory> {
  const parsed = memory.safeParse(await storage.getItem(ITEM));
  return parsed.success ? parsed.data : { legacy: [], types: [] };
}
