import type { DashboardPage } from '@/utils/messaging/dashboard';
import type { Client } from '@/utils/openstack/client';
import { type HorizonSession, readHorizonSession } from './horizon-session';

/** Older than this, it is read again: the person may have logged out or switched in another tab. */
const FRESH_MS = 60_000;

/** Sessions borrowed from dashboards; in this worker's memory and nowhere else, so they end with it. */
export interface Borrowed {
  /**
   * @returns the session of the person who looks at this page, read anew where what is held is old or is of
   *   another user, project or region than the page shows; null where the dashboard gives none. Asked by many at once, it asks once.
   * @throws as `readHorizonSession`.
   */
  of(root: string, page: DashboardPage): Promise<HorizonSession | null>;
  /** Nova refused it: not to be used again. */
  drop(root: string): void;
}

interface Held {
  at: number;
  session: Promise<HorizonSession | null>;
}

export function createBorrowed(client: Client, now: () => number = Date.now): Borrowed {
  const held = new Map<string, Held>();

  function read(root: string): Promise<HorizonSession | null> {
    const entry: Held = { at: now(), session: readHorizonSession(client, root) };
    held.set(root, entry);
    entry.session.catch(() => {
      if (held.get(root) === entry) held.delete(root);
    });
    return entry.session;
  }

  return {
    async of(root, page) {
      const known = held.get(root);
      if (known === undefined || now() - known.at > FRESH_MS) return read(root);
      const session = await known.session;
      if (session !== null && fits(session, page)) return session;
      // Somebody may have read it anew while this one waited.
      const latest = held.get(root);
      return latest !== undefined && latest !== known ? latest.session : read(root);
    },
    drop: (root) => void held.delete(root),
  };
}

/** Whether a session is the one the page was made with, as far as the page's header tells. */
export function fits(session: HorizonSession, { userName, projectName }: DashboardPage): boolean {
  return same(session.userName, userName) && same(session.projectName, projectName);
}

function same(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b;
}
