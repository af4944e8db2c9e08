import { consoleTabs } from '@/utils/consoles/console-tabs';
import type { DashboardPage, DashboardServer, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { Dashboard } from './store';

/** A page of a dashboard that somebody looks at. */
export interface PageContext {
  dashboard: Dashboard;
  page: DashboardPage;
  /** where the page is, or was */
  tab: DashboardTab;
}

/** One wish to open a console from there. */
export interface OpenRequest extends PageContext {
  server: DashboardServer;
  requestId: string;
  /** `same`: in the tab that still shows this console, where there is one */
  into: 'new' | 'same';
}

/** Of a page that is, or was, in a normal window. */
export const NORMAL_TAB: DashboardTab = { windowId: null, cookies: 'normal' };

/** Opens an address for a wish. @returns the tab's id. Rejects where its private window was closed: no other will do. */
export function present(url: string, { dashboard, server, requestId, tab, into }: OpenRequest): Promise<number> {
  // Of a private window nothing is kept but that this request was done.
  if (tab.cookies === 'private') return consoleTabs.openPrivately(url, requestId, tab.windowId);
  return consoleTabs.present(url, `${dashboard.root} ${server.id}`, requestId, into, tab.windowId);
}

/** As `present`, and waits for where that leads. @returns the address that the tab shows then; null where nobody tells. */
export async function follow(
  url: string,
  { dashboard, server, requestId, tab, into }: OpenRequest,
): Promise<{ tabId: number; shown: string | null }> {
  if (tab.cookies !== 'private')
    return consoleTabs.follow(url, `${dashboard.root} ${server.id}`, requestId, into, tab.windowId);
  const tabId = await consoleTabs.openPrivately(url, requestId, tab.windowId);
  return { tabId, shown: await consoleTabs.waitForLanding(tabId, null) };
}
