import { storage } from 'wxt/utils/storage';
import type { Request } from '@/utils/messaging/map';
import type { Problem } from '@/utils/messaging/views';
import { toProblem } from '@/utils/problems';
import { createSerial } from '@/utils/serial';
import type { Consoles } from './consoles';

type Wanted = Request<'expectAccess'>['intent'];

interface Intent {
  wanted: Wanted;
  /** `access`: to be done once the host permission is there; `now`: being done by this worker or one that died */
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
  /** Remembers what to do once access is granted. */
  expect(wanted: Wanted): Promise<void>;
  /** Does it now, and again in the next worker should this one die on the way. */
  perform(wanted: Wanted): Promise<void>;
  /** Something was granted: does what waited for it. */
  accessGranted(): Promise<void>;
  /** A worker started: carries on where the last one died. */
  resume(): Promise<void>;
}

export interface IntentDeps {
  consoles: Consoles;
  /** tells the person about a failure */
  tell: (problem: Problem) => Promise<void>;
  now?: () => number;
}

export function createIntents({ consoles, tell, now = Date.now }: IntentDeps): Intents {
  const make = (wanted: Wanted, when: Intent['when']): Intent => ({
    wanted,
    when,
    requestId: crypto.randomUUID(),
    at: now(),
    tries: 0,
  });

  // The browser's event and the page's word come at the same time; only one may find it waiting.
  const inTurn = createSerial();

  async function run(task: Intent): Promise<void> {
    await intent.setValue({ ...task, when: 'now', tries: task.tries + 1 });
    const { wanted, requestId } = task;
    try {
      if (wanted.kind === 'reopen') await consoles.reopen({ requestId });
      else await consoles.open({ ...wanted, requestId });
    } catch (error) {
      await tell(toProblem(error));
    }
    await intent.setValue(null);
  }

  async function take(when: Intent['when']): Promise<Intent | null> {
    const found = await intent.getValue();
    if (found === null || found.when !== when) return null;
    return now() - found.at > PATIENCE_MS[when] || found.tries >= MAX_TRIES ? null : found;
  }

  return {
    expect: (wanted) => intent.setValue(make(wanted, 'access')),
    perform: (wanted) => run(make(wanted, 'now')),
    accessGranted: () =>
      inTurn(async () => {
        const waiting = await take('access');
        if (waiting !== null) await run({ ...waiting, at: now() });
      }),
    async resume() {
      const broken = await take('now');
      if (broken !== null) await run(broken);
    },
  };
}
