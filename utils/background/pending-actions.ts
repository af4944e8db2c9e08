import { storage } from 'wxt/utils/storage';
import { createSerial } from '@/utils/async';
import type { Consoles } from '@/utils/consoles/consoles';
import type { DashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import type { Dashboards } from '@/utils/dashboards/dashboards';
import type { Notice } from '@/utils/messaging/page-api';
import type { Wanted } from '@/utils/messaging/page-requests';
import { toProblem } from '@/utils/problems/app-error';
import type { Problem } from '@/utils/problems/problem';

interface Intent {
  wanted: Wanted;
  /** match patterns that must be granted before it is done */
  origins: string[];
  /** `access`: waits for them; `now`: being done by this worker, or one that died */
  when: 'access' | 'now';
  requestId: string;
  /** ms since the epoch */
  at: number;
  /** workers that have begun it */
  tries: number;
}

const intent = storage.defineItem<Intent | null>('session:intent', { fallback: null });
/** The person has looked elsewhere by then: doing it would only surprise. */
const PATIENCE_MS = { access: 120_000, now: 30_000 };
const MAX_TRIES = 2;

/** What a person asked for outside of any page that could wait for it; outlives the worker. */
export interface Intents {
  /** Remembers what to do once access to these hosts is granted; null: nothing any more. */
  expect(wanted: Wanted | null, origins: string[]): Promise<void>;
  /** Does it now, and again in the next worker should this one die on the way. */
  perform(wanted: Wanted): Promise<void>;
  /**
   * Something was granted: does what waited for it.
   * @returns why what was done last for this reason failed; null where it did not, or there was nothing to do.
   */
  accessGranted(): Promise<Problem | null>;
  /** A worker started: carries on where the last one died. */
  resume(): Promise<void>;
}

export interface IntentDeps {
  /** does it; asked twice with the same id it does it once */
  act(wanted: Wanted, requestId: string): Promise<unknown>;
  /** tells the person about a failure */
  tell: (notice: Omit<Notice, 'at'>) => Promise<void>;
  hasAccess: (origin: string) => Promise<boolean>;
  /** ms since the epoch */
  now?: () => number;
}

/** Makes what remembers wishes beyond the life of a worker; `resume` has to be called by each new one. */
export function createIntents({ act, tell, hasAccess, now = Date.now }: IntentDeps): Intents {
  // One after the other: the browser's event and the page's word come at the same time, and so may a key
  // press and the start of the worker that it causes.
  const inTurn = createSerial();
  const make = (wanted: Wanted, when: Intent['when'], origins: string[]): Intent => ({
    wanted,
    origins,
    when,
    requestId: crypto.randomUUID(),
    at: now(),
    tries: 0,
  });

  /** how the last one that had waited for access ended: asked for twice, as below, the second is told too */
  let ended: Problem | null = null;

  async function run(task: Intent): Promise<Problem | null> {
    await intent.setValue({ ...task, when: 'now', at: now(), tries: task.tries + 1 });
    const { wanted, requestId } = task;
    try {
      await act(wanted, requestId);
      return null;
    } catch (error) {
      const problem = toProblem(error);
      await tell({ problem, wanted });
      return problem;
    } finally {
      // The person may have asked for something else meanwhile: that is not to be lost.
      if ((await intent.getValue())?.requestId === requestId) await intent.setValue(null);
    }
  }

  async function waiting(when: Intent['when']): Promise<Intent | null> {
    const found = await intent.getValue();
    if (found === null || found.when !== when) return null;
    return now() - found.at > PATIENCE_MS[when] || found.tries >= MAX_TRIES ? null : found;
  }

  return {
    expect(wanted, origins) {
      ended = null;
      return intent.setValue(wanted === null ? null : make(wanted, 'access', origins));
    },
    perform: (wanted) => inTurn(async () => void (await run(make(wanted, 'now', [])))),
    accessGranted: () =>
      inTurn(async () => {
        const found = await waiting('access');
        if (found === null) return ended;
        const granted = await Promise.all(found.origins.map(hasAccess));
        if (granted.every(Boolean)) ended = await run(found);
        return ended;
      }),
    resume: () =>
      inTurn(async () => {
        const broken = await waiting('now');
        if (broken !== null) await run(broken);
      }),
  };
}

interface ActDeps {
  consoles: Consoles;
  dashboards: Dashboards;
  dashboardConsoles: DashboardConsoles;
}

/** Does what a person wanted; asked twice with the same id it does it once. */
export type Act = (wanted: Wanted, requestId: string) => Promise<void>;

/** Throws as the use case does. */
export function createAct({ consoles, dashboards, dashboardConsoles }: ActDeps): Act {
  return async (wanted, requestId) => {
    switch (wanted.kind) {
      case 'open':
        await consoles.open({ ...wanted, requestId });
        return;
      case 'reopen':
        await consoles.reopen({ requestId });
        return;
      case 'enable':
        await dashboards.enable(wanted.url, wanted.dashboard);
        return;
      case 'dashboard':
        await dashboardConsoles.openWanted(wanted.root, wanted.page, wanted.server, requestId, wanted.tab);
    }
  };
}
