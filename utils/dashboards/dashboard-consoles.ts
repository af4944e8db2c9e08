import { consoleTabs } from '@/utils/consoles/console-tabs';
import { computeAccess, freshUrl } from '@/utils/consoles/fresh-url';
import { viewerUrl } from '@/utils/consoles/viewer-url';
import { activity } from '@/utils/memory/activity';
import { lastConsole } from '@/utils/memory/last-console';
import type { DashboardPage, DashboardServer } from '@/utils/messaging/dashboard';
import type { ConsoleObstacle, LastConsoleView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { showServer } from '@/utils/openstack/compute/servers';
import { AppError, isOpenStackError, toProblem } from '@/utils/problems';
import type { Borrowed } from './borrowed';
import type { Grants } from './grants';
import { dashboardFetch } from './horizon-session';
import { inParallel } from './in-parallel';
import { type Dashboard, listDashboards, putDashboard } from './store';

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

/** One wish to open a console. */
interface Wish {
  dashboard: Dashboard;
  page: DashboardPage;
  server: DashboardServer;
  requestId: string;
  tab: 'new' | 'same';
}

interface Deps {
  client: Client;
  grants: Grants;
  borrowed: Borrowed;
}

/** How many servers are looked at, and how many at a time. */
const MOST = 200;
const AT_ONCE = 4;

export function createDashboardConsoles({ client, grants, borrowed }: Deps): DashboardConsoles {
  async function openDirectly({ dashboard, page, server, requestId, tab }: Wish) {
    const { id: serverId, name: serverName, check } = server;
    const answer = await grants.use(dashboard, page, async (grant, { via }) => ({
      via,
      url: await freshUrl(client, grant, { serverId, serverName, check }),
    }));
    if (answer === null) return null;
    const [tabId] = await Promise.all([
      consoleTabs.present(viewerUrl(answer.url), `${dashboard.root} ${serverId}`, requestId, tab),
      lastConsole.put({ from: 'dashboard', root: dashboard.root, page, serverId, serverName, blocked: false }),
    ]);
    return { tabId, via: answer.via };
  }

  /** Horizon's own way, where it keeps its token to itself or the browser may not talk to Nova. */
  async function openByRedirect({ dashboard, page, server, requestId }: Wish) {
    const own = `${dashboard.root}${page.panel}/instances/${encodeURIComponent(server.id)}`;
    const tabId = await consoleTabs.open(
      `${own}/${await redirectOf(dashboard, page, own)}`,
      `${dashboard.root} ${server.id}`,
      requestId,
    );
    return { tabId, via: 'redirect' as const };
  }

  /**
   * `auto_console` knows which type the operator offers, but came with Pike and is not in the admin panel
   * (openstack_dashboard/dashboards/project/instances/urls.py, admin/instances/urls.py).
   */
  async function redirectOf(dashboard: Dashboard, page: DashboardPage, own: string): Promise<'auto_console' | 'vnc'> {
    if (page.panel === 'admin') return 'vnc';
    if (dashboard.redirect !== undefined) return dashboard.redirect;
    const { type } = await dashboardFetch(client, `${own}/auto_console`, {}, 'manual');
    const redirect = type === 'opaqueredirect' ? 'auto_console' : 'vnc';
    await putDashboard({ ...dashboard, redirect });
    return redirect;
  }

  async function open(wish: Wish): Promise<{ tabId: number }> {
    const { dashboard, server, requestId } = wish;
    const before = await consoleTabs.openedBy(requestId);
    if (before !== null) return { tabId: before };
    const note = { where: new URL(dashboard.root).host, serverName: server.name };
    try {
      const direct = await openDirectly(wish).catch((error: unknown) => {
        if (isOpenStackError(error, 'HOST_PERMISSION_MISSING')) return null;
        throw error;
      });
      const { tabId, via } = direct ?? (await openByRedirect(wish));
      await activity.add({ ...note, via, outcome: 'opened' });
      return { tabId };
    } catch (error) {
      await activity.add({ ...note, via: 'dashboard', outcome: toProblem(error).code });
      throw error;
    }
  }

  return {
    open: (dashboard, page, server, requestId) => open({ dashboard, page, server, requestId, tab: 'new' }),

    async reopen({ root, page, serverId, serverName }, requestId) {
      const dashboard = (await listDashboards()).find((known) => known.root === root);
      if (dashboard === undefined) throw new AppError('DASHBOARD_DISABLED', { host: new URL(root).host });
      const server = { id: serverId, name: serverName, check: false };
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

    async prepare({ root }) {
      if (borrowed.known(root) === null) await borrowed.read(root).catch(() => undefined);
    },
  };
}
