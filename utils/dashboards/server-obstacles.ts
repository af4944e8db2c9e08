import { inParallel } from '@/utils/async';
import { novaConnectionOf } from '@/utils/consoles/get-console';
import type { ScopedToken, TokenSource } from '@/utils/consoles/token-source';
import type { IsWithinRate } from '@/utils/messaging/limits';
import type { ConsoleObstacle } from '@/utils/messaging/views';
import { createBudget, SERVER_PAGE_LIMITS } from '@/utils/openstack/budget';
import type { Client } from '@/utils/openstack/client';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { showServer as showNovaServer } from '@/utils/openstack/compute/servers';
import { OpenStackError } from '@/utils/openstack/errors';
import { driverOf } from './kinds';
import type { PageContext } from './open-request';

/** Any other server would give these errors too. */
const SAME_FOR_ALL = new Set<string>(['TOKEN_INVALID', 'HOST_PERMISSION_MISSING', 'NETWORK', 'TIMEOUT', 'CANCELLED']);
const MAX_PARALLEL = 4;
/** After this no further request is sent. */
const MAX_MS = 60_000;

/** By server id; only of servers known to have no console. */
export type Obstacles = Record<string, ConsoleObstacle>;

interface Deps {
  client: Client;
  tokens: TokenSource<PageContext>;
  isWithinRate: IsWithinRate;
}

/**
 * Asks Nova with the session's token, else the dashboard: no user has clicked.
 * @returns null: neither can be asked
 * @throws the last error
 */
export async function serverObstacles(
  { client, tokens, isWithinRate }: Deps,
  context: PageContext,
  ids: string[],
): Promise<Obstacles | null> {
  const { dashboard, tab } = context;
  const { origin } = new URL(dashboard.root);
  const endsAt = performance.now() + MAX_MS;
  const find = (show: ShowServer) =>
    obstaclesOf(ids, async (id) => (performance.now() < endsAt && isWithinRate(origin) ? show(id) : null));
  const askNova = async (token: ScopedToken) => {
    const access = await novaConnectionOf(token);
    const options = { budget: createBudget(SERVER_PAGE_LIMITS) };
    return find((id) => showNovaServer(client, access, id, options));
  };
  const outcome = await tokens.use(context, askNova, 'background');
  if (outcome.kind === 'done') return outcome.value;
  if (outcome.kind === 'failed') throw outcome.error;
  const { showServer } = driverOf(dashboard.kind);
  if (showServer === undefined || tab.cookieJar !== 'normal') return null;
  return find((id) => showServer(client, dashboard.root, id));
}

type ShowServer = (id: string) => Promise<{ status: string; taskState: string | null } | null>;

/** @throws SAME_FOR_ALL */
async function obstaclesOf(ids: string[], show: ShowServer): Promise<Obstacles> {
  const found: Obstacles = {};
  await inParallel(MAX_PARALLEL, ids, async (id) => {
    const server = await show(id).catch((error: unknown) => {
      if (!(error instanceof OpenStackError) || SAME_FOR_ALL.has(error.code)) throw error;
      return null;
    });
    const obstacle = server === null ? null : consoleObstacle(server);
    if (obstacle !== null) found[id] = obstacle;
  });
  return found;
}
