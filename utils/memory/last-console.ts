import { storage } from 'wxt/utils/storage';
import type { LastConsoleView, ServersView } from '@/utils/messaging/views';

/**
 * The console opened last: which server, never its URL, which is a secret. In `storage.local`, so that
 * it outlives the browser.
 */
export const lastConsole = storage.defineItem<LastConsoleView | null>('local:lastConsole', {
  version: 1,
  fallback: null,
});

/** Takes over what a fresh list says of the last console's server: its name, and whether it can have a console. */
export async function noteLastConsole(list: ServersView): Promise<void> {
  const last = await lastConsole.getValue();
  if (last === null || last.cloudId !== list.cloudId || last.projectId !== list.projectId) return;
  const server = last.region === list.region ? list.servers.find(({ id }) => id === last.serverId) : undefined;
  if (server === undefined) return;
  await lastConsole.setValue({
    ...last,
    serverName: server.name ?? last.serverName,
    blocked: server.obstacle !== null,
  });
}
