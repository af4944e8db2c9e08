import { endpointMemory } from '@/utils/memory/endpoint-memory';
import { type CatalogService, type ComputeAt, chooseEndpoint } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import type { ComputeAccess } from '@/utils/openstack/compute/access';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { showServer } from '@/utils/openstack/compute/servers';
import { AppError } from '@/utils/problems';
import { consoleUrl } from './console-url';

/** A scoped token and where it is good. */
export interface Grant {
  token: string;
  catalog: readonly CatalogService[];
  at: ComputeAt;
  /** null: the first there is */
  region: string | null;
}

export interface WantedConsole {
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
export async function freshUrl(client: Client, grant: Grant, wanted: WantedConsole): Promise<string> {
  const access = await computeAccess(grant);
  if (wanted.check) await refuseWithoutConsole(client, access, wanted);
  return consoleUrl(client, access, wanted.serverId, wanted.isKept);
}

/** Where a grant's Nova is, and what is remembered of its age. @throws OpenStackError where the catalog has none. */
export async function computeAccess(grant: Grant): Promise<ComputeAccess> {
  const { url: endpoint } = chooseEndpoint(grant.catalog, grant.at, grant.region);
  const { slow: _slow, ...age } = await endpointMemory.get(endpoint);
  return { endpoint, token: grant.token, ...age };
}

/** Nova hands out an address with a dead screen behind it for servers that are off, so the status decides. */
async function refuseWithoutConsole(client: Client, access: ComputeAccess, wanted: WantedConsole): Promise<void> {
  const server = await showServer(client, access, wanted.serverId);
  const obstacle = consoleObstacle(server);
  if (obstacle === null) return;
  const serverName = server.name ?? wanted.serverName;
  throw new AppError('SERVER_HAS_NO_CONSOLE', { obstacle, ...(serverName !== null && { serverName }) });
}
