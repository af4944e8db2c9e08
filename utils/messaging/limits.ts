import { createSerial } from '@/utils/serial';
import type { DashboardRequestName } from './dashboard-schemas';

/**
 * How many requests of each kind one tab may have under way or waiting. A person never needs more; a page whose process
 * was taken over could otherwise make the background ask a cloud without end.
 */
const MOST: Record<DashboardRequestName, number> = {
  dashboardObstacles: 4,
  dashboardPrepare: 1,
  dashboardOpen: 5,
  dashboardOpenSettings: 1,
};

/** Of these a tab has one done at a time: each is up to a hundred requests to Nova. */
const IN_TURN = new Set<DashboardRequestName>(['dashboardObstacles']);

interface Lane {
  count: number;
  inTurn: ReturnType<typeof createSerial>;
}

const lanes = new Map<string, Lane>();

/** Does the work unless this tab has too much of it under way. @returns null where it was not begun. */
export async function withinLimits<T>(
  tabId: number,
  name: DashboardRequestName,
  work: () => Promise<T>,
): Promise<T | null> {
  const key = `${tabId} ${name}`;
  const lane = lanes.get(key) ?? { count: 0, inTurn: createSerial() };
  if (lane.count >= MOST[name]) return null;
  lane.count += 1;
  lanes.set(key, lane);
  try {
    return await (IN_TURN.has(name) ? lane.inTurn(work) : work());
  } finally {
    lane.count -= 1;
    if (lane.count === 0) lanes.delete(key);
  }
}
