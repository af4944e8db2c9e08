/** Work that can pause at each `yield`. */
export type Chunks = Iterator<void>;

/** Half of a frame. */
const MAX_BUSY_MS = 8;

/** The next chunk runs after this time, even if the page is never idle. */
const IDLE_TIMEOUT_MS = 500;

/** With less idle time left, the next chunk waits for the next idle period. */
const MIN_IDLE_MS = 1;

/** Runs the first chunks at once, the others in idle periods. New work replaces the previous. */
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
    // Cheaper than `performance.now()`.
    const end = Date.now() + MAX_BUSY_MS;
    run(work, () => Date.now() < end);
  };
}
