import type { DashboardApi, DashboardPage } from '@/utils/messaging/dashboard-requests';

/** each may cost the background a request */
const MAX_IDS = 100;

/** Asks which of the page's servers can have no console. */
export interface ObstacleQueue {
  /** Asks about a server; answers to earlier questions about it are ignored. */
  ask(id: string): void;
  /** ignores any answer about it */
  cancel(id: string): void;
}

/**
 * One question at a time: what is asked during that goes with the next one.
 * @param onAnswer reason null: the server can have one, as far as known; undefined: there was no answer
 */
export function createObstacleQueue(
  api: Pick<DashboardApi, 'obstacles'>,
  currentPage: () => DashboardPage,
  onAnswer: (id: string, reason: string | null | undefined) => void,
  signal: AbortSignal,
): ObstacleQueue {
  const waiting = new Set<string>();
  let asked = new Set<string>();
  let isAsking = false;

  async function askAll(): Promise<void> {
    isAsking = true;
    while (waiting.size > 0 && !signal.aborted) {
      const ids = [...waiting].slice(0, MAX_IDS);
      asked = new Set(ids);
      for (const id of ids) waiting.delete(id);
      const reasons = await api.obstacles(currentPage(), ids);
      if (signal.aborted) return;
      for (const id of ids) if (asked.has(id)) onAnswer(id, reasons === null ? undefined : (reasons[id] ?? null));
    }
    isAsking = false;
  }

  return {
    ask(id) {
      asked.delete(id);
      waiting.add(id);
      // all servers of a page in one question
      if (!isAsking) {
        isAsking = true;
        queueMicrotask(() => void askAll());
      }
    },
    cancel(id) {
      asked.delete(id);
      waiting.delete(id);
    },
  };
}
