import { browser } from '@/utils/browser';
import { originPattern } from '@/utils/clouds/hosts';
import { hasAccess } from '@/utils/clouds/permissions';
import { listClouds } from '@/utils/clouds/store';
import { dashboardRoot } from '@/utils/dashboards/root';
import { listDashboards } from '@/utils/dashboards/store';
import type { DashboardHere } from '@/utils/messaging/views';

/**
 * Looks at the tab in front, which the click that opened the popup allows (`activeTab`) or its host's access does.
 *
 * @returns null where it shows no dashboard, or where the browser lets us not look.
 */
export async function dashboardHere(): Promise<DashboardHere | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  const root = tab?.id === undefined ? null : await recognised(tab.id);
  if (root === null) return null;
  const [dashboards, clouds, granted] = await Promise.all([
    listDashboards(),
    listClouds(),
    hasAccess(originPattern(root) ?? ''),
  ]);
  const saved = clouds.some(({ dashboardUrl }) => dashboardUrl !== undefined && dashboardRoot(dashboardUrl) === root);
  return { root, enabled: granted && dashboards.some((known) => known.root === root), saved };
}

/** Runs `entrypoints/recognise.ts` in the tab. */
async function recognised(tabId: number): Promise<string | null> {
  try {
    const [frame] = await browser.scripting.executeScript({ target: { tabId }, files: ['/recognise.js'] });
    return typeof frame?.result === 'string' ? frame.result : null;
  } catch {
    return null; // a page of the browser's own, or one that we may not see
  }
}
