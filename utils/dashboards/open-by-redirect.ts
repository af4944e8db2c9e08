import type { Client } from '@/utils/openstack/client';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { KINDS } from './kinds';
import { follow, type OpenRequest } from './open-request';
import { moved, regionMoved } from './session-match';

/**
 * The dashboard's own way, where it keeps its token to itself or the browser cannot talk to Nova. It tells nobody why
 * it fails, so the dashboard is asked about the server first. In a private window nothing can be asked: our requests
 * have the cookies of normal ones; but the tab has the right ones by itself.
 *
 * @returns the tab's id, and whether it was seen to show a console: the browser may not tell where it was led, and that
 *   may be a single sign-on that leads on.
 * @throws AppError DASHBOARD_NEEDS_CLOUD, SERVER_HAS_NO_CONSOLE, DASHBOARD_SESSION_ENDED, DASHBOARD_SWITCHED,
 *   DASHBOARD_REGION_SWITCHED, DASHBOARD_OTHER_USER; DASHBOARD_NO_CONSOLE where it leads back to its own pages; OpenStackError.
 */
export async function openByRedirect(
  client: Client,
  request: OpenRequest,
): Promise<{ tabId: number; isSeen: boolean }> {
  const { dashboard, page, server, tab } = request;
  const { redirect } = KINDS[dashboard.kind];
  if (redirect === undefined) throw new AppError('DASHBOARD_NEEDS_CLOUD', { host: new URL(dashboard.root).host });
  // First, and not at the same time: to look for the redirect's address asks for a console.
  if (tab.cookies === 'normal') await refuseWithoutConsole(client, request);
  const url = await redirect.url(client, dashboard, page, server.id, tab.cookies);
  const { tabId, shown } = await follow(url, request);
  const end = shown === null ? 'elsewhere' : redirect.end(dashboard.root, shown);
  if (end === 'login' || end === 'back') throw await whyLedBack(client, request, end);
  return { tabId, isSeen: end === 'console' };
}

async function refuseWithoutConsole(client: Client, request: OpenRequest): Promise<void> {
  const { dashboard, server } = request;
  const { server: look } = KINDS[dashboard.kind];
  const seen = await look?.(client, dashboard.root, server.id).catch(async (error: unknown) => {
    if (!isOpenStackError(error, 'SERVER_NOT_FOUND')) throw error;
    throw (await movedSince(client, request, error)) ?? error;
  });
  const obstacle = seen ? consoleObstacle(seen) : null;
  if (obstacle === null) return;
  const serverName = seen?.name ?? server.name;
  throw new AppError('SERVER_HAS_NO_CONSOLE', { obstacle, ...(serverName !== null && { serverName }) });
}

/** Horizon leads back to its list, or to the login, and has the reason on the page only. */
async function whyLedBack(client: Client, request: OpenRequest, end: 'login' | 'back'): Promise<AppError> {
  const { host } = new URL(request.dashboard.root);
  if (end === 'login') return new AppError('DASHBOARD_SESSION_ENDED', { host });
  const news = request.tab.cookies === 'normal' ? await movedSince(client, request) : null;
  return news ?? new AppError('DASHBOARD_NO_CONSOLE', { host });
}

/** Who and where the dashboard's login is now, against what the page shows; null: as it was, or nobody tells. */
async function movedSince(client: Client, { dashboard, page }: OpenRequest, cause?: unknown): Promise<AppError | null> {
  try {
    const login = (await KINDS[dashboard.kind].session?.user(client, dashboard.root)) ?? null;
    return login && (moved(login, page, cause) ?? regionMoved(login, page, cause));
  } catch (error) {
    return error instanceof AppError ? error : null;
  }
}
