import type { ShowRequest } from '@/utils/consoles/console-tabs';
import type { DashboardPage, DashboardServer, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { Dashboard } from './store';

/** A page of an enabled dashboard, in its tab. */
export interface PageContext {
  dashboard: Dashboard;
  page: DashboardPage;
  tab: DashboardTab;
}

/** A page's request for a console. */
export interface OpenRequest extends PageContext {
  server: DashboardServer;
  requestId: string;
  /** use the tab that still shows it */
  reuse: boolean;
}

/** For an unknown tab. */
export const NORMAL_TAB: DashboardTab = { windowId: null, cookieJar: 'normal' };

/** The console opens in the window of the page. */
export function showRequestOf({ dashboard, server, requestId, tab, reuse }: OpenRequest): ShowRequest {
  const privacy = tab.cookieJar === 'private' ? 'private' : 'normal';
  return { target: `${dashboard.root} ${server.id}`, requestId, reuse, windowId: tab.windowId, privacy };
}
