/** Work that can be interrupted at each `yield`. */
export type Chunks = Iterator<void>;

/** half a frame */
const MAX_BUSY_MS = 8;

/** on a page that is never idle */
const IDLE_TIMEOUT_MS = 500;

/** least rest of an idle period for one more chunk */
const MIN_IDLE_MS = 1;

/**
 * @returns what does work in chunks: the first ones at once, the others in idle periods. New work replaces the one before.
 */
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
    // `performance` would be created for this.
    const end = Date.now() + MAX_BUSY_MS;
    run(work, () => Date.now() < end);
  };
}
