import { openInTab, waitForFinalPage } from '@/utils/consoles/console-tabs';
import type { Client } from '@/utils/openstack/client';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import { driverOf } from './kinds';
import { type OpenRequest, showRequestOf } from './open-request';
import { projectChange, regionChange } from './session-match';
import { noteConsole } from './store';

/**
 * Opens the dashboard's page that redirects to a console. It gives no reason for failure, so the server is checked
 * first; not for a private window, whose cookies the extension lacks.
 * @returns whether a console was seen: the browser may not tell, or a single sign-on comes first
 * @throws AppError DASHBOARD_NEEDS_CLOUD, SERVER_HAS_NO_CONSOLE, DASHBOARD_SESSION_ENDED, DASHBOARD_SWITCHED,
 * DASHBOARD_REGION_SWITCHED, DASHBOARD_OTHER_USER, DASHBOARD_NO_CONSOLE; OpenStackError
 */
export async function openByRedirect(
  client: Client,
  request: OpenRequest,
): Promise<{ tabId: number; isConsole: boolean }> {
  const { dashboard, page, server, tab } = request;
  const { redirect } = driverOf(dashboard.kind);
  if (redirect === undefined) throw new AppError('DASHBOARD_NEEDS_CLOUD', { host: new URL(dashboard.root).host });
  // first: finding the URL makes Nova create a console
  if (tab.cookieJar === 'normal') await assertHasConsole(client, request);
  const url = await redirect.url(client, dashboard, page, server.id, tab.cookieJar);
  const { tabId, previousUrl } = await openInTab(url, showRequestOf(request));
  const shown = await waitForFinalPage(tabId, previousUrl);
  const end = shown === null ? 'other' : redirect.end(dashboard.root, shown);
  if (end === 'login' || end === 'back') throw await failureOf(client, request, end);
  if (end === 'console' && shown !== null && tab.cookieJar !== 'private') await noteConsole(shown);
  return { tabId, isConsole: end === 'console' };
}

async function assertHasConsole(client: Client, request: OpenRequest): Promise<void> {
  const { dashboard, server } = request;
  const found = await driverOf(dashboard.kind)
    .showServer?.(client, dashboard.root, server.id)
    .catch(async (error: unknown) => {
      if (!isOpenStackError(error, 'SERVER_NOT_FOUND')) throw error;
      throw (await loginChange(client, request, error)) ?? error;
    });
  const obstacle = found ? consoleObstacle(found) : null;
  if (obstacle === null) return;
  const serverName = found?.name ?? server.name;
  throw new AppError('SERVER_HAS_NO_CONSOLE', { obstacle, ...(serverName !== null && { serverName }) });
}

async function failureOf(client: Client, request: OpenRequest, end: 'login' | 'back'): Promise<AppError> {
  const { host } = new URL(request.dashboard.root);
  if (end === 'login') return new AppError('DASHBOARD_SESSION_ENDED', { host });
  const change = request.tab.cookieJar === 'normal' ? await loginChange(client, request) : null;
  return change ?? new AppError('DASHBOARD_NO_CONSOLE', { host });
}

/** Since the page was loaded; null: nothing changed, or unknown. */
async function loginChange(
  client: Client,
  { dashboard, page }: OpenRequest,
  cause?: unknown,
): Promise<AppError | null> {
  try {
    const login = (await driverOf(dashboard.kind).session?.user(client, dashboard.root)) ?? null;
    return login && (projectChange(login, page, cause) ?? regionChange(login, page, cause));
  } catch (error) {
    return error instanceof AppError ? error : null;
  }
}
