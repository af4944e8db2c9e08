import { consoleTypes } from '@/utils/memory/console-types';
import { endpointMemory } from '@/utils/memory/endpoint-memory';
import type { Client } from '@/utils/openstack/client';
import type { ComputeAccess } from '@/utils/openstack/compute/access';
import { createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { isOpenStackError } from '@/utils/problems';

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
 * @param isKept whether the server may be remembered
 * @returns a fresh http(s) URL, which is a secret: to be opened, never stored.
 * @throws OpenStackError of the best type that was asked for.
 */
export async function consoleUrl(
  client: Client,
  access: ComputeAccess,
  serverId: string,
  isKept = true,
): Promise<string> {
  const known = await consoleTypes.get(serverId);
  const order = [...VIEWABLE].sort((a, b) => Number(b.type === known) - Number(a.type === known));
  let refused: unknown;
  for (const wanted of order) {
    try {
      const console = await createRemoteConsole(client, access, serverId, wanted);
      if (console.via === 'action' && !access.legacy) await endpointMemory.put(access.endpoint, { legacy: true });
      if (isKept && wanted !== order[0]) await consoleTypes.put(serverId, wanted.type);
      return console.url;
    } catch (error) {
      if (!isOpenStackError(error, 'CONSOLE_TYPE_UNAVAILABLE', 'MICROVERSION_UNSUPPORTED')) throw error;
      refused ??= error;
    }
  }
  throw refused;
}
