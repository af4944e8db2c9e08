import { consoleTabs } from '@/utils/consoles/console-tabs';
import { computeAccess, freshUrl } from '@/utils/consoles/fresh-url';
import { viewerUrl } from '@/utils/consoles/viewer-url';
import { activity } from '@/utils/memory/activity';
import { lastConsole } from '@/utils/memory/last-console';
import type { DashboardPage, DashboardServer } from '@/utils/messaging/dashboard';
import type { ActivityView, ConsoleObstacle, LastConsoleView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { showServer } from '@/utils/openstack/compute/servers';
import { AppError, isOpenStackError, toProblem } from '@/utils/problems';
import type { Borrowed } from './borrowed';
import type { Grants, Source } from './grants';
import { inParallel } from './in-parallel';
import { KINDS } from './kinds';
import { type Dashboard, listDashboards, noteOfDashboard } from './store';

/** The use case of the button in a dashboard's pages. */
export interface DashboardConsoles {
  /**
   * Opens the console of a server that a page shows, in a new tab. Asked again with the same `requestId`, it does
   * nothing where the first try opened it.
   * @throws as `Grants.use` and `freshUrl`.
   */
  open(
    dashboard: Dashboard,
    page: DashboardPage,
    server: DashboardServer,
    requestId: string,
  ): Promise<{ tabId: number }>;
  /**
   * As `open`, for a page that said so before and need not be there any more.
   * @throws AppError DASHBOARD_DISABLED, and as `open`.
   */
  openWanted(root: string, page: DashboardPage, server: DashboardServer, requestId: string): Promise<{ tabId: number }>;
  /**
   * Opens one again that was opened so before, in its tab where that still shows it.
   * @throws AppError DASHBOARD_DISABLED, and as `open`.
   */
  reopen(last: LastFromDashboard, requestId: string): Promise<{ tabId: number }>;
  /** @returns for each of these servers that can have no console why; nothing where nobody can tell. Never throws. */
  obstacles(dashboard: Dashboard, page: DashboardPage, ids: string[]): Promise<Record<string, ConsoleObstacle>>;
  /** Makes ready what a click will need. Never throws. */
  prepare(dashboard: Dashboard): Promise<void>;
}

type LastFromDashboard = Extract<LastConsoleView, { from: 'dashboard' }>;

type ActivitySource = Pick<ActivityView, 'via' | 'where'>;

/** One wish to open a console. */
interface Wish {
  dashboard: Dashboard;
  page: DashboardPage;
  server: DashboardServer;
  requestId: string;
  tab: 'new' | 'same';
}

async function enabled(root: string): Promise<Dashboard> {
  const dashboard = (await listDashboards()).find((known) => known.root === root);
  if (dashboard === undefined) throw new AppError('DASHBOARD_DISABLED', { host: URL.parse(root)?.host ?? root });
  return dashboard;
}

interface Deps {
  client: Client;
  grants: Grants;
  borrowed: Borrowed;
}

/** How many servers are looked at, and how many at a time. */
const MOST = 200;
const AT_ONCE = 4;

function targetOf({ dashboard, server }: Wish): string {
  return `${dashboard.root} ${server.id}`;
}

export function createDashboardConsoles({ client, grants, borrowed }: Deps): DashboardConsoles {
  /** @param tell told the source of each token that is tried. @returns the tab; null where there is no token to use. */
  async function openDirectly(wish: Wish, tell: (source: Source) => void): Promise<number | null> {
    const { dashboard, page, server, requestId, tab } = wish;
    const { id: serverId, name: serverName, check } = server;
    const url = await grants.use(dashboard, page, (grant, source) => {
      tell(source);
      return freshUrl(client, grant, { serverId, serverName, check });
    });
    return url === null ? null : consoleTabs.present(viewerUrl(url), targetOf(wish), requestId, tab);
  }

  /** The dashboard's own way, where it keeps its token to itself or the browser cannot talk to Nova; null: it has none. */
  async function openByRedirect(wish: Wish): Promise<number | null> {
    const { dashboard, page, server, requestId, tab } = wish;
    const url = await KINDS[dashboard.kind].redirectUrl?.(client, dashboard, page, server.id);
    return url === undefined ? null : consoleTabs.present(url, targetOf(wish), requestId, tab);
  }

  async function open(wish: Wish): Promise<{ tabId: number }> {
    const { dashboard, page, server, requestId } = wish;
    const before = await consoleTabs.openedBy(requestId);
    if (before !== null) return { tabId: before };
    let source: ActivitySource = { via: 'dashboard', where: new URL(dashboard.root).host };
    const note = (outcome: ActivityView['outcome']) =>
      activity.add({ ...source, serverName: server.name, outcome }).catch(() => undefined);
    try {
      let reason: unknown;
      let tabId = await openDirectly(wish, (tried) => {
        source = tried;
      }).catch(async (error: unknown) => {
        if (!(await isOutOfReach(error, dashboard))) throw error;
        reason = error;
        return null;
      });
      if (tabId === null) {
        tabId = await openByRedirect(wish);
        if (tabId === null)
          throw reason ?? new AppError('DASHBOARD_NEEDS_CLOUD', { host: new URL(dashboard.root).host });
        source = { via: 'redirect', where: new URL(dashboard.root).host };
      }
      const { id: serverId, name: serverName } = server;
      const last = { from: 'dashboard', root: dashboard.root, page, serverId, serverName, blocked: false } as const;
      await Promise.all([lastConsole.put(last), note('opened')]);
      return { tabId };
    } catch (error) {
      await note(toProblem(error).code);
      throw error;
    }
  }

  /** Whether the browser cannot talk to Nova, where Horizon's server still may; which host to allow is remembered. */
  async function isOutOfReach(error: unknown, dashboard: Dashboard): Promise<boolean> {
    if (isOpenStackError(error, 'NETWORK')) return error.facts.service === 'compute';
    if (!isOpenStackError(error, 'HOST_PERMISSION_MISSING')) return false;
    if (error.facts.origins?.length) await noteOfDashboard(dashboard.root, { compute: error.facts.origins });
    return true;
  }

  return {
    open: (dashboard, page, server, requestId) => open({ dashboard, page, server, requestId, tab: 'new' }),

    async openWanted(root, page, server, requestId) {
      return open({ dashboard: await enabled(root), page, server, requestId, tab: 'new' });
    },

    async reopen({ root, page, serverId, serverName }, requestId) {
      const dashboard = await enabled(root);
      const server = { id: serverId, name: serverName, check: true };
      return open({ dashboard, page, server, requestId, tab: 'same' });
    },

    async obstacles(dashboard, page, ids) {
      const found: Record<string, ConsoleObstacle> = {};
      await grants
        .use(dashboard, page, async (grant) => {
          const access = await computeAccess(grant);
          await inParallel(AT_ONCE, ids.slice(0, MOST), async (id) => {
            const server = await showServer(client, access, id).catch((error: unknown) => {
              if (isOpenStackError(error, 'TOKEN_INVALID')) throw error;
              return null;
            });
            const obstacle = server === null ? null : consoleObstacle(server);
            if (obstacle !== null) found[id] = obstacle;
          });
        })
        .catch(() => undefined);
      return found;
    },

    async prepare(dashboard) {
      if (borrowed.known(dashboard.root) === null) await borrowed.read(dashboard).catch(() => undefined);
    },
  };
}
