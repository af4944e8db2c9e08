import { storage } from 'wxt/utils/storage';
import type { LastConsoleView, ServersView } from '@/utils/messaging/views';
import { createSerial } from '@/utils/serial';

const item = storage.defineItem<LastConsoleView | null>('local:lastConsole', {
  version: 2,
  fallback: null,
  // 2: consoles of dashboards came beside those of clouds
  migrations: { 2: (old: object | null) => (old === null ? null : { from: 'cloud', ...old }) },
});
const inTurn = createSerial();

/**
 * The console opened last: which server, never its URL, which is a secret. In `storage.local`, so that
 * it outlives the browser.
 */
export const lastConsole = {
  get: () => item.getValue(),
  put: (last: LastConsoleView) => inTurn(() => item.setValue(last)),

  /** Forgets it where it belongs to this cloud, or to the dashboard with this root. */
  forget(owner: string): Promise<void> {
    return inTurn(async () => {
      const last = await item.getValue();
      if (last !== null && owner === (last.from === 'cloud' ? last.cloudId : last.root)) await item.setValue(null);
    });
  },

  /** Takes over what a fresh list says of its server: the name, and whether it can have a console. */
  note(list: ServersView): Promise<void> {
    return inTurn(async () => {
      const last = await item.getValue();
      if (last?.from !== 'cloud' || last.cloudId !== list.cloudId || last.projectId !== list.projectId) return;
      const server = last.region === list.region ? list.servers.find(({ id }) => id === last.serverId) : undefined;
      if (server === undefined) return;
      const serverName = server.name ?? last.serverName;
      await item.setValue({ ...last, serverName, blocked: server.obstacle !== null });
    });
  },
};
