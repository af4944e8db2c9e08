import { originPattern } from '@/utils/clouds/hosts';
import { hasAccess } from '@/utils/clouds/permissions';
import { lastConsole } from '@/utils/memory/last-console';
import type { DashboardView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { AppError } from '@/utils/problems';
import { dashboardFetch } from './horizon-session';
import { dashboardAddress, dashboardRoot } from './root';
import { registerScripts, startInOpenTabs } from './scripts';
import { type Dashboard, listDashboards, putDashboard, removeDashboard } from './store';

/** Which dashboards have the button. */
export interface Dashboards {
  list(): Promise<DashboardView[]>;
  /**
   * Puts the button into a dashboard's pages, those in open tabs too.
   *
   * @param url any address of it, or what a person typed for it.
   * @param found a tab was seen to show it: it needs no looking for.
   * @throws AppError DASHBOARD_NOT_FOUND; OpenStackError HOST_PERMISSION_MISSING, NETWORK, TIMEOUT.
   */
  enable(url: string, found: boolean): Promise<DashboardView>;
  /** Takes the button out of pages that are loaded from now on, and lets go of the dashboard. */
  disable(root: string): Promise<void>;
  /** Brings the browser's registrations in line with what is stored and granted; to be done at every start. */
  restore(options: { openTabs: boolean }): Promise<void>;
}

export function createDashboards(client: Client): Dashboards {
  const view = async ({ root }: Dashboard): Promise<DashboardView> => {
    const origin = originPattern(root) ?? '';
    return { root, origin, granted: await hasAccess(origin) };
  };

  async function restore({ openTabs }: { openTabs: boolean }): Promise<void> {
    const all = await listDashboards();
    const granted = await Promise.all(all.map(async (dashboard) => (await view(dashboard)).granted));
    const usable = all.filter((_, index) => granted[index]);
    await registerScripts(usable);
    if (openTabs) await startInOpenTabs(usable);
  }

  /** Follows the dashboard's own redirect to its login or first page, which tells where it lives. */
  async function findRoot(typed: string): Promise<string> {
    const address = dashboardAddress(typed);
    if (address === null) throw new AppError('DASHBOARD_NOT_FOUND');
    const answer = await dashboardFetch(client, address);
    const final = dashboardRoot(answer.url || address);
    const looksLikeIt = answer.ok && isDashboard(await answer.text());
    if (!looksLikeIt || final === null) throw new AppError('DASHBOARD_NOT_FOUND', { host: new URL(address).host });
    const origin = originPattern(final);
    if (origin !== null && !(await hasAccess(origin)))
      throw new OpenStackError('HOST_PERMISSION_MISSING', { host: new URL(final).host, origins: [origin] });
    return final;
  }

  return {
    list: async () => Promise.all((await listDashboards()).map(view)),
    async enable(url, found) {
      const root = found ? dashboardRoot(url) : await findRoot(url);
      if (root === null) throw new AppError('DASHBOARD_NOT_FOUND');
      const origin = originPattern(root);
      if (origin === null || !(await hasAccess(origin)))
        throw new OpenStackError('HOST_PERMISSION_MISSING', { host: new URL(root).host, origins: [origin ?? ''] });
      const known = (await listDashboards()).find((dashboard) => dashboard.root === root);
      await putDashboard(known ?? { root });
      await restore({ openTabs: true });
      return view({ root });
    },
    async disable(root) {
      await removeDashboard(root);
      await lastConsole.forget(root);
      await restore({ openTabs: false });
    },
    restore,
  };
}

/** Horizon's Angular application, or Skyline's first script (openstack_dashboard/templates/base.html; skyline-console). */
function isDashboard(html: string): boolean {
  return /ng-app=["']horizon\.app["']/.test(html) || /<title>[^<]*\bSkyline\b/i.test(html);
}
