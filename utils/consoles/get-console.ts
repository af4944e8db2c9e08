import type { Budget } from '@/utils/openstack/budget';
import { chooseEndpoint } from '@/utils/openstack/catalog';
import type { CallOptions, Client } from '@/utils/openstack/client';
import type { NovaConnection } from '@/utils/openstack/compute/access';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { CONSOLES_WITH_PAGE } from '@/utils/openstack/compute/console-types';
import { createRemoteConsole, type RemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { showServer } from '@/utils/openstack/compute/servers';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { capabilities, consoleTypes } from '@/utils/storage/cloud-capabilities';
import type { ScopedToken } from './token-source';

/** `url` is a secret; never stored. */
export type ServerConsole = Pick<RemoteConsole, 'protocol' | 'type' | 'url'>;

/** Which server, and whether its status is read and its console type stored. */
export interface ConsoleQuery {
  serverId: string;
  serverName: string | null;
  checkStatus: boolean;
  /** store the console type; default: yes */
  mayStore?: boolean;
  budget: Budget;
}

/**
 * One request, two with `checkStatus`; more for another type or without microversion 2.6.
 * @throws AppError SERVER_HAS_NO_CONSOLE; OpenStackError of the first type tried
 */
export async function getConsole(client: Client, token: ScopedToken, query: ConsoleQuery): Promise<ServerConsole> {
  const nova = await novaConnectionOf(token);
  const options = { budget: query.budget };
  if (query.checkStatus) await assertHasConsole(client, nova, query, options);
  return createFirstOffered(client, nova, query, options);
}

/** @throws OpenStackError where the catalog has no Nova */
export async function novaConnectionOf({ token, catalog, selection, region }: ScopedToken): Promise<NovaConnection> {
  const { url: endpoint } = chooseEndpoint(catalog, selection, region);
  const { slow: _slow, ...version } = await capabilities.get(endpoint);
  return { endpoint, token, ...version };
}

/** For a server that is off, Nova gives an empty console. */
async function assertHasConsole(
  client: Client,
  nova: NovaConnection,
  query: ConsoleQuery,
  options: CallOptions,
): Promise<void> {
  const server = await showServer(client, nova, query.serverId, options);
  const obstacle = consoleObstacle(server);
  if (obstacle === null) return;
  const serverName = server.name ?? query.serverName;
  throw new AppError('SERVER_HAS_NO_CONSOLE', { obstacle, ...(serverName !== null && { serverName }) });
}

async function createFirstOffered(
  client: Client,
  nova: NovaConnection,
  { serverId, mayStore = true }: ConsoleQuery,
  options: CallOptions,
): Promise<ServerConsole> {
  const offeredBefore = await consoleTypes.get(serverId);
  const consolesInOrder = [...CONSOLES_WITH_PAGE].sort(
    (a, b) => Number(b.type === offeredBefore) - Number(a.type === offeredBefore),
  );
  let firstError: unknown;
  for (const consoleType of consolesInOrder) {
    try {
      const { via, ...console } = await createRemoteConsole(client, nova, serverId, consoleType, options);
      if (via === 'action' && !nova.legacy) await capabilities.put(nova.endpoint, { legacy: true });
      if (mayStore && consoleType !== consolesInOrder[0]) await consoleTypes.put(serverId, consoleType.type);
      return console;
    } catch (error) {
      if (!isOpenStackError(error, 'CONSOLE_TYPE_UNAVAILABLE', 'MICROVERSION_UNSUPPORTED')) throw error;
      firstError ??= error;
    }
  }
  throw firstError;
}
