import { giveBackAccess, hasAccess, notAllowed } from '@/utils/clouds/host-access';
import { covers, originPattern, originPatterns } from '@/utils/clouds/host-patterns';
import { DASHBOARD_KINDS, type DashboardKind } from '@/utils/messaging/dashboard-kinds';
import type { ApiAccess, DashboardsView, DashboardView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError, toProblem } from '@/utils/problems/app-error';
import { lastConsole } from '@/utils/storage/last-console';
import { dashboardAddress, isInside } from './address';
import { type FoundDashboard, findDashboard } from './find-dashboard';
import { driverOf } from './kinds';
import { listOffers, noteEnableProblem, resolveOffers } from './offers';
import { endInOpenTabs, recheckOpenTabs, registerScripts, startInOpenTabs } from './scripts';
import type { DashboardSessionCache } from './session-cache';
import { spareHosts } from './spare-hosts';
import { addDashboard, type Dashboard, isReachable, isTurnedOff, listDashboards, removeDashboard } from './store';

/** Which dashboards have the button. */
export interface Dashboards {
  /** Those that are enabled, and those that a stored cloud names and that are not. */
  list(): Promise<DashboardsView>;
  /**
   * Puts the button into a dashboard's pages, those in open tabs too. Asked while it does so, it does it once.
   *
   * @param url any address of it, or what a person typed for it.
   * @param found the kind that a tab was seen to show: it needs no looking for. Null: it does.
   * @throws AppError DASHBOARD_NOT_FOUND, DASHBOARD_ELSEWHERE; OpenStackError HOST_PERMISSION_MISSING, NETWORK, TIMEOUT.
   */
  enable(url: string, found: DashboardKind | null): Promise<DashboardView>;
  /**
   * A cloud that was just saved names this one: it is enabled while nobody waits, unless the person turned it off before,
   * and `list` tells how that ended.
   */
  enableNamed(url: string): void;
  /**
   * What a dashboard tells about signing in to its cloud.
   * @throws AppError DASHBOARD_WITHHOLDS, and as `readApiAccess`.
   */
  apiAccess(root: string): Promise<ApiAccess>;
  /**
   * Takes the button out of all its pages, the open ones too, and gives access to its hosts back unless something else
   * needs them.
   */
  disable(root: string): Promise<void>;
  /** Brings the browser's registrations in line with what is stored and granted; to be done at every start. */
  restore(options: Restoring): Promise<void>;
  /** The person allowed these match patterns: the dashboards on them have the button again. */
  granted(origins: string[]): Promise<void>;
  /** The person took access to something back: the buttons go where it was needed, from open tabs too. */
  revoked(): Promise<void>;
}

export interface Restoring {
  /** in which tabs that are open already the script starts: of all dashboards, of those with these roots */
  openTabs: 'all' | 'none' | string[];
}

/**
 * Makes what enables and disables dashboards; `restore` has to be called once the browser or the extension was
 * started anew.
 */
export function createDashboards(client: Client, sessionCache: Pick<DashboardSessionCache, 'invalidate'>): Dashboards {
  /** what is being enabled, by its address */
  const working = new Map<string, Promise<Dashboard>>();

  const view = async ({ root, kind, compute = [] }: Dashboard): Promise<DashboardView> => {
    const origin = originPattern(root) ?? '';
    return { root, kind, origin, granted: await hasAccess(origin), missing: await notAllowed(compute) };
  };

  async function usable(): Promise<Dashboard[]> {
    const all = await listDashboards();
    const granted = await Promise.all(all.map(isReachable));
    for (const [index, { root }] of all.entries()) if (!granted[index]) sessionCache.invalidate(root);
    return all.filter((_, index) => granted[index]);
  }

  async function restore({ openTabs }: Restoring): Promise<void> {
    await registerScripts(usable);
    if (openTabs === 'none') return;
    const started = (await usable()).filter(({ root }) => openTabs === 'all' || openTabs.includes(root));
    await startInOpenTabs(started);
  }

  async function enableFound({ root, kind }: FoundDashboard): Promise<Dashboard> {
    const origin = originPattern(root);
    if (origin === null || !(await hasAccess(origin)))
      throw new OpenStackError('HOST_PERMISSION_MISSING', { host: new URL(root).host, origins: [origin ?? ''] });
    const dashboard = await addDashboard({ root, kind });
    await restore({ openTabs: [root] });
    return dashboard;
  }

  async function enableAt(address: string, kind: DashboardKind | null): Promise<Dashboard> {
    try {
      const found = kind === null ? await findDashboard(client, address) : { root: address, kind };
      const dashboard = await enableFound(found);
      await resolveOffers(address, dashboard);
      return dashboard;
    } catch (error) {
      await noteEnableProblem(address, toProblem(error));
      throw error;
    }
  }

  function once(url: string, work: (address: string) => Promise<Dashboard>): Promise<Dashboard> {
    const address = dashboardAddress(url);
    if (address === null) return Promise.reject(new AppError('DASHBOARD_NOT_FOUND'));
    const promise = working.get(address) ?? work(address).finally(() => working.delete(address));
    working.set(address, promise);
    return promise;
  }

  return {
    async list() {
      const enabled = await Promise.all((await listDashboards()).map(view));
      return { enabled, offered: await listOffers((address) => working.has(address)) };
    },
    enable: async (url, found) => view(await once(url, (address) => enableAt(address, found))),
    enableNamed(url) {
      const unlessEnabled = async (address: string) =>
        (await listDashboards()).find(({ root }) => isInside(address, root)) ?? enableAt(address, null);
      const named = async () => {
        if (!(await isTurnedOff(url))) await once(url, unlessEnabled);
      };
      void named().catch(() => undefined); // noted, and told by the list
    },
    async apiAccess(root) {
      const { kind } = (await listDashboards()).find((enabled) => enabled.root === root) ?? {
        kind: DASHBOARD_KINDS[0],
      };
      const access = await driverOf(kind).apiAccess?.(client, root);
      if (access === undefined) throw new AppError('DASHBOARD_WITHHOLDS', { host: new URL(root).host });
      return access;
    },
    async disable(root) {
      const gone = (await listDashboards()).find((known) => known.root === root);
      await removeDashboard(root);
      sessionCache.invalidate(root);
      await lastConsole.forget(root);
      await restore({ openTabs: 'none' });
      if (gone === undefined) return;
      // Before access goes: without it nobody gets into the tabs.
      await endInOpenTabs(gone, await listDashboards());
      await giveBackAccess(await spareHosts([...originPatterns([root]), ...(gone.compute ?? [])]));
    },
    restore,
    async revoked() {
      await restore({ openTabs: 'none' });
      await recheckOpenTabs();
    },
    async granted(origins) {
      const again = (await listDashboards()).filter(({ root }) =>
        origins.some((origin) => covers(origin, originPattern(root) ?? '')),
      );
      if (again.length > 0) await restore({ openTabs: again.map(({ root }) => root) });
    },
  };
}
