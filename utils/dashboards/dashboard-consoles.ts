import type { OpenOnce } from '@/utils/consoles/console-tabs';
import { getConsole } from '@/utils/consoles/get-console';
import { choosePresenter } from '@/utils/consoles/presenter';
import type { TokenSource, TokenUnavailableReason } from '@/utils/consoles/token-source';
import type { DashboardPage, DashboardServer, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { IsWithinRate } from '@/utils/messaging/limits';
import type { ActivityView, LastConsoleView } from '@/utils/messaging/views';
import { CONSOLE_LIMITS, createBudget } from '@/utils/openstack/budget';
import type { Client } from '@/utils/openstack/client';
import { AppError, toProblem } from '@/utils/problems/app-error';
import { activity } from '@/utils/storage/activity';
import { lastConsole } from '@/utils/storage/last-console';
import { openByRedirect } from './open-by-redirect';
import { NORMAL_TAB, type OpenRequest, type PageContext, showRequestOf } from './open-request';
import { type Obstacles, serverObstacles } from './server-obstacles';
import type { DashboardSessionCache } from './session-cache';
import { type Dashboard, listDashboards, noteConsole } from './store';
import { mayRedirect } from './token-sources';

/** Without `tab`, a page has the cookies of normal windows. */
export interface DashboardConsoles {
  /**
   * Opens a new tab once for each `requestId`. Stores nothing of a private window.
   * @throws AppError DASHBOARD_OTHER_SESSION, VAULT_LOCKED, PASSCODE_NEEDED; as `getConsole` and `openByRedirect`
   */
  open(
    dashboard: Dashboard,
    page: DashboardPage,
    server: DashboardServer,
    requestId: string,
    tab?: DashboardTab,
  ): Promise<{ tabId: number }>;
  /** As `open`, for a page that may be closed by now. @throws AppError DASHBOARD_DISABLED too */
  openFromPage(
    root: string,
    page: DashboardPage,
    server: DashboardServer,
    requestId: string,
    tab?: DashboardTab,
  ): Promise<{ tabId: number }>;
  /** As `openFromPage`, for the last console, in its tab where that still shows it. */
  reopen(last: LastFromDashboard, requestId: string): Promise<{ tabId: number }>;
  /** Nobody clicked: no stored cloud is used. @returns why servers can have no console, by id. Never throws. */
  obstacles(dashboard: Dashboard, page: DashboardPage, ids: string[], tab?: DashboardTab): Promise<Obstacles>;
  /** For a later click. Never throws. */
  cacheSession(dashboard: Dashboard, tab?: DashboardTab): Promise<void>;
}

type LastFromDashboard = Extract<LastConsoleView, { from: 'dashboard' }>;

interface Deps {
  client: Client;
  tokens: TokenSource<PageContext>;
  sessionCache: DashboardSessionCache;
  openOnce: OpenOnce;
  isWithinRate: IsWithinRate;
}

/** Opens consoles from dashboards' pages. */
export function createDashboardConsoles(deps: Deps): DashboardConsoles {
  const { sessionCache } = deps;
  return {
    open: (dashboard, page, server, requestId, tab = NORMAL_TAB) =>
      openConsole(deps, { dashboard, page, server, requestId, tab, reuse: false }),

    async openFromPage(root, page, server, requestId, tab = NORMAL_TAB) {
      return openConsole(deps, { dashboard: await enabledAt(root), page, server, requestId, tab, reuse: false });
    },

    async reopen({ root, page, serverId, serverName }, requestId) {
      const dashboard = await enabledAt(root);
      const server = { id: serverId, name: serverName, checkStatus: true };
      return openConsole(deps, { dashboard, page, server, requestId, tab: NORMAL_TAB, reuse: true });
    },

    async obstacles(dashboard, page, ids, tab = NORMAL_TAB) {
      const found = await serverObstacles(deps, { dashboard, page, tab }, ids).catch(() => null);
      return found ?? {};
    },

    async cacheSession(dashboard, { cookieJar } = NORMAL_TAB) {
      if (cookieJar !== 'normal') return;
      if (sessionCache.cached(dashboard.root) === null) await sessionCache.read(dashboard).catch(() => undefined);
    },
  };
}

async function enabledAt(root: string): Promise<Dashboard> {
  const dashboard = (await listDashboards()).find((enabled) => enabled.root === root);
  if (dashboard === undefined) throw new AppError('DASHBOARD_DISABLED', { host: URL.parse(root)?.host ?? root });
  return dashboard;
}

type Opened = Pick<ActivityView, 'via' | 'cloudOrHost'> &
  ({ outcome: 'opened' | 'result-unknown'; tabId: number } | { outcome: 'failed'; error: unknown });

const openConsole = (deps: Deps, request: OpenRequest) =>
  deps.openOnce(request.requestId, () => openAndStore(deps, request));

async function openAndStore(deps: Deps, request: OpenRequest): Promise<{ tabId: number }> {
  const { dashboard, page, server, tab } = request;
  const isStored = tab.cookieJar !== 'private';
  const opened = await openWithToken(deps, request);
  const { via, cloudOrHost } = opened;
  const serverName = server.name;
  if (opened.outcome === 'failed') {
    if (isStored) await addActivity({ via, cloudOrHost, serverName, outcome: toProblem(opened.error).code });
    throw opened.error;
  }
  const { tabId, outcome } = opened;
  const last = {
    from: 'dashboard',
    root: dashboard.root,
    page,
    serverId: server.id,
    serverName,
    blocked: false,
  } as const;
  if (isStored) await Promise.all([lastConsole.put(last), addActivity({ via, cloudOrHost, serverName, outcome })]);
  return { tabId };
}

const addActivity = (entry: Omit<ActivityView, 'at'>) => activity.add(entry).catch(() => undefined);

async function openWithToken({ client, tokens }: Deps, request: OpenRequest): Promise<Opened> {
  const { dashboard, server, tab } = request;
  const query = {
    serverId: server.id,
    serverName: server.name,
    checkStatus: server.checkStatus,
    mayStore: tab.cookieJar !== 'private',
    budget: createBudget(CONSOLE_LIMITS),
  };
  const got = await tokens.use(request, (token) => getConsole(client, token, query));
  const { host } = new URL(dashboard.root);
  if (got.kind === 'failed') return { ...got.origin, outcome: 'failed', error: got.error };
  if (got.kind === 'unavailable') {
    if (mayRedirect(got)) return openWithRedirect(client, request, host);
    return { via: 'none', cloudOrHost: host, outcome: 'failed', error: unavailableError(got.reason, host) };
  }
  try {
    const [tabId] = await Promise.all([
      choosePresenter().show(got.value, showRequestOf(request)),
      query.mayStore && noteConsole(got.value.url),
    ]);
    return { ...got.origin, outcome: 'opened', tabId };
  } catch (error) {
    return { ...got.origin, outcome: 'failed', error };
  }
}

async function openWithRedirect(client: Client, request: OpenRequest, host: string): Promise<Opened> {
  const by = { via: 'redirect', cloudOrHost: host } as const;
  try {
    const { tabId, isConsole } = await openByRedirect(client, request);
    return { ...by, outcome: isConsole ? 'opened' : 'result-unknown', tabId };
  } catch (error) {
    return { ...by, outcome: 'failed', error };
  }
}

function unavailableError(reason: TokenUnavailableReason, host: string): AppError {
  return reason === 'container'
    ? new AppError('DASHBOARD_OTHER_SESSION')
    : new AppError('DASHBOARD_NEEDS_CLOUD', { host });
}
