import { originPattern } from '@/utils/clouds/hosts';
import { hasAccess } from '@/utils/clouds/permissions';
import { lastConsole } from '@/utils/memory/last-console';
import type { DashboardKind } from '@/utils/messaging/dashboard';
import type { ApiAccess, DashboardView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems';
import type { Borrowed } from './borrowed';
import { dashboardFetch } from './horizon-session';
import { KINDS } from './kinds';
import { dashboardAddress, dashboardRoot } from './root';
import { registerScripts, startInOpenTabs } from './scripts';
import { addDashboard, type Dashboard, listDashboards, removeDashboard } from './store';

/** Which dashboards have the button. */
export interface Dashboards {
  list(): Promise<DashboardView[]>;
  /**
   * Puts the button into a dashboard's pages, those in open tabs too.
   *
   * @param url any address of it, or what a person typed for it.
   * @param found the kind that a tab was seen to show: it needs no looking for. Null: it does.
   * @throws AppError DASHBOARD_NOT_FOUND; OpenStackError HOST_PERMISSION_MISSING, NETWORK, TIMEOUT.
   */
  enable(url: string, found: DashboardKind | null): Promise<DashboardView>;
  /**
   * What a dashboard tells about signing in to its cloud.
   * @throws AppError DASHBOARD_WITHHOLDS, and as `readApiAccess`.
   */
  apiAccess(root: string): Promise<ApiAccess>;
  /** Takes the button out of pages that are loaded from now on; an open one is told at its next click. */
  disable(root: string): Promise<void>;
  /** Brings the browser's registrations in line with what is stored and granted; to be done at every start. */
  restore(options: Restoring): Promise<void>;
  /** The person allowed these match patterns: the dashboards on them have the button again. */
  granted(origins: string[]): Promise<void>;
}

export interface Restoring {
  /** in which tabs that are open already the script starts: of all dashboards, of those with these roots */
  openTabs: 'all' | 'none' | string[];
}

export function createDashboards(client: Client, borrowed: Pick<Borrowed, 'drop'>): Dashboards {
  const view = async ({ root, kind, compute = [] }: Dashboard): Promise<DashboardView> => {
    const origin = originPattern(root) ?? '';
    const missing: string[] = [];
    for (const pattern of compute) if (!(await hasAccess(pattern))) missing.push(pattern);
    return { root, kind, origin, granted: await hasAccess(origin), missing };
  };

  async function usable(): Promise<Dashboard[]> {
    const all = await listDashboards();
    const granted = await Promise.all(all.map(({ root }) => hasAccess(originPattern(root) ?? '')));
    for (const [index, { root }] of all.entries()) if (!granted[index]) borrowed.drop(root);
    return all.filter((_, index) => granted[index]);
  }

  async function restore({ openTabs }: Restoring): Promise<void> {
    await registerScripts(usable);
    if (openTabs === 'none') return;
    const started = (await usable()).filter(({ root }) => openTabs === 'all' || openTabs.includes(root));
    await startInOpenTabs(started);
  }

  /** Follows the dashboard's own redirect to its login or first page, which tells where it lives. */
  async function findRoot(typed: string): Promise<string> {
    const address = dashboardAddress(typed);
    if (address === null) throw new AppError('DASHBOARD_NOT_FOUND');
    const answer = await dashboardFetch(client, address);
    const final = dashboardRoot(answer.url || address);
    const looksLikeIt = answer.ok && isHorizon(await answer.text());
    if (!looksLikeIt || final === null) throw new AppError('DASHBOARD_NOT_FOUND', { host: new URL(address).host });
    const origin = originPattern(final);
    if (origin !== null && !(await hasAccess(origin)))
      throw new OpenStackError('HOST_PERMISSION_MISSING', { host: new URL(final).host, origins: [origin] });
    return final;
  }

  return {
    list: async () => Promise.all((await listDashboards()).map(view)),
    async enable(url, found) {
      const root = found === null ? await findRoot(url) : dashboardAddress(url);
      if (root === null) throw new AppError('DASHBOARD_NOT_FOUND');
      const origin = originPattern(root);
      if (origin === null || !(await hasAccess(origin)))
        throw new OpenStackError('HOST_PERMISSION_MISSING', { host: new URL(root).host, origins: [origin ?? ''] });
      const dashboard = await addDashboard({ root, kind: found ?? 'horizon' });
      await restore({ openTabs: [root] });
      return view(dashboard);
    },
    async apiAccess(root) {
      const { kind } = (await listDashboards()).find((known) => known.root === root) ?? { kind: 'horizon' };
      const told = await KINDS[kind].apiAccess?.(client, root);
      if (told === undefined) throw new AppError('DASHBOARD_WITHHOLDS', { host: new URL(root).host });
      return told;
    },
    async disable(root) {
      await removeDashboard(root);
      borrowed.drop(root);
      await lastConsole.forget(root);
      await restore({ openTabs: 'none' });
    },
    restore,
    async granted(origins) {
      const again = (await listDashboards()).filter(({ root }) => origins.includes(originPattern(root) ?? ''));
      if (again.length > 0) await restore({ openTabs: again.map(({ root }) => root) });
    },
  };
}

/** Its Angular application (openstack_dashboard/templates/base.html). */
function isHorizon(html: string): boolean {
  return /ng-app=["']horizon\.app["']/.test(html);
}
