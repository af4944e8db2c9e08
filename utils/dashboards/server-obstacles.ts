import { inParallel } from '@/utils/async';
import { computeAccess } from '@/utils/consoles/get-console';
import type { TokenSource } from '@/utils/consoles/token-source';
import type { ConsoleObstacle } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { showServer } from '@/utils/openstack/compute/servers';
import { OpenStackError } from '@/utils/openstack/errors';
import { driverOf } from './kinds';
import type { PageContext } from './open-request';

/** Errors that the request for any other server would have too. */
const SAME_FOR_ALL = new Set<string>(['TOKEN_INVALID', 'HOST_PERMISSION_MISSING', 'NETWORK', 'TIMEOUT', 'CANCELLED']);
const MAX_PARALLEL = 4;

/** By server id; without servers that can have a console or whose state is not known. */
export type Obstacles = Record<string, ConsoleObstacle>;

/**
 * Asks Nova, else the dashboard.
 * @returns null: neither can be asked
 * @throws the last error
 */
export async function serverObstacles(
  client: Client,
  tokens: TokenSource<PageContext>,
  context: PageContext,
  ids: string[],
): Promise<Obstacles | null> {
  const { dashboard, tab } = context;
  const outcome = await tokens.use(context, (token) => askNova(client, token, ids), 'background');
  if (outcome.kind === 'done') return outcome.value;
  if (outcome.kind === 'failed') throw outcome.error;
  const { server } = driverOf(dashboard.kind);
  if (server === undefined || tab.cookieJar !== 'normal') return null;
  return obstaclesOf(ids, (id) => server(client, dashboard.root, id));
}

async function askNova(client: Client, token: Parameters<typeof computeAccess>[0], ids: string[]): Promise<Obstacles> {
  const access = await computeAccess(token);
  return obstaclesOf(ids, (id) => showServer(client, access, id));
}

type ShowServer = (id: string) => Promise<{ status: string; taskState: string | null } | null>;

/** @throws SERVER_NOT_FOUND (all missing), and SAME_FOR_ALL */
async function obstaclesOf(ids: string[], show: ShowServer): Promise<Obstacles> {
  const found: Obstacles = {};
  const missing: OpenStackError[] = [];
  await inParallel(MAX_PARALLEL, ids, async (id) => {
    const server = await show(id).catch((error: unknown) => {
      if (!(error instanceof OpenStackError) || SAME_FOR_ALL.has(error.code)) throw error;
      if (error.code === 'SERVER_NOT_FOUND') missing.push(error);
      return null;
    });
    const obstacle = server === null ? null : consoleObstacle(server);
    if (obstacle !== null) found[id] = obstacle;
  });
  // The stored cloud has another project of that name.
  if (missing[0] !== undefined && missing.length === ids.length) throw missing[0];
  return found;
}
