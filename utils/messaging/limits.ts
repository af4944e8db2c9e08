import { createMutex } from '@/utils/async';
import type { DashboardRequestName } from './dashboard-requests';

/**
 * How many requests of each kind one tab may have running or waiting: users never need more, and a compromised page must
 * not make the background flood a cloud.
 */
const MAX_WAITING: Record<DashboardRequestName, number> = {
  dashboardCheck: 2,
  dashboardObstacles: 4,
  dashboardPrepare: 1,
  dashboardOpen: 5,
  dashboardOpenSettings: 1,
};

/** Answered one at a time for each tab: each is up to a hundred requests to Nova. */
const ONE_AT_A_TIME = new Set<DashboardRequestName>(['dashboardObstacles']);

interface Lane {
  count: number;
  withLock: ReturnType<typeof createMutex>;
}

/** How often the pages of one origin together may open a tab: a page may provoke clicks, and may be in many tabs. */
const RATES: Partial<Record<DashboardRequestName, Rate>> = {
  dashboardOpen: { most: 15, everyMs: 1_000 },
  dashboardOpenSettings: { most: 3, everyMs: 10_000 },
};

/** Which content script asks. */
export interface Asker {
  tabId: number;
  origin: string;
}

export interface Limits {
  /** Does the work unless the asker exceeds a limit. @returns null where it was not begun. */
  within<T>(asker: Asker, name: DashboardRequestName, work: () => Promise<T>): Promise<T | null>;
}

/** The limits of one worker; the next one starts with all of them unused. @param now ms */
export function createLimits(now: () => number = Date.now): Limits {
  const lanes = new Map<string, Lane>();
  const buckets = new Map<string, () => boolean>();

  function mayNow(origin: string, name: DashboardRequestName): boolean {
    const rate = RATES[name];
    if (rate === undefined) return true;
    const key = `${origin} ${name}`;
    const take = buckets.get(key) ?? createBucket(rate, now);
    buckets.set(key, take);
    return take();
  }

  return {
    async within({ tabId, origin }, name, work) {
      const key = `${tabId} ${name}`;
      const lane = lanes.get(key) ?? { count: 0, withLock: createMutex() };
      if (lane.count >= MAX_WAITING[name] || !mayNow(origin, name)) return null;
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

/** How much may be done at once, and how soon it may be done again. */
export interface Rate {
  /** in one go, by whoever has done nothing for a while */
  most: number;
  /** ms until one more may be done */
  everyMs: number;
}

/**
 * Allows bursts, and no more than a steady rate on the whole.
 *
 * @param now ms since any fixed moment; where it goes back, nothing is won or lost.
 * @returns what takes one: false where none is left.
 */
export function createBucket({ most, everyMs }: Rate, now: () => number): () => boolean {
  let left = most;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(most, left + Math.max(0, time - at) / everyMs);
    at = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
