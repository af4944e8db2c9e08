import { inParallel } from '@/utils/async';
import { computeAccess, consoleAddress } from '@/utils/consoles/console-address';
import { consoleTabs } from '@/utils/consoles/console-tabs';
import { viewerUrl } from '@/utils/consoles/viewer-options';
import type { DashboardPage, DashboardServer, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { ActivityView, ConsoleObstacle, LastConsoleView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { showServer } from '@/utils/openstack/compute/servers';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError, isOpenStackError, toProblem } from '@/utils/problems/app-error';
import { activity } from '@/utils/storage/activity';
import { lastConsole } from '@/utils/storage/last-console';
import { KINDS } from './kinds';
import { openByRedirect } from './open-by-redirect';
import { NORMAL_TAB, type OpenRequest, type PageContext, present } from './open-request';
import type { DashboardSessionCache } from './session-cache';
import { type Dashboard, listDashboards, noteOfDashboard } from './store';
import type { Call, TokenOrigin, TokenSources } from './token-source';

/** The use case of the button in a dashboard's pages. */
export interface DashboardConsoles {
  /**
   * Opens the console of a server that a page shows, in a new tab. Asked again with the same `requestId`, it does
   * nothing where the first try opened it. Of what a private window shows nothing is remembered.
   * @param tab where the page is; default: in a normal window.
   * @throws as `TokenSources.use`, `consoleAddress` and `openByRedirect`.
   */
  open(
    dashboard: Dashboard,
    page: DashboardPage,
    server: DashboardServer,
    requestId: string,
    tab?: DashboardTab,
  ): Promise<{ tabId: number }>;
  /**
   * As `open`, for a page that said so before and need not be there any more.
   * @throws AppError DASHBOARD_DISABLED, and as `open`.
   */
  openWanted(
    root: string,
    page: DashboardPage,
    server: DashboardServer,
    requestId: string,
    tab?: DashboardTab,
  ): Promise<{ tabId: number }>;
  /**
   * Opens one again that was opened so before, in its tab where that still shows it.
   * @throws AppError DASHBOARD_DISABLED, and as `open`.
   */
  reopen(last: LastFromDashboard, requestId: string): Promise<{ tabId: number }>;
  /** @returns for each of these servers that can have no console why; nothing where nobody can tell. Never throws. */
  obstacles(
    dashboard: Dashboard,
    page: DashboardPage,
    ids: string[],
    tab?: DashboardTab,
  ): Promise<Record<string, ConsoleObstacle>>;
  /** Makes ready what a click will need. Never throws. */
  prepare(dashboard: Dashboard, tab?: DashboardTab): Promise<void>;
}

type LastFromDashboard = Extract<LastConsoleView, { from: 'dashboard' }>;

type ActivitySource = Pick<ActivityView, 'via' | 'where'>;

async function enabled(root: string): Promise<Dashboard> {
  const dashboard = (await listDashboards()).find((known) => known.root === root);
  if (dashboard === undefined) throw new AppError('DASHBOARD_DISABLED', { host: URL.parse(root)?.host ?? root });
  return dashboard;
}

interface Deps {
  client: Client;
  tokenSources: TokenSources;
  sessionCache: DashboardSessionCache;
}

/** Failures that say nothing of the one server that was looked at. */
const SAME_FOR_ALL = new Set<string>(['TOKEN_INVALID', 'HOST_PERMISSION_MISSING', 'NETWORK', 'TIMEOUT', 'CANCELLED']);
/** How many servers are looked at at a time. */
const AT_ONCE = 4;

/** @returns what a server is doing; null where it cannot be looked at so. */
type Look = (id: string) => Promise<{ status: string; taskState: string | null } | null>;

/** Makes what opens consoles for dashboards' pages, by the first of the three ways that works. */
export function createDashboardConsoles({ client, tokenSources, sessionCache }: Deps): DashboardConsoles {
  /**
   * @param tell told the source of each token that is asked for.
   * @returns the tab; null where there is no token to use, or where it cannot be used from here.
   */
  async function openDirectly(request: OpenRequest, tell: (source: TokenOrigin) => void): Promise<number | null> {
    const { dashboard, page, server, tab } = request;
    const { id: serverId, name: serverName, check } = server;
    const wanted = { serverId, serverName, check, isKept: tab.cookies !== 'private' };
    const ask: Call<string | null> = async (scopedToken, source) => {
      try {
        return await consoleAddress(client, scopedToken, wanted);
      } catch (error) {
        // A stored cloud that cannot get there leaves it to the dashboard's session.
        if (source.via === 'cloud' || !(await isOutOfReach(error, dashboard))) throw error;
        return null;
      }
    };
    const url = await tokenSources.use({ dashboard, page, tab }, ask, tell);
    return url === null ? null : present(viewerUrl(url), request);
  }

  async function open(request: OpenRequest): Promise<{ tabId: number }> {
    const { dashboard, page, server, requestId, tab } = request;
    const isKept = tab.cookies !== 'private';
    const before = await consoleTabs.openedBy(requestId);
    if (before !== null) return { tabId: before };
    const { host } = new URL(dashboard.root);
    let source: ActivitySource = { via: 'none', where: host };
    const note = async (outcome: ActivityView['outcome']) => {
      if (isKept) await activity.add({ ...source, serverName: server.name, outcome }).catch(() => undefined);
    };
    try {
      let tabId = await openDirectly(request, (tried) => {
        source = tried;
      });
      let outcome: ActivityView['outcome'] = 'opened';
      if (tabId === null) {
        source = { via: 'redirect', where: host };
        const opened = await openByRedirect(client, request);
        tabId = opened.tabId;
        if (!opened.isSeen) outcome = 'handed-over';
      }
      const { id: serverId, name: serverName } = server;
      const last = { from: 'dashboard', root: dashboard.root, page, serverId, serverName, blocked: false } as const;
      await Promise.all([isKept && lastConsole.put(last), note(outcome)]);
      return { tabId };
    } catch (error) {
      await note(toProblem(error).code);
      throw error;
    }
  }

  /** Whether the browser cannot talk to Nova, where the dashboard's server still may; which host to allow is remembered. */
  async function isOutOfReach(error: unknown, dashboard: Dashboard): Promise<boolean> {
    if (isOpenStackError(error, 'NETWORK')) return error.facts.service === 'compute';
    if (!isOpenStackError(error, 'HOST_PERMISSION_MISSING')) return false;
    if (error.facts.origins?.length) await noteOfDashboard(dashboard.root, { compute: error.facts.origins });
    return true;
  }

  /** @throws the SERVER_NOT_FOUND of one where not a single one is there, and what is the same for all. */
  async function obstaclesBy(look: Look, ids: string[]): Promise<Record<string, ConsoleObstacle>> {
    const found: Record<string, ConsoleObstacle> = {};
    const missing: OpenStackError[] = [];
    await inParallel(AT_ONCE, ids, async (id) => {
      const server = await look(id).catch((error: unknown) => {
        if (!(error instanceof OpenStackError) || SAME_FOR_ALL.has(error.code)) throw error;
        if (error.code === 'SERVER_NOT_FOUND') missing.push(error);
        return null;
      });
      const obstacle = server === null ? null : consoleObstacle(server);
      if (obstacle !== null) found[id] = obstacle;
    });
    // One that is gone hides nothing of the others. Another project of the same name, on a stored cloud, has none of
    // them: the dashboard's session knows better.
    if (missing[0] !== undefined && missing.length === ids.length) throw missing[0];
    return found;
  }

  async function obstaclesByNova(context: PageContext, ids: string[]) {
    const ask: Call<Record<string, ConsoleObstacle> | null> = async (scopedToken, source) => {
      const access = await computeAccess(scopedToken);
      return obstaclesBy((id) => showServer(client, access, id), ids).catch(async (error: unknown) => {
        if (source.via === 'cloud' || !(await isOutOfReach(error, context.dashboard))) throw error;
        return null;
      });
    };
    // The page asks by itself, whoever looks at it.
    return tokenSources.use(context, ask, undefined, 'background');
  }

  return {
    open: (dashboard, page, server, requestId, tab = NORMAL_TAB) =>
      open({ dashboard, page, server, requestId, tab, into: 'new' }),

    async openWanted(root, page, server, requestId, tab = NORMAL_TAB) {
      return open({ dashboard: await enabled(root), page, server, requestId, tab, into: 'new' });
    },

    async reopen({ root, page, serverId, serverName }, requestId) {
      const dashboard = await enabled(root);
      const server = { id: serverId, name: serverName, check: true };
      return open({ dashboard, page, server, requestId, tab: NORMAL_TAB, into: 'same' });
    },

    async obstacles(dashboard, page, ids, tab = NORMAL_TAB) {
      const { server } = KINDS[dashboard.kind];
      try {
        const found = await obstaclesByNova({ dashboard, page, tab }, ids);
        if (found !== null || server === undefined || tab.cookies !== 'normal') return found ?? {};
        return await obstaclesBy((id) => server(client, dashboard.root, id), ids);
      } catch {
        return {}; // nobody can tell; a click will say why
      }
    },

    async prepare(dashboard, { cookies } = NORMAL_TAB) {
      if (cookies !== 'normal') return; // the session that we could read is not the page's
      if (sessionCache.known(dashboard.root) === null) await sessionCache.read(dashboard).catch(() => undefined);
    },
  };
}
