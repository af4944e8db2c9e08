import type { Page } from '@playwright/test';

/** One script's share of its page's main thread, without its world, styles, layout and garbage collection. */
export interface Cost {
  /** all its tasks, in ms of CPU time */
  cpu: number;
  /** the same in wall-clock time */
  clock: number;
  /** the longest of them, in ms of CPU time */
  longest: number;
  /** number of tasks */
  tasks: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** all in µs; without `dur`: an instant event */
  ts: number;
  dur?: number;
  tdur?: number;
  args?: object;
}

export interface TraceOptions {
  /** file name of the script */
  script: string;
  /**
   * No other script runs in the page, so the work after an answer of the extension is counted for this script:
   * the trace does not say whose it is.
   */
  isAlone: boolean;
}

/** A message to a page, and the microtasks after it; the trace has no CPU time of either. */
const MESSAGE = 'Receive mojo message';
const ANSWER = 'BlinkScheduler_PerformMicrotaskCheckpoint';
/** The longest time between the two, in µs. */
const MAX_GAP = 200;

/** Records the browser's trace during `act`. */
export async function traced(page: Page, options: TraceOptions, act: () => Promise<unknown>): Promise<Cost> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'toplevel'], excludedCategories: ['*'] },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return costOf(events, options);
}

/** Adds up the tasks that are not nested in another. */
function costOf(events: TraceEvent[], { script, isAlone }: TraceOptions): Cost {
  const cost: Cost = { cpu: 0, clock: 0, longest: 0, tasks: 0 };
  const says = ({ args }: TraceEvent, text: string) => JSON.stringify(args ?? {}).includes(text);
  const isOurs = (event: TraceEvent) => says(event, `/${script}"`);
  const tasks = events.filter(({ dur }) => dur !== undefined).sort((a, b) => a.ts - b.ts);
  const first = tasks.find(isOurs);
  if (first === undefined) return cost;
  let end = 0;
  let messageEnd = Number.NEGATIVE_INFINITY;
  for (const task of tasks) {
    const { name, pid, tid, ts, dur = 0 } = task;
    if (pid !== first.pid || tid !== first.tid || ts < first.ts || ts < end) continue;
    const isMessage = isAlone && name === MESSAGE && says(task, '"extensions.mojom');
    const isAnswer = isAlone && name === ANSWER && ts - messageEnd < MAX_GAP;
    if (isMessage) messageEnd = ts + dur;
    if (!isOurs(task) && !isMessage && !isAnswer) continue;
    const tdur = task.tdur ?? (isMessage || isAnswer ? dur : undefined);
    if (tdur === undefined) throw new Error('The trace has no CPU time.');
    end = ts + dur;
    cost.cpu += tdur / 1000;
    cost.clock += dur / 1000;
    cost.longest = Math.max(cost.longest, tdur / 1000);
    cost.tasks += 1;
  }
  return cost;
}
