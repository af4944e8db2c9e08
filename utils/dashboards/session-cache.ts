import type { Client } from '@/utils/openstack/client';
import type { HorizonSession } from './horizon/session';
import { KINDS } from './kinds';
import type { Dashboard } from './store';

/** Sessions borrowed from dashboards; in this worker's memory and nowhere else, so they end with it at the latest. */
export interface DashboardSessionCache {
  /** @returns what was read last, or null. Whoever uses it asks meanwhile whether it is `isCurrent` so. */
  known(root: string): HorizonSession | null;
  /** Whether somebody's reading is under way: who asks now joins it, and is told what it found when it began. */
  isReading(root: string): boolean;
  /**
   * Reads the session of the person who is logged in; asked by many at once, it asks once. What was known is
   * forgotten where the session has ended.
   * @returns null where the dashboard gives none, as all of a kind may. Throws as `readHorizonSession`.
   */
  read(dashboard: Dashboard): Promise<HorizonSession | null>;
  /**
   * @returns whether the person is still logged in with this token: not after a switch of the project or a new login.
   * Throws as `readHorizonSession`; what was known is forgotten unless it is true.
   */
  isCurrent(dashboard: Dashboard, session: HorizonSession): Promise<boolean>;
  /** Nova refused it, or the dashboard was disabled: not to be used again, nor what is being read now to be kept. */
  invalidate(root: string): void;
}

/** Makes the memory of what was borrowed of dashboards' sessions: this worker's alone, never stored. */
export function createDashboardSessionCache(client: Client): DashboardSessionCache {
  const held = new Map<string, HorizonSession>();
  const reading = new Map<string, Promise<HorizonSession | null>>();

  /** How often each was dropped: what was begun before that is not kept. */
  const drops = new Map<string, number>();
  const dropsOf = (root: string) => drops.get(root) ?? 0;

  async function readOnce({ root, kind }: Dashboard): Promise<HorizonSession | null> {
    const before = dropsOf(root);
    const keep = (session: HorizonSession | null) => {
      if (dropsOf(root) !== before) return;
      reading.delete(root);
      if (session === null) held.delete(root);
      else held.set(root, session);
    };
    try {
      const session = (await KINDS[kind].session?.read(client, root)) ?? null;
      keep(session);
      return session;
    } catch (error) {
      keep(null);
      throw error;
    }
  }

  return {
    known: (root) => held.get(root) ?? null,
    isReading: (root) => reading.has(root),
    read(dashboard) {
      const promise = reading.get(dashboard.root) ?? readOnce(dashboard);
      reading.set(dashboard.root, promise);
      return promise;
    },
    async isCurrent({ root, kind }, session) {
      try {
        const now = await KINDS[kind].session?.user(client, root);
        // Horizon keeps the token where only the region is switched.
        if (now?.token === session.token && now.region === session.region) return true;
      } catch (error) {
        held.delete(root);
        throw error;
      }
      held.delete(root);
      return false;
    },
    invalidate(root) {
      drops.set(root, dropsOf(root) + 1);
      reading.delete(root);
      held.delete(root);
    },
  };
}
