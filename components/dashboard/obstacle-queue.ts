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
  const waitingIds = new Set<string>();
  /** whose answer is not outdated by a later `enqueue` or `cancel` */
  let askedIds = new Set<string>();
  let isAsking = false;

  async function askAll(): Promise<void> {
    isAsking = true;
    while (waitingIds.size > 0 && !signal.aborted) {
      const ids = [...waitingIds].slice(0, MAX_IDS);
      askedIds = new Set(ids);
      for (const id of ids) waitingIds.delete(id);
      const reasons = await api.obstacles(currentPage(), ids);
      if (signal.aborted) return;
      for (const id of ids) if (askedIds.has(id)) onAnswer(id, reasons === null ? undefined : (reasons[id] ?? null));
    }
    isAsking = false;
  }

  return {
    enqueue(id) {
      askedIds.delete(id);
      waitingIds.add(id);
      if (!isAsking) {
        isAsking = true;
        queueMicrotask(() => void askAll());
      }
    },
    cancel(id) {
      askedIds.delete(id);
      waitingIds.delete(id);
    },
  };
}
