import { createMutex } from '@/utils/async';
import type { DashboardRequestName } from './dashboard-requests';

/** Running and waiting in one tab: a compromised page must not flood a cloud. */
const MAX_UNANSWERED: Record<DashboardRequestName, number> = {
  dashboardCheck: 2,
  dashboardObstacles: 4,
  dashboardCacheSession: 1,
  dashboardOpen: 5,
  dashboardOpenSettings: 1,
};

/** Each causes up to 100 requests to Nova. */
const ONE_AT_A_TIME = new Set<DashboardRequestName>(['dashboardObstacles']);

interface TabQueue {
  count: number;
  withLock: ReturnType<typeof createMutex>;
}

/** For all tabs of one origin: a page may provoke clicks. A restarted browser loads many tabs at once. */
const RATES: Record<DashboardRequestName, Rate> = {
  dashboardCheck: { burst: 300, everyMs: 100 },
  dashboardObstacles: { burst: 60, everyMs: 500 },
  dashboardCacheSession: { burst: 30, everyMs: 2_000 },
  dashboardOpen: { burst: 15, everyMs: 1_000 },
  dashboardOpenSettings: { burst: 3, everyMs: 10_000 },
};

/** Without a click, for all tabs of one origin. A list has 20 rows by default, 100 at most, each asked about once. */
const UNCLICKED_RATE: Rate = { burst: 200, everyMs: 500 };

/** The page of a content script. */
export interface Requester {
  tabId: number;
  origin: string;
}

/** Counts a request of an origin. @returns false where the rate is exceeded */
export type IsWithinRate = (origin: string) => boolean;

function createBuckets(rate: Rate, now: () => number): IsWithinRate {
  const buckets = new Map<string, () => boolean>();
  return (origin) => {
    const take = buckets.get(origin) ?? createBucket(rate, now);
    buckets.set(origin, take);
    return take();
  };
}

/** For each request about a server that no user clicked. `now`: ms. */
export function createUnclickedLimit(now: () => number = Date.now): IsWithinRate {
  return createBuckets(UNCLICKED_RATE, now);
}

/** For content scripts, by tab and origin. */
export interface Limits {
  /** @returns null, without running `work`, where a limit is exceeded */
  runWithin<T>(requester: Requester, name: DashboardRequestName, work: () => Promise<T>): Promise<T | null>;
}

/** `now`: ms */
export function createLimits(now: () => number = Date.now): Limits {
  const queues = new Map<string, TabQueue>();
  const rates = Object.fromEntries(
    Object.entries(RATES).map(([name, rate]) => [name, createBuckets(rate, now)]),
  ) as Record<DashboardRequestName, IsWithinRate>;
  return {
    async runWithin({ tabId, origin }, name, work) {
      const key = `${tabId} ${name}`;
      const queue = queues.get(key) ?? { count: 0, withLock: createMutex() };
      if (queue.count >= MAX_UNANSWERED[name] || !rates[name](origin)) return null;
      queue.count += 1;
      queues.set(key, queue);
      try {
        return await (ONE_AT_A_TIME.has(name) ? queue.withLock(work) : work());
      } finally {
        queue.count -= 1;
        if (queue.count === 0) queues.delete(key);
      }
    },
  };
}

/** A burst, then a steady rate. */
export interface Rate {
  /** requests at once */
  burst: number;
  /** ms for each further one */
  everyMs: number;
}

/** A token bucket; false where the rate is exceeded. `now`: ms; the clock may go back. */
export function createBucket({ burst, everyMs }: Rate, now: () => number): () => boolean {
  let tokens = burst;
  let at = now();
  return () => {
    const time = now();
    tokens = Math.min(burst, tokens + Math.max(0, time - at) / everyMs);
    at = time;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
