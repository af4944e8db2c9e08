/** Work that can pause at each `yield`. */
export type Chunks = Iterator<void>;

/** Half a frame. */
const MAX_BUSY_MS = 8;

/** Longest pause if the page is never idle. */
const IDLE_TIMEOUT_MS = 500;

/** Idle time that a chunk needs. */
const MIN_IDLE_MS = 1;

/** Runs chunks at once, then in idle periods. New work replaces the previous. */
export function createChunkRunner(window: Window, signal: AbortSignal): (work: Chunks) => void {
  let callback: number | null = null;
  function stop(): void {
    if (callback !== null) window.cancelIdleCallback(callback);
    callback = null;
  }
  function run(work: Chunks, hasTime: () => boolean): void {
    callback = null;
    do {
      if (work.next().done === true) return;
    } while (hasTime());
    const whenIdle = (idle: IdleDeadline) => run(work, () => idle.timeRemaining() > MIN_IDLE_MS);
    callback = window.requestIdleCallback(whenIdle, { timeout: IDLE_TIMEOUT_MS });
  }
  signal.addEventListener('abort', stop);
  return (work) => {
    stop();
    if (signal.aborted) return;
    // cheaper than `performance.now()`
    const end = Date.now() + MAX_BUSY_MS;
    run(work, () => Date.now() < end);
  };
}
