import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { AppError } from '@/utils/problems/app-error';
import type { DashboardLogin } from './driver';

/** False in a private window or a container: its login is not the one that the background sees. */
export function isSameUser(login: DashboardLogin, page: DashboardPage): boolean {
  return isSame(login.userName, page.userName);
}

/** as far as both are known */
export function isSame(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

/** Without the name: it may be of another window, and the page must not learn it. */
export function otherUser(cause?: unknown): AppError {
  return new AppError('DASHBOARD_OTHER_USER', {}, cause);
}

/** @returns an error where user or project are no longer those of the page. */
export function projectChange(login: DashboardLogin, page: DashboardPage, cause: unknown): AppError | null {
  if (!isSameUser(login, page)) return otherUser(cause);
  const { projectName } = login;
  if (projectName === null || isSame(projectName, page.projectName)) return null;
  return new AppError('DASHBOARD_SWITCHED', { projectName }, cause);
}

/** @returns an error where the region is no longer that of the page. */
export function regionChange({ region }: DashboardLogin, page: DashboardPage, cause: unknown): AppError | null {
  if (region === null || isSame(region, page.regionName)) return null;
  return new AppError('DASHBOARD_REGION_SWITCHED', { regionName: region }, cause);
}
