import { hasAccess, patternsWithoutAccess, removeAccess } from '@/utils/clouds/host-access';
import { matchPattern, matchPatterns, patternCovers } from '@/utils/clouds/host-patterns';
import { DASHBOARD_KINDS, type DashboardKind } from '@/utils/messaging/dashboard-kinds';
import type { ApiAccess, DashboardsView, DashboardView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError, toProblem } from '@/utils/problems/app-error';
import { lastConsole } from '@/utils/storage/last-console';
import { isInside, normalizeDashboardUrl } from './address';
import { type FoundDashboard, findDashboard } from './find-dashboard';
import { driverOf } from './kinds';
import { listOffers, resolveOffers, storeEnableProblem } from './offers';
import { endInOpenTabs, recheckOpenTabs, registerScripts, startInOpenTabs } from './scripts';
import type { DashboardSessionCache } from './session-cache';
import { addDashboard, type Dashboard, isDisabled, isReachable, listDashboards, removeDashboard } from './store';
import { unneededHosts } from './unneeded-hosts';

/** The enabled dashboards, and the content scripts in their pages. */
export interface Dashboards {
  /** enabled ones, and others that stored clouds name */
  list(): Promise<DashboardsView>;
  /**
   * Adds the button to a dashboard's pages, in open tabs too.
   * @param url any address of it
   * @param kind null: not detected yet
   * @throws as `findDashboard`
   */
  enable(url: string, kind: DashboardKind | null): Promise<DashboardView>;
  /** Does nothing where the user disabled it. */
  enableForCloud(url: string): void;
  /** @throws AppError DASHBOARD_NO_API_ACCESS, and as its driver */
  apiAccess(root: string): Promise<ApiAccess>;
  /** Also gives back access to hosts that nothing else needs. */
  disable(root: string): Promise<void>;
  /** when the browser or the extension starts */
  restore(options: RestoreOptions): Promise<void>;
  /** with match patterns that the user granted */
  granted(origins: string[]): Promise<void>;
  /** when the user removed an access */
  revoked(): Promise<void>;
}

/** Pages loaded later get the script in any case. */
export interface RestoreOptions {
  /** where the script starts; strings: roots */
  openTabs: 'all' | 'none' | string[];
}

type Invalidate = Pick<DashboardSessionCache, 'invalidate'>;

/** Finds, enables and disables dashboards. */
export function createDashboards(client: Client, sessionCache: Invalidate): Dashboards {
  const enabling = new Map<string, Promise<Dashboard>>();
  const restore = (options: RestoreOptions) => restoreScripts(sessionCache, options);
  const enableAt = (address: string, kind: DashboardKind | null) => enable(client, sessionCache, address, kind);

  function once(url: string, work: (address: string) => Promise<Dashboard>): Promise<Dashboard> {
    const address = normalizeDashboardUrl(url);
    if (address === null) return Promise.reject(new AppError('DASHBOARD_NOT_FOUND'));
    const promise = enabling.get(address) ?? work(address).finally(() => enabling.delete(address));
    enabling.set(address, promise);
    return promise;
  }

  async function enableForCloud(url: string): Promise<void> {
    if (await isDisabled(url)) return;
    await once(url, async (address) => {
      const enabled = (await listDashboards()).find(({ root }) => isInside(address, root));
      return enabled ?? enableAt(address, null);
    });
  }

  return {
    async list() {
      const enabled = await Promise.all((await listDashboards()).map(viewOf));
      return { enabled, offered: await listOffers((address) => enabling.has(address)) };
    },
    enable: async (url, kind) => viewOf(await once(url, (address) => enableAt(address, kind))),
    enableForCloud: (url) => void enableForCloud(url).catch(() => undefined), // the list has the problem
    apiAccess: (root) => readApiAccess(client, root),
    disable: (root) => disable(sessionCache, root),
    restore,
    async revoked() {
      await restore({ openTabs: 'none' });
      await recheckOpenTabs();
    },
    async granted(origins) {
      const again = (await listDashboards()).filter(({ root }) =>
        origins.some((origin) => patternCovers(origin, matchPattern(root) ?? '')),
      );
      if (again.length > 0) await restore({ openTabs: again.map(({ root }) => root) });
    },
  };
}

async function viewOf({ root, kind, compute = [], hasConsoles = false }: Dashboard): Promise<DashboardView> {
  const origin = matchPattern(root) ?? '';
  return {
    root,
    kind,
    origin,
    granted: await hasAccess(origin),
    missingAccess: await patternsWithoutAccess(compute),
    hasConsoles,
  };
}

async function restoreScripts(sessionCache: Invalidate, { openTabs }: RestoreOptions): Promise<void> {
  const listReachable = () => reachableDashboards(sessionCache);
  await registerScripts(listReachable);
  if (openTabs === 'none') return;
  const started = (await listReachable()).filter(({ root }) => openTabs === 'all' || openTabs.includes(root));
  await startInOpenTabs(started);
}

/** Removes the others' sessions. */
async function reachableDashboards(sessionCache: Invalidate): Promise<Dashboard[]> {
  const all = await listDashboards();
  const reachable = await Promise.all(all.map(isReachable));
  for (const [index, { root }] of all.entries()) if (!reachable[index]) sessionCache.invalidate(root);
  return all.filter((_, index) => reachable[index]);
}

async function enable(
  client: Client,
  sessionCache: Invalidate,
  address: string,
  kind: DashboardKind | null,
): Promise<Dashboard> {
  try {
    const found = kind === null ? await findDashboard(client, address) : { root: address, kind };
    const dashboard = await enableFound(sessionCache, found);
    await resolveOffers(address, dashboard);
    return dashboard;
  } catch (error) {
    await storeEnableProblem(address, toProblem(error));
    throw error;
  }
}

async function enableFound(sessionCache: Invalidate, { root, kind }: FoundDashboard): Promise<Dashboard> {
  const origin = matchPattern(root);
  if (origin === null || !(await hasAccess(origin)))
    throw new OpenStackError('HOST_PERMISSION_MISSING', { host: new URL(root).host, origins: [origin ?? ''] });
  const dashboard = await addDashboard({ root, kind });
  await restoreScripts(sessionCache, { openTabs: [root] });
  return dashboard;
}

async function disable(sessionCache: Invalidate, root: string): Promise<void> {
  const dashboard = (await listDashboards()).find((enabled) => enabled.root === root);
  await removeDashboard(root);
  sessionCache.invalidate(root);
  await lastConsole.removeFor(root);
  await restoreScripts(sessionCache, { openTabs: 'none' });
  if (dashboard === undefined) return;
  await endInOpenTabs(dashboard, await listDashboards());
  await removeAccess(await unneededHosts([...matchPatterns([root]), ...(dashboard.compute ?? [])]));
}

async function readApiAccess(client: Client, root: string): Promise<ApiAccess> {
  const enabled = (await listDashboards()).find((dashboard) => dashboard.root === root);
  const access = await driverOf(enabled?.kind ?? DASHBOARD_KINDS[0]).apiAccess?.(client, root);
  if (access === undefined) throw new AppError('DASHBOARD_NO_API_ACCESS', { host: new URL(root).host });
  return access;
}
