import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import type { Consoles } from '@/utils/consoles/consoles';
import type { DashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import type { Dashboards } from '@/utils/dashboards/dashboards';
import type { Notice } from '@/utils/messaging/page-api';
import { type PendingAction, pendingAction } from '@/utils/messaging/page-requests';
import type { Problem } from '@/utils/problems/problem';
import { storedItem } from '@/utils/storage/stored-item';
import type { ProblemOf } from './error-reports';

const stored = z.object({
  pendingAction,
  /** match patterns that must be granted before it is done */
  origins: z.array(z.string()),
  /** `access`: waits for them; `now`: being done by this worker, or by one that ended */
  when: z.enum(['access', 'now']),
  requestId: z.string(),
  /** ms since the epoch */
  at: z.number(),
  /** workers that have begun it */
  tries: z.number(),
});
type StoredAction = z.infer<typeof stored>;

const storedAction = storedItem('session:pending-action', { version: 1, schema: stored, fallback: null });
/** The person has looked elsewhere by then: doing it would only surprise. */
const TIMEOUT_MS = { access: 120_000, now: 30_000 };
const MAX_TRIES = 2;

/** What a person asked for outside of any page that could wait for it; outlives the worker. */
export interface PendingActions {
  /** Remembers what to do once access to these hosts is granted; null: nothing any more. */
  queueUntilGranted(pendingAction: PendingAction | null, origins: string[]): Promise<void>;
  /** Does it now, and again in the next worker should this one die on the way. */
  perform(pendingAction: PendingAction): Promise<void>;
  /**
   * Something was granted: does what waited for it.
   * @returns why what was done last for this reason failed; null where it did not, or there was nothing to do.
   */
  accessGranted(): Promise<Problem | null>;
  /** A worker started: carries on where the last one died. */
  resume(): Promise<void>;
}

export interface PendingActionsDeps {
  /** does it; asked twice with the same id it does it once */
  performAction(pendingAction: PendingAction, requestId: string): Promise<unknown>;
  /** tells the person about a failure */
  notify: (notice: Omit<Notice, 'at'>) => Promise<void>;
  hasAccess: (origin: string) => Promise<boolean>;
  problemOf: ProblemOf;
  /** ms since the epoch */
  now?: () => number;
}

/** Makes what remembers wishes beyond the life of a worker; `resume` has to be called by each new one. */
export function createPendingActions({
  performAction,
  notify,
  hasAccess,
  problemOf,
  now = Date.now,
}: PendingActionsDeps): PendingActions {
  // One after the other: the browser's event and the page's word come at the same time, and so may a key
  // press and the start of the worker that it causes.
  const withLock = createMutex();
  const make = (pendingAction: PendingAction, when: StoredAction['when'], origins: string[]): StoredAction => ({
    pendingAction,
    origins,
    when,
    requestId: crypto.randomUUID(),
    at: now(),
    tries: 0,
  });

  /** how the last one that had waited for access ended: asked for twice, as below, the second is told too */
  let ended: Problem | null = null;

  async function run(task: StoredAction): Promise<Problem | null> {
    await storedAction.set({ ...task, when: 'now', at: now(), tries: task.tries + 1 });
    const { pendingAction, requestId } = task;
    try {
      await performAction(pendingAction, requestId);
      return null;
    } catch (error) {
      const problem = problemOf('performAction', error);
      await notify({ problem, pendingAction });
      return problem;
    } finally {
      // The person may have asked for something else meanwhile: that is not to be lost.
      if ((await storedAction.get())?.requestId === requestId) await storedAction.remove();
    }
  }

  async function waiting(when: StoredAction['when']): Promise<StoredAction | null> {
    const found = await storedAction.get();
    if (found === null || found.when !== when) return null;
    return now() - found.at > TIMEOUT_MS[when] || found.tries >= MAX_TRIES ? null : found;
  }

  return {
    queueUntilGranted(pendingAction, origins) {
      ended = null;
      return storedAction.set(pendingAction === null ? null : make(pendingAction, 'access', origins));
    },
    perform: (pendingAction) => withLock(async () => void (await run(make(pendingAction, 'now', [])))),
    accessGranted: () =>
      withLock(async () => {
        const found = await waiting('access');
        if (found === null) return ended;
        const granted = await Promise.all(found.origins.map(hasAccess));
        if (granted.every(Boolean)) ended = await run(found);
        return ended;
      }),
    resume: () =>
      withLock(async () => {
        const broken = await waiting('now');
        if (broken !== null) await run(broken);
      }),
  };
}

interface PerformActionDeps {
  consoles: Consoles;
  dashboards: Dashboards;
  dashboardConsoles: DashboardConsoles;
}

/** Does what a person wanted; asked twice with the same id it does it once. */
export type PerformAction = (pendingAction: PendingAction, requestId: string) => Promise<void>;

/** Throws as the use case does. */
export function createPerformAction({ consoles, dashboards, dashboardConsoles }: PerformActionDeps): PerformAction {
  return async (pendingAction, requestId) => {
    switch (pendingAction.kind) {
      case 'open':
        await consoles.open({ ...pendingAction, requestId });
        return;
      case 'reopen':
        await consoles.reopen({ requestId });
        return;
      case 'enable':
        await dashboards.enable(pendingAction.url, pendingAction.dashboard);
        return;
      case 'dashboard':
        await dashboardConsoles.openAt(
          pendingAction.root,
          pendingAction.page,
          pendingAction.server,
          requestId,
          pendingAction.tab,
        );
    }
  };
}
