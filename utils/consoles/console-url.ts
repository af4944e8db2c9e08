import type { Client } from '@/utils/openstack/client';
import { createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { isOpenStackError } from '@/utils/problems';
import { consoleMemory } from './console-memory';

/** The consoles that a tab can show, best first (nova/api/openstack/compute/schemas/remote_consoles.py). */
const VIEWABLE = [
  { protocol: 'vnc', type: 'novnc' },
  { protocol: 'spice', type: 'spice-html5' },
  { protocol: 'mks', type: 'webmks' },
  { protocol: 'rdp', type: 'rdp-html5' },
] as const;

/**
 * Asks Nova for the address of a console: one request, unless the answer shows that the server's
 * host offers another type or that the cloud is older; both are remembered.
 *
 * @returns a fresh http(s) URL, which is a secret: to be opened, never stored.
 * @throws OpenStackError of the best type that was asked for.
 */
export async function consoleUrl(
  client: Client,
  access: { endpoint: string; token: string },
  serverId: string,
): Promise<string> {
  const known = await consoleMemory.get(access.endpoint, serverId);
  const order = [...VIEWABLE].sort((a, b) => Number(b.type === known.type) - Number(a.type === known.type));
  let refused: unknown;
  for (const wanted of order) {
    try {
      const console = await createRemoteConsole(client, { ...access, legacy: known.legacy }, serverId, wanted);
      if (console.via === 'action' && !known.legacy) await consoleMemory.putLegacy(access.endpoint);
      if (wanted !== order[0]) await consoleMemory.putType(serverId, wanted.type);
      return console.url;
    } catch (error) {
      if (!isOpenStackError(error, 'CONSOLE_TYPE_UNAVAILABLE', 'MICROVERSION_UNSUPPORTED')) throw error;
      refused ??= error;
    }
  }
  throw refused;
}
