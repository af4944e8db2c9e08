import { createMutex } from '@/utils/async';
import type { DashboardRequestName } from './dashboard-requests';

/** Running or waiting in one tab: a compromised page must not flood a cloud. */
const MAX_WAITING: Record<DashboardRequestName, number> = {
  dashboardCheck: 2,
  dashboardObstacles: 4,
  dashboardCacheSession: 1,
  dashboardOpen: 5,
  dashboardOpenSettings: 1,
};

/** Each causes up to 100 requests to Nova. */
const ONE_AT_A_TIME = new Set<DashboardRequestName>(['dashboardObstacles']);

/** Running and waiting requests of one name in one tab. */
interface Lane {
  count: number;
  withLock: ReturnType<typeof createMutex>;
}

/**
 * For all tabs of one origin: a page may provoke clicks, and change as often as it likes. A restarted browser loads many
 * tabs at once; where access is removed, all of them are told to check.
 */
const RATES: Record<DashboardRequestName, Rate> = {
  dashboardCheck: { most: 300, everyMs: 100 },
  dashboardObstacles: { most: 60, everyMs: 500 },
  dashboardCacheSession: { most: 30, everyMs: 2_000 },
  dashboardOpen: { most: 15, everyMs: 1_000 },
  dashboardOpenSettings: { most: 3, everyMs: 10_000 },
};

/**
 * Requests about servers that pages cause without a click, for all tabs of one origin. Each is about a row that does not
 * prove that its server runs: of 20 rows by default, 100 at most. Rows that stay the same are not asked about again.
 */
const UNCLICKED_RATE: Rate = { most: 200, everyMs: 500 };

/** The page that a content script runs in. */
export interface Asker {
  tabId: number;
  origin: string;
}

/** @returns false where the rate is exceeded for this origin */
export type TakeForOrigin = (origin: string) => boolean;

/** One bucket for each origin. @param now ms */
function createBuckets(rate: Rate, now: () => number): TakeForOrigin {
  const buckets = new Map<string, () => boolean>();
  return (origin) => {
    const take = buckets.get(origin) ?? createBucket(rate, now);
    buckets.set(origin, take);
    return take();
  };
}

/** To be asked before each request to a cloud or dashboard about a server that no user clicked. @param now ms */
export function createUnclickedLimit(now: () => number = Date.now): TakeForOrigin {
  return createBuckets(UNCLICKED_RATE, now);
}

/** Limits the requests of content scripts, by tab and by origin. */
export interface Limits {
  /** @returns null where a limit is exceeded; `work` does not run then. */
  within<T>(asker: Asker, name: DashboardRequestName, work: () => Promise<T>): Promise<T | null>;
}

/** @param now ms */
export function createLimits(now: () => number = Date.now): Limits {
  const lanes = new Map<string, Lane>();
  const rates = Object.fromEntries(
    Object.entries(RATES).map(([name, rate]) => [name, createBuckets(rate, now)]),
  ) as Record<DashboardRequestName, TakeForOrigin>;
  return {
    async within({ tabId, origin }, name, work) {
      const key = `${tabId} ${name}`;
      const lane = lanes.get(key) ?? { count: 0, withLock: createMutex() };
      if (lane.count >= MAX_WAITING[name] || !rates[name](origin)) return null;
      lane.count += 1;
      lanes.set(key, lane);
      try {
        return await (ONE_AT_A_TIME.has(name) ? lane.withLock(work) : work());
      } finally {
        lane.count -= 1;
        if (lane.count === 0) lanes.delete(key);
      }
    },
  };
}

/** A burst, and the rate after it. */
export interface Rate {
  /** size of a burst */
  most: number;
  /** ms for each further one */
  everyMs: number;
}

/**
 * A token bucket.
 * @param now ms; the clock may go back.
 * @returns false where the rate is exceeded
 */
export function createBucket({ most, everyMs }: Rate, now: () => number): () => boolean {
  let tokens = most;
  let at = now();
  return () => {
    const time = now();
    tokens = Math.min(most, tokens + Math.max(0, time - at) / everyMs);
    at = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
