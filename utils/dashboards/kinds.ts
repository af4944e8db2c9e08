import { DASHBOARD_KINDS, type DashboardKind } from '@/utils/messaging/dashboard-kinds';
import type { DashboardDriver } from './driver';

/** collected by the build */
const files = import.meta.glob<DashboardDriver>('./*/driver.ts', { eager: true, import: 'default' });

/** The driver of a kind. */
export function driverOf(kind: DashboardKind): DashboardDriver {
  const driver = files[`./${kind}/driver.ts`];
  if (driver === undefined) throw new TypeError(`utils/dashboards/${kind}/driver.ts is missing`);
  return driver;
}

/** in the order of the list */
export const drivers = (): [kind: DashboardKind, driver: DashboardDriver][] =>
  DASHBOARD_KINDS.map((kind) => [kind, driverOf(kind)]);
