import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createSerial } from '@/utils/serial';

const memory = z.record(
  z.string(),
  z.object({
    /** the type its servers offer, as far as seen */
    type: z.optional(z.string()),
    /** older than microversion 2.6: knows only the actions */
    legacy: z.optional(z.boolean()),
  }),
);
const ITEM = 'session:consoleMemory';
const inTurn = createSerial();

/** What was learnt of each compute endpoint, so that the next click needs one request. */
export const consoleMemory = {
  async get(endpoint: string): Promise<z.infer<typeof memory>[string]> {
    return (await read())[endpoint] ?? {};
  },
  put(endpoint: string, learnt: z.infer<typeof memory>[string]): Promise<void> {
    return inTurn(async () => storage.setItem(ITEM, { ...(await read()), [endpoint]: learnt }));
  },
};

async function read(): Promise<z.infer<typeof memory>> {
  const parsed = memory.safeParse((await storage.getItem(ITEM)) ?? {});
  return parsed.success ? parsed.data : {};
}
