import * as z from 'zod/mini';
import { page } from '@/utils/messaging/dashboard-requests';
import type { LastConsoleView, ServersView } from '@/utils/messaging/views';
import { withStorageFallback } from './optional';
import { storedItem } from './stored-item';

const server = { serverId: z.string(), serverName: z.nullable(z.string()), blocked: z.boolean() };
const schema: z.ZodMiniType<LastConsoleView> = z.discriminatedUnion('from', [
  z.object({
    ...{ ...server, from: z.literal('cloud') },
    ...{ cloudId: z.string(), projectId: z.string(), region: z.string() },
  }),
  z.object({ ...server, from: z.literal('dashboard'), root: z.string(), page }),
]);
const item = storedItem('local:last-console', { version: 1, schema, fallback: null, newerRecord: 'ignore' });

/** The console opened last, without its secret URL. Where storage fails, `put` and `updateFrom` do nothing. */
export const lastConsole = {
  get: item.get,
  put: (last: LastConsoleView): Promise<void> => withStorageFallback(item.set(last), undefined),

  /** @param owner a cloud's id or a dashboard's root */
  async removeFor(owner: string): Promise<void> {
    await item.update((last) => (owner === (last?.from === 'cloud' ? last.cloudId : last?.root) ? null : last));
  },

  /** Takes name and `blocked` from the list. */
  async updateFrom(list: ServersView): Promise<void> {
    const updated = item.update((last) => {
      if (last?.from !== 'cloud' || last.cloudId !== list.cloudId || last.projectId !== list.projectId) return last;
      const found = last.region === list.region ? list.servers.find(({ id }) => id === last.serverId) : undefined;
      if (found === undefined) return last;
      return { ...last, serverName: found.name ?? last.serverName, blocked: found.obstacle !== null };
    });
    await withStorageFallback(updated, undefined);
  },
};
