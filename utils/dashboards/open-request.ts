import type { ShowRequest } from '@/utils/consoles/console-tabs';
import type { DashboardPage, DashboardServer, DashboardTab } from '@/utils/messaging/dashboard-requests';
import type { Dashboard } from './store';

export interface PageContext {
  dashboard: Dashboard;
  page: DashboardPage;
  tab: DashboardTab;
}

export interface OpenRequest extends PageContext {
  server: DashboardServer;
  requestId: string;
  /** use the tab that still shows this console */
  reuse: boolean;
}

export const NORMAL_TAB: DashboardTab = { windowId: null, cookies: 'normal' };

export function showRequestOf({ dashboard, server, requestId, tab, reuse }: OpenRequest): ShowRequest {
  const privacy = tab.cookies === 'private' ? 'private' : 'normal';
  return { target: `${dashboard.root} ${server.id}`, requestId, reuse, windowId: tab.windowId, privacy };
}
