import type { Client } from '@/utils/openstack/client';
import type { HorizonSession } from './horizon-session';
import { KINDS } from './kinds';
import type { Dashboard } from './store';

/** Sessions borrowed from dashboards; in this worker's memory and nowhere else, so they end with it at the latest. */
export interface Borrowed {
  /** @returns what was read last, or null. Whoever uses it asks meanwhile whether it is `still` so. */
  known(root: string): HorizonSession | null;
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
  still(dashboard: Dashboard, session: HorizonSession): Promise<boolean>;
  /** Nova refused it: not to be used again. */
  drop(root: string): void;
}

export function createBorrowed(client: Client): Borrowed {
  const held = new Map<string, HorizonSession>();
  const reading = new Map<string, Promise<HorizonSession | null>>();

  async function readOnce({ root, kind }: Dashboard): Promise<HorizonSession | null> {
    try {
      const session = (await KINDS[kind].session?.read(client, root)) ?? null;
      if (session === null) held.delete(root);
      else held.set(root, session);
      return session;
    } catch (error) {
      held.delete(root);
      throw error;
    } finally {
      reading.delete(root);
    }
  }

  return {
    known: (root) => held.get(root) ?? null,
    read(dashboard) {
      const promise = reading.get(dashboard.root) ?? readOnce(dashboard);
      reading.set(dashboard.root, promise);
      return promise;
    },
    async still({ root, kind }, session) {
      try {
        if ((await KINDS[kind].session?.token(client, root)) === session.token) return true;
      } catch (error) {
        held.delete(root);
        throw error;
      }
      held.delete(root);
      return false;
    },
    drop: (root) => void held.delete(root),
  };
}
