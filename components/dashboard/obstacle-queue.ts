import type { DashboardApi, DashboardPage } from '@/utils/messaging/dashboard-requests';

const MAX_IDS = 100;

/** Asks the background why servers have no console. */
export interface ObstacleQueue {
  /** Adds a server id; earlier answers about it are ignored. */
  enqueue(id: string): void;
  cancel(id: string): void;
}

/** One request at a time. @param onAnswer gets null without an obstacle, undefined without an answer */
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
    enqueue(id) {
      asked.delete(id);
      waiting.add(id);
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
