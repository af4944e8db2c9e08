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
  /** match patterns */
  origins: z.array(z.string()),
  /** `access`: waits for access to `origins`; `now`: was started */
  when: z.enum(['access', 'now']),
  requestId: z.string(),
  /** ms since the epoch */
  at: z.number(),
  tries: z.number(),
});
type StoredAction = z.infer<typeof stored>;

const storedAction = storedItem('session:pending-action', { version: 1, schema: stored, fallback: null });
const TIMEOUT_MS = { access: 120_000, now: 30_000 };
const MAX_TRIES = 2;

/** Keeps one action across restarts of the worker. */
export interface PendingActions {
  /** null: removes the action */
  queueUntilGranted(pendingAction: PendingAction | null, origins: string[]): Promise<void>;
  /** The next worker repeats it where this one stops. */
  perform(pendingAction: PendingAction): Promise<void>;
  /** @returns why the last one failed; null: it did not, or did not run */
  performIfGranted(): Promise<Problem | null>;
  resume(): Promise<void>;
}

/** To perform an action and show its failure. */
export interface PendingActionsDeps {
  performAction(pendingAction: PendingAction, requestId: string): Promise<unknown>;
  notify: (notice: Omit<Notice, 'at'>) => Promise<void>;
  hasAccess: (origin: string) => Promise<boolean>;
  problemOf: ProblemOf;
  /** ms since the epoch */
  now?: () => number;
}

/** Each new worker must call `resume`. */
export function createPendingActions(deps: PendingActionsDeps): PendingActions {
  const { hasAccess, now = Date.now } = deps;
  // The browser's event, the page, a shortcut and `resume` may come together.
  const withLock = createMutex();
  let lastResult: Problem | null = null;

  async function pending(when: StoredAction['when']): Promise<StoredAction | null> {
    const found = await storedAction.get();
    if (found === null || found.when !== when) return null;
    const age = now() - found.at;
    // A negative age: the clock was set back.
    return age < 0 || age > TIMEOUT_MS[when] || found.tries >= MAX_TRIES ? null : found;
  }

  return {
    queueUntilGranted(pendingAction, origins) {
      lastResult = null;
      if (pendingAction === null) return storedAction.remove();
      return storedAction.set(newAction(pendingAction, 'access', origins, now()));
    },
    perform: (pendingAction) =>
      withLock(async () => void (await run(newAction(pendingAction, 'now', [], now()), deps))),
    performIfGranted: () =>
      withLock(async () => {
        const queued = await pending('access');
        if (queued === null) return lastResult;
        const granted = await Promise.all(queued.origins.map(hasAccess));
        if (granted.every(Boolean)) lastResult = await run(queued, deps);
        return lastResult;
      }),
    resume: () =>
      withLock(async () => {
        const unfinished = await pending('now');
        if (unfinished !== null) await run(unfinished, deps);
      }),
  };
}

function newAction(
  pendingAction: PendingAction,
  when: StoredAction['when'],
  origins: string[],
  at: number,
): StoredAction {
  return { pendingAction, origins, when, requestId: crypto.randomUUID(), at, tries: 0 };
}

/** Stored until it ends. */
async function run(
  action: StoredAction,
  { performAction, notify, problemOf, now = Date.now }: PendingActionsDeps,
): Promise<Problem | null> {
  await storedAction.set({ ...action, when: 'now', at: now(), tries: action.tries + 1 });
  const { pendingAction, requestId } = action;
  try {
    await performAction(pendingAction, requestId);
    return null;
  } catch (error) {
    const problem = problemOf('performAction', error);
    await notify({ problem, pendingAction });
    return problem;
  } finally {
    // Another action may be stored by now.
    if ((await storedAction.get())?.requestId === requestId) await storedAction.remove();
  }
}

interface PerformActionDeps {
  consoles: Consoles;
  dashboards: Dashboards;
  dashboardConsoles: DashboardConsoles;
}

/** With the same request id twice it is performed once. */
export type PerformAction = (pendingAction: PendingAction, requestId: string) => Promise<void>;

/** Throws as `Consoles`, `Dashboards` and `DashboardConsoles`. */
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
        await dashboardConsoles.openFromPage(
          pendingAction.root,
          pendingAction.page,
          pendingAction.server,
          requestId,
          pendingAction.tab,
        );
    }
  };
}
