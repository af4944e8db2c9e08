import { browser } from '@/utils/browser';
import { hasAccess, patternsWithoutAccess } from '@/utils/clouds/host-access';
import { matchPattern } from '@/utils/clouds/host-patterns';
import { isInside } from '@/utils/dashboards/address';
import { listDashboards } from '@/utils/dashboards/store';
import type { DashboardKind } from '@/utils/messaging/dashboard-kinds';
import { tabOf } from '@/utils/messaging/sender';
import type { CurrentDashboard } from '@/utils/messaging/views';
import { listClouds } from '@/utils/storage/clouds';

/** The dashboard in the active tab; null: none, or no access to the tab. */
export async function currentDashboard(): Promise<CurrentDashboard | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const found = tab?.id === undefined ? null : await recogniseDashboard(tab.id);
  if (found === null) return null;
  const { root, kind } = found;
  const [dashboards, clouds, granted] = await Promise.all([
    listDashboards(),
    listClouds(),
    hasAccess(matchPattern(root) ?? ''),
  ]);
  const isCloudSaved = clouds.some(({ dashboardUrl }) => isInside(dashboardUrl, root));
  const storedDashboard = dashboards.find((dashboard) => dashboard.root === root);
  const enabled = granted && storedDashboard !== undefined;
  return {
    root,
    kind,
    enabled,
    isCloudSaved,
    hasNormalCookies: tabOf({ tab }).cookieJar === 'normal',
    missingAccess: enabled ? await patternsWithoutAccess(storedDashboard.compute ?? []) : [],
  };
}

async function recogniseDashboard(tabId: number): Promise<{ root: string; kind: DashboardKind } | null> {
  try {
    const [frame] = await browser.scripting.executeScript({ target: { tabId }, files: ['/recognise.js'] });
    return (frame?.result as { root: string; kind: DashboardKind } | null | undefined) ?? null;
  } catch {
    return null; // no access, such as to the browser's own pages
  }
}
