import type { Page } from '@playwright/test';

/** What one script took of its page's main thread; not in it are its world, styles, layout and garbage. */
export interface Cost {
  /** all its tasks together, in ms of the processor: what others do meanwhile does not count */
  cpu: number;
  /** the same by the clock */
  clock: number;
  /** the longest of them, in ms of the processor */
  longest: number;
  /** how many there were */
  tasks: number;
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** all in µs; without `dur` it is of one moment */
  ts: number;
  dur?: number;
  tdur?: number;
  args?: object;
}

export interface TraceOptions {
  /** the file name of the script to tell of */
  script: string;
  /**
   * No other script runs in the page meanwhile: what goes on with an answer from the extension is the script's then,
   * too. The browser does not say whose it is.
   */
  isAlone: boolean;
}

/** A message that comes to a page, and in what promises go on after it; both are noted by the clock only. */
const MESSAGE = 'Receive mojo message';
const ANSWER = 'BlinkScheduler_PerformMicrotaskCheckpoint';
/** How soon after the message that is, in µs. */
const SOON = 200;

/** Has the browser itself note what runs while something is done. */
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

/** Adds up what is not within another one. */
function costOf(events: TraceEvent[], { script, isAlone }: TraceOptions): Cost {
  const cost: Cost = { cpu: 0, clock: 0, longest: 0, tasks: 0 };
  const says = ({ args }: TraceEvent, text: string) => JSON.stringify(args ?? {}).includes(text);
  const isOurs = (event: TraceEvent) => says(event, `/${script}"`);
  const tasks = events.filter(({ dur }) => dur !== undefined).sort((a, b) => a.ts - b.ts);
  const first = tasks.find(isOurs);
  if (first === undefined) return cost;
  let end = 0;
  let told = Number.NEGATIVE_INFINITY;
  for (const task of tasks) {
    const { name, pid, tid, ts, dur = 0 } = task;
    if (pid !== first.pid || tid !== first.tid || ts < first.ts || ts < end) continue;
    const isMessage = isAlone && name === MESSAGE && says(task, '"extensions.mojom');
    const isAnswer = isAlone && name === ANSWER && ts - told < SOON;
    if (isMessage) told = ts + dur;
    if (!isOurs(task) && !isMessage && !isAnswer) continue;
    const tdur = task.tdur ?? (isMessage || isAnswer ? dur : undefined);
    if (tdur === undefined) throw new Error('The browser does not say how long the processor took.');
    end = ts + dur;
    cost.cpu += tdur / 1000;
    cost.clock += dur / 1000;
    cost.longest = Math.max(cost.longest, tdur / 1000);
    cost.tasks += 1;
  }
  return cost;
}
