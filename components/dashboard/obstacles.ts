import type { DashboardApi, DashboardPage } from '@/utils/messaging/dashboard-requests';

/** How many servers are asked about at a time: each may cost the background a request. */
const PIECE = 100;

/** What the page has to find out of its servers: which of them can have no console. */
export interface Obstacles {
  /** Asks about a server, anew if it was asked about before: only the answer to the last question is told. */
  ask(id: string): void;
  /** Any answer to what was asked about it is late. */
  forget(id: string): void;
}

/**
 * Asks in pieces, and one question at a time for the whole page: what comes up meanwhile goes with the next piece.
 *
 * @param tell given a server and why it can have no console; null: it can, as far as anybody knows; undefined: nobody
 *   answered
 */
export function createObstacles(
  api: Pick<DashboardApi, 'obstacles'>,
  pageNow: () => DashboardPage,
  tell: (id: string, reason: string | null | undefined) => void,
  signal: AbortSignal,
): Obstacles {
  const waiting = new Set<string>();
  let current = new Set<string>();
  let isAsking = false;

  async function askAll(): Promise<void> {
    isAsking = true;
    while (waiting.size > 0 && !signal.aborted) {
      const ids = [...waiting].slice(0, PIECE);
      current = new Set(ids);
      for (const id of ids) waiting.delete(id);
      const reasons = await api.obstacles(pageNow(), ids);
      if (signal.aborted) return;
      for (const id of ids) if (current.has(id)) tell(id, reasons === null ? undefined : (reasons[id] ?? null));
    }
    isAsking = false;
  }

  return {
    ask(id) {
      current.delete(id);
      waiting.add(id);
      // All that one look at the page finds goes into one question.
      if (!isAsking) {
        isAsking = true;
        queueMicrotask(() => void askAll());
      }
    },
    forget(id) {
      current.delete(id);
      waiting.delete(id);
    },
  };
}
