import type { DashboardRequestName } from './dashboard-schemas';

/**
 * How many requests of each kind one tab may have under way. A person never needs more; a page whose process was taken
 * over could otherwise make the background ask a cloud without end.
 */
const MOST: Record<DashboardRequestName, number> = {
  dashboardObstacles: 1,
  dashboardPrepare: 1,
  dashboardOpen: 5,
  dashboardOpenSettings: 1,
};

const busy = new Map<string, number>();

/** Does the work unless this tab has too much of it under way. @returns null where it was not begun. */
export async function withinLimits<T>(
  tabId: number,
  name: DashboardRequestName,
  work: () => Promise<T>,
): Promise<T | null> {
  const key = `${tabId} ${name}`;
  const before = busy.get(key) ?? 0;
  if (before >= MOST[name]) return null;
  busy.set(key, before + 1);
  try {
    return await work();
  } finally {
    const left = (busy.get(key) ?? 1) - 1;
    if (left === 0) busy.delete(key);
    else busy.set(key, left);
  }
}
