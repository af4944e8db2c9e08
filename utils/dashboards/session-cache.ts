import type { Client } from '@/utils/openstack/client';
import type { DashboardSession } from './driver';
import { driverOf } from './kinds';
import type { Dashboard } from './store';

/** In this worker's memory only. */
export interface DashboardSessionCache {
  /** only beside a call of `isCurrent` */
  cached(root: string): DashboardSession | null;
  isReading(root: string): boolean;
  /**
   * Once for all concurrent calls.
   * @returns null: withheld. Throws as the driver; then nothing is cached.
   */
  read(dashboard: Dashboard): Promise<DashboardSession | null>;
  /** @returns whether token, project and region are the same; else the cache is cleared. Throws as the driver. */
  isCurrent(dashboard: Dashboard, session: DashboardSession): Promise<boolean>;
  invalidate(root: string): void;
}

/** Keeps one session for each root. */
export function createDashboardSessionCache(client: Client): DashboardSessionCache {
  const sessions = new Map<string, DashboardSession>();
  const readings = new Map<string, Promise<DashboardSession | null>>();

  async function read({ root, kind }: Dashboard): Promise<DashboardSession | null> {
    const { session } = driverOf(kind);
    return session === undefined ? null : session.read(client, root);
  }

  function begin(dashboard: Dashboard): Promise<DashboardSession | null> {
    const { root } = dashboard;
    const finish = (session: DashboardSession | null) => {
      if (readings.get(root) !== reading) return;
      readings.delete(root);
      if (session === null) sessions.delete(root);
      else sessions.set(root, session);
    };
    const reading: Promise<DashboardSession | null> = read(dashboard).then(
      (session) => {
        finish(session);
        return session;
      },
      (error: unknown) => {
        finish(null);
        throw error;
      },
    );
    readings.set(root, reading);
    return reading;
  }

  return {
    cached: (root) => sessions.get(root) ?? null,
    isReading: (root) => readings.has(root),
    read: (dashboard) => readings.get(dashboard.root) ?? begin(dashboard),
    async isCurrent({ root, kind }, session) {
      try {
        const now = await driverOf(kind).session?.user(client, root);
        // Horizon keeps the token when the region is switched.
        if (now?.token === session.token && now.region === session.region) return true;
      } catch (error) {
        sessions.delete(root);
        throw error;
      }
      sessions.delete(root);
      return false;
    },
    invalidate(root) {
      readings.delete(root);
      sessions.delete(root);
    },
  };
}
