import type { ShowRequest } from '@/utils/consoles/console-tabs';
import type { DashboardPage, DashboardServer, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { Dashboard } from './store';

/** A dashboard's page that shows servers. */
export interface PageContext {
  dashboard: Dashboard;
  page: DashboardPage;
  /** where the page is, or was */
  tab: DashboardTab;
}

/** A request to open the console of a server that a page shows. */
export interface OpenRequest extends PageContext {
  server: DashboardServer;
  requestId: string;
  /** show it in the tab that still shows this console, where there is one */
  reuse: boolean;
}

/** Of a page that is, or was, in a normal window. */
export const NORMAL_TAB: DashboardTab = { windowId: null, cookies: 'normal' };

/** How the console of a request is to be shown. */
export function showRequestOf({ dashboard, server, requestId, tab, reuse }: OpenRequest): ShowRequest {
  const privacy = tab.cookies === 'private' ? 'private' : 'normal';
  return { target: `${dashboard.root} ${server.id}`, requestId, reuse, windowId: tab.windowId, privacy };
}
