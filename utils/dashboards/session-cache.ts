import type { Client } from '@/utils/openstack/client';
import type { DashboardSession } from './driver';
import { driverOf } from './kinds';
import type { Dashboard } from './store';

/** Sessions read from dashboards: in this worker's memory only. */
export interface DashboardSessionCache {
  /** what was read last; to be used beside a call of `isCurrent` only */
  cached(root: string): DashboardSession | null;
  /** `read` would join a reading that began earlier */
  isReading(root: string): boolean;
  /**
   * Reads the session of the user who is logged in, once for all who call at the same time.
   * @returns null where none is handed out. Throws as the driver; then nothing is cached.
   */
  read(dashboard: Dashboard): Promise<DashboardSession | null>;
  /**
   * @returns whether the user is still logged in with this token, in the same project and region. Throws as the driver.
   * What was cached is removed unless it is true.
   */
  isCurrent(dashboard: Dashboard, session: DashboardSession): Promise<boolean>;
  invalidate(root: string): void;
}

export function createDashboardSessionCache(client: Client): DashboardSessionCache {
  const sessions = new Map<string, DashboardSession>();
  const readings = new Map<string, Promise<DashboardSession | null>>();

  async function read({ root, kind }: Dashboard): Promise<DashboardSession | null> {
    const { session } = driverOf(kind);
    return session === undefined ? null : session.read(client, root);
  }

  /** unless `invalidate` was called since */
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
        // Horizon keeps the token where only the region is switched.
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
