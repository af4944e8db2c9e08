import { vi } from 'vitest';
import { quiet } from './activity';

/** When each cell begins, in ms since the epoch. */
const START = Date.UTC(2026, 10, 30, 8);
/** A call that has not settled after this time never does, in ms. */
const MAX_WAIT_MS = 15 * 60_000;

/** The extension's clock: it may be wrong; the clouds' is not. */
interface Clock {
  /** ms that it is ahead */
  offset: number;
  /** how often the extension has read it */
  reads: number;
  /** called at each reading */
  onRead: () => void;
}
export const clock: Clock = { offset: 0, reads: 0, onRead: () => undefined };

let isCloud = false;

/** Runs what a cloud does, by the right time. */
export function asCloud<T>(run: () => T): T {
  isCloud = true;
  try {
    return run();
  } finally {
    isCloud = false;
  }
}

/** Takes over timers and clock. They only move while the extension waits for a timer. */
export function startTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: START });
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException('The operation timed out.', 'TimeoutError')), ms);
    return controller.signal;
  };
  const rightNow = Date.now;
  Date.now = () => {
    if (isCloud) return rightNow();
    clock.reads += 1;
    clock.onRead();
    return rightNow() + clock.offset;
  };
}

/** Starts again from the beginning, without the timers of before. */
export function resetTime(): void {
  vi.clearAllTimers();
  vi.setSystemTime(START);
  Object.assign(clock, { offset: 0, reads: 0, onRead: () => undefined });
}

/** What a call gave; `stuck`: it waits for nothing, or for longer than anybody would. */
export type Settled<T> = { kind: 'done'; value: T } | { kind: 'failed'; error: unknown } | { kind: 'stuck' };

/** Waits for a call, and lets time pass where it waits for a timer. */
export async function settle<T>(call: Promise<T>): Promise<Settled<T>> {
  const found: Settled<T>[] = [];
  call.then(
    (value) => found.push({ kind: 'done', value }),
    (error: unknown) => found.push({ kind: 'failed', error }),
  );
  const end = vi.getMockedSystemTime()?.getTime() ?? START;
  for (;;) {
    await quiet();
    const [settled] = found;
    if (settled !== undefined) return settled;
    if (vi.getTimerCount() === 0 || passed(end) > MAX_WAIT_MS) return { kind: 'stuck' };
    await vi.advanceTimersToNextTimerAsync();
  }
}

/** Lets everything end that the extension does by itself. */
export async function idle(ms = 120_000): Promise<void> {
  const from = vi.getMockedSystemTime()?.getTime() ?? START;
  await quiet();
  while (vi.getTimerCount() > 0 && passed(from) < ms) {
    await vi.advanceTimersToNextTimerAsync();
    await quiet();
  }
}

/** Lets time pass. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

const passed = (from: number): number => (vi.getMockedSystemTime()?.getTime() ?? from) - from;
