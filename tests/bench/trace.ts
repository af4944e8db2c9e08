import type { Page } from '@playwright/test';

/** What one script took of its page's main thread. */
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
  /** in µs */
  ts: number;
  dur?: number;
  tdur?: number;
  args?: object;
}

/**
 * Has the browser itself note what runs while something is done.
 *
 * @param script the file name of the script to tell of
 */
export async function traced(page: Page, script: string, act: () => Promise<void>): Promise<Cost> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'], excludedCategories: ['*'] },
  });
  await act();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return costOf(events.filter(({ args }) => JSON.stringify(args ?? {}).includes(`/${script}"`)));
}

/** Adds up what is not within another one. */
function costOf(events: TraceEvent[]): Cost {
  const cost: Cost = { cpu: 0, clock: 0, longest: 0, tasks: 0 };
  let end = 0;
  for (const { ts, dur = 0, tdur = dur } of events.sort((a, b) => a.ts - b.ts)) {
    if (ts < end || dur === 0) continue;
    end = ts + dur;
    cost.cpu += tdur / 1000;
    cost.clock += dur / 1000;
    cost.longest = Math.max(cost.longest, tdur / 1000);
    cost.tasks += 1;
  }
  return cost;
}
