import { type CatalogService, type ComputeAt, chooseEndpoint } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import type { ComputeAccess } from '@/utils/openstack/compute/access';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { createRemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { showServer } from '@/utils/openstack/compute/servers';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { capabilities } from '@/utils/storage/cloud-capabilities';
import { consoleTypes } from '@/utils/storage/console-types';

/** A scoped token and where it is good. */
export interface ScopedToken {
  token: string;
  catalog: readonly CatalogService[];
  at: ComputeAt;
  /** null: the first there is */
  region: string | null;
}

export interface ConsoleQuery {
  serverId: string;
  /** to name it in an error */
  serverName: string | null;
  /** look at its status before asking for a console */
  check: boolean;
  /** false: nothing of this server may be written down; default: true */
  isKept?: boolean;
}

/**
 * A fresh console URL of a server: one request, two where its status is to be looked at first.
 * @throws AppError SERVER_HAS_NO_CONSOLE; OpenStackError.
 */
export async function consoleAddress(client: Client, scopedToken: ScopedToken, wanted: ConsoleQuery): Promise<string> {
  const access = await computeAccess(scopedToken);
  if (wanted.check) await refuseWithoutConsole(client, access, wanted);
  return consoleUrl(client, access, wanted.serverId, wanted.isKept);
}

/** Where a grant's Nova is, and what is remembered of its age. @throws OpenStackError where the catalog has none. */
export async function computeAccess(scopedToken: ScopedToken): Promise<ComputeAccess> {
  const { url: endpoint } = chooseEndpoint(scopedToken.catalog, scopedToken.at, scopedToken.region);
  const { slow: _slow, ...age } = await capabilities.get(endpoint);
  return { endpoint, token: scopedToken.token, ...age };
}

/** Nova hands out an address with a dead screen behind it for servers that are off, so the status decides. */
async function refuseWithoutConsole(client: Client, access: ComputeAccess, wanted: ConsoleQuery): Promise<void> {
  const server = await showServer(client, access, wanted.serverId);
  const obstacle = consoleObstacle(server);
  if (obstacle === null) return;
  const serverName = server.name ?? wanted.serverName;
  throw new AppError('SERVER_HAS_NO_CONSOLE', { obstacle, ...(serverName !== null && { serverName }) });
}

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
      if (console.via === 'action' && !access.legacy) await capabilities.put(access.endpoint, { legacy: true });
      if (isKept && wanted !== order[0]) await consoleTypes.put(serverId, wanted.type);
      return console.url;
    } catch (error) {
      if (!isOpenStackError(error, 'CONSOLE_TYPE_UNAVAILABLE', 'MICROVERSION_UNSUPPORTED')) throw error;
      refused ??= error;
    }
  }
  throw refused;
}
