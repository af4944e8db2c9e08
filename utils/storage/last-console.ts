import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { page } from '@/utils/messaging/dashboard-requests';
import type { LastConsoleView, ServersView } from '@/utils/messaging/views';
import { parseOr } from './stored-item';

const server = { serverId: z.string(), serverName: z.nullable(z.string()), blocked: z.boolean() };
const shape: z.ZodMiniType<LastConsoleView> = z.discriminatedUnion('from', [
  z.object({
    ...{ ...server, from: z.literal('cloud') },
    ...{ cloudId: z.string(), projectId: z.string(), region: z.string() },
  }),
  z.object({ ...server, from: z.literal('dashboard'), root: z.string(), page }),
]);
const item = storage.defineItem<LastConsoleView | null>('local:lastConsole', {
  version: 2,
  fallback: null,
  // 2: consoles of dashboards came beside those of clouds
  migrations: { 2: (old: object | null) => (old === null ? null : { from: 'cloud', ...old }) },
});
const withLock = createMutex();
const read = async () => parseOr(shape, await item.getValue(), null);

/**
 * The console opened last: which server, never its URL, which is a secret. In `storage.local`, so that
 * it outlives the browser.
 */
export const lastConsole = {
  get: read,
  put: (last: LastConsoleView) => withLock(() => item.setValue(last)),

  /** Forgets it where it belongs to this cloud, or to the dashboard with this root. */
  forget(owner: string): Promise<void> {
    return withLock(async () => {
      const last = await read();
      if (last !== null && owner === (last.from === 'cloud' ? last.cloudId : last.root)) await item.setValue(null);
    });
  },

  /** Takes over what a fresh list says of its server: the name, and whether it can have a console. */
  note(list: ServersView): Promise<void> {
    return withLock(async () => {
      const last = await read();
      if (last?.from !== 'cloud' || last.cloudId !== list.cloudId || last.projectId !== list.projectId) return;
      const server = last.region === list.region ? list.servers.find(({ id }) => id === last.serverId) : undefined;
      if (server === undefined) return;
      const serverName = server.name ?? last.serverName;
      await item.setValue({ ...last, serverName, blocked: server.obstacle !== null });
    });
  },
};
