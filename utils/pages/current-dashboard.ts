import { browser } from '@/utils/browser';
import { hasAccess, notAllowed } from '@/utils/clouds/host-access';
import { originPattern } from '@/utils/clouds/host-patterns';
import { isInside } from '@/utils/dashboards/address';
import { listDashboards } from '@/utils/dashboards/store';
import type { DashboardKind } from '@/utils/messaging/dashboard-kinds';
import { tabOf } from '@/utils/messaging/sender';
import type { CurrentDashboard } from '@/utils/messaging/views';
import { listClouds } from '@/utils/storage/clouds';

/**
 * `activeTab` or host access allows the read.
 * @returns null: no dashboard, or no access to the tab
 */
export async function currentDashboard(): Promise<CurrentDashboard | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const seen = tab?.id === undefined ? null : await recognised(tab.id);
  if (seen === null) return null;
  const { root, kind } = seen;
  const [dashboards, clouds, granted] = await Promise.all([
    listDashboards(),
    listClouds(),
    hasAccess(originPattern(root) ?? ''),
  ]);
  const saved = clouds.some(({ dashboardUrl }) => isInside(dashboardUrl, root));
  const known = dashboards.find((dashboard) => dashboard.root === root);
  const enabled = granted && known !== undefined;
  return {
    root,
    kind,
    enabled,
    saved,
    readable: tabOf({ tab }).cookies === 'normal',
    missing: enabled ? await notAllowed(known.compute ?? []) : [],
  };
}

async function recognised(tabId: number): Promise<{ root: string; kind: DashboardKind } | null> {
  try {
    const [frame] = await browser.scripting.executeScript({ target: { tabId }, files: ['/recognise.js'] });
    return (frame?.result as { root: string; kind: DashboardKind } | null | undefined) ?? null;
  } catch {
    return null; // a page of the browser, or without access
  }
}
