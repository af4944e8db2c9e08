import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { AppError } from '@/utils/problems/app-error';
import type { DashboardLogin } from './driver';

/** False in a private window or a container, whose page is of another login than the one that the background sees. */
export function isSameUser(login: DashboardLogin, page: DashboardPage): boolean {
  return isSame(login.userName, page.userName);
}

/** As far as both are known. */
export function isSame(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

/** Without the name: it may be that of another window, which the page must not learn. */
export function otherUser(cause?: unknown): AppError {
  return new AppError('DASHBOARD_OTHER_USER', {}, cause);
}

/** @returns that user or project of the login are not those of the page any more; null: they are. */
export function projectChange(login: DashboardLogin, page: DashboardPage, cause: unknown): AppError | null {
  if (!isSameUser(login, page)) return otherUser(cause);
  const { projectName } = login;
  if (projectName === null || isSame(projectName, page.projectName)) return null;
  return new AppError('DASHBOARD_SWITCHED', { projectName }, cause);
}

/** @returns that the region was switched since the page was loaded; a page shows its region where there are several. */
export function regionChange({ region }: DashboardLogin, page: DashboardPage, cause: unknown): AppError | null {
  if (region === null || isSame(region, page.regionName)) return null;
  return new AppError('DASHBOARD_REGION_SWITCHED', { regionName: region }, cause);
}
