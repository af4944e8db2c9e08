import type { Budget } from '@/utils/openstack/budget';
import { chooseEndpoint } from '@/utils/openstack/catalog';
import type { CallOptions, Client } from '@/utils/openstack/client';
import type { ComputeAccess } from '@/utils/openstack/compute/access';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { CONSOLES_WITH_PAGE } from '@/utils/openstack/compute/console-types';
import { createRemoteConsole, type RemoteConsole } from '@/utils/openstack/compute/remote-consoles';
import { showServer } from '@/utils/openstack/compute/servers';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { capabilities, consoleTypes } from '@/utils/storage/cloud-capabilities';
import type { ScopedToken } from './token-source';

/** `url` is a secret; never stored. */
export type ServerConsole = Pick<RemoteConsole, 'protocol' | 'type' | 'url'>;

/** Which server, what to check and to store. */
export interface ConsoleQuery {
  serverId: string;
  /** for errors */
  serverName: string | null;
  /** ask for its status first */
  check: boolean;
  /** store the console type; default: yes */
  mayStore?: boolean;
  /** for all tokens that are tried */
  budget: Budget;
}

/**
 * One request, two with `check`; more for another type or without microversion 2.6.
 * @throws AppError SERVER_HAS_NO_CONSOLE; OpenStackError of the first type tried
 */
export async function getConsole(client: Client, token: ScopedToken, query: ConsoleQuery): Promise<ServerConsole> {
  const access = await computeAccessOf(token);
  const options = { budget: query.budget };
  if (query.check) await assertHasConsole(client, access, query, options);
  return createFirstOffered(client, access, query, options);
}

/** Endpoint of Nova, what it can do, and the token. @throws OpenStackError where the catalog has no Nova */
export async function computeAccessOf({ token, catalog, selection, region }: ScopedToken): Promise<ComputeAccess> {
  const { url: endpoint } = chooseEndpoint(catalog, selection, region);
  const { slow: _slow, ...version } = await capabilities.get(endpoint);
  return { endpoint, token, ...version };
}

/** For a server that is off, Nova gives an empty console. */
async function assertHasConsole(
  client: Client,
  access: ComputeAccess,
  query: ConsoleQuery,
  options: CallOptions,
): Promise<void> {
  const server = await showServer(client, access, query.serverId, options);
  const obstacle = consoleObstacle(server);
  if (obstacle === null) return;
  const serverName = server.name ?? query.serverName;
  throw new AppError('SERVER_HAS_NO_CONSOLE', { obstacle, ...(serverName !== null && { serverName }) });
}

async function createFirstOffered(
  client: Client,
  access: ComputeAccess,
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
      const { via, ...console } = await createRemoteConsole(client, access, serverId, consoleType, options);
      if (via === 'action' && !access.legacy) await capabilities.put(access.endpoint, { legacy: true });
      if (mayStore && consoleType !== consolesInOrder[0]) await consoleTypes.put(serverId, consoleType.type);
      return console;
    } catch (error) {
      if (!isOpenStackError(error, 'CONSOLE_TYPE_UNAVAILABLE', 'MICROVERSION_UNSUPPORTED')) throw error;
      firstError ??= error;
    }
  }
  throw firstError;
}
