import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { AppError } from '@/utils/problems/app-error';
import type { DashboardLogin } from './driver';

/** False in a private window or container: the background sees another login. */
export function isSameUser(login: DashboardLogin, page: DashboardPage): boolean {
  return isSame(login.userName, page.userName);
}

/** Whether both are equal; an unknown value equals any. */
export function isSame(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}

/** Without the name: the page must not learn another window's user. */
export function otherUser(cause?: unknown): AppError {
  return new AppError('DASHBOARD_OTHER_USER', {}, cause);
}

/** @returns DASHBOARD_OTHER_USER or DASHBOARD_SWITCHED; null: no change is known */
export function projectChange(login: DashboardLogin, page: DashboardPage, cause: unknown): AppError | null {
  if (!isSameUser(login, page)) return otherUser(cause);
  const { projectName } = login;
  if (projectName === null || isSame(projectName, page.projectName)) return null;
  return new AppError('DASHBOARD_SWITCHED', { projectName }, cause);
}

/** @returns DASHBOARD_REGION_SWITCHED; null: no change is known */
export function regionChange({ region }: DashboardLogin, page: DashboardPage, cause: unknown): AppError | null {
  if (region === null || isSame(region, page.regionName)) return null;
  return new AppError('DASHBOARD_REGION_SWITCHED', { regionName: region }, cause);
}
