import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { AppError } from '@/utils/problems/app-error';

/** Who is logged in to a dashboard, in which project and region; null where it does not say. */
export interface Login {
  userName: string | null;
  projectName: string | null;
  region: string | null;
}

/** In a private window or a container the page is of another login than the one that the background sees. */
export function isSameUser(login: Login, page: DashboardPage): boolean {
  return isSame(login.userName, page.userName);
}

/** As far as both tell. */
export function isSame(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

/** Without the name: it may be that of another window, which the page's has no business to know. */
export function otherUser(cause?: unknown): AppError {
  return new AppError('DASHBOARD_OTHER_USER', {}, cause);
}

/** @returns what happened to the login since a page was loaded that a server was on which is not there now; null: nothing. */
export function moved(login: Login, page: DashboardPage, cause: unknown): AppError | null {
  if (!isSameUser(login, page)) return otherUser(cause);
  const { projectName } = login;
  if (projectName === null || isSame(projectName, page.projectName)) return null;
  return new AppError('DASHBOARD_SWITCHED', { projectName }, cause);
}

/** @returns that the region was switched since a page was loaded, where that shows one: it does where there are several. */
export function regionMoved({ region }: Login, page: DashboardPage, cause: unknown): AppError | null {
  if (region === null || isSame(region, page.regionName)) return null;
  return new AppError('DASHBOARD_REGION_SWITCHED', { regionName: region }, cause);
}
