/** Work that can be put off at each `yield`. */
export type Work = Iterator<void>;

/** How many steps are done at a time, however long they take. */
const LEAST = 20;

/**
 * How long the first piece may take, in ms, where its least takes less: half a frame. All of a list in one piece takes
 * less than the same in several.
 */
const SHORT = 8;

/** The latest that a piece may come, in ms, on a page that is never idle. */
const LATEST = 500;

/** What has to be left of an idle moment for one more step, in ms. */
const ENOUGH = 1;

/**
 * @returns what does work in pieces, so that a page is never kept waiting by a long list: the first piece at once, each
 * other one when the browser has nothing better to do, as long as it has not. New work ends the one before, and the
 * signal ends all.
 */
export function inPieces(window: Window, signal: AbortSignal): (work: Work) => void {
  let next: number | null = null;
  function stop(): void {
    if (next !== null) window.cancelIdleCallback(next);
    next = null;
  }
  function go(work: Work, hasTime: () => boolean): void {
    next = null;
    for (let steps = 0; steps < LEAST || hasTime(); steps += 1) {
      // The page may end us in the middle of a step, which gives one of its elements the focus.
      if (work.next().done === true || signal.aborted) return;
    }
    const whenIdle = (idle: IdleDeadline) => go(work, () => idle.timeRemaining() > ENOUGH);
    next = window.requestIdleCallback(whenIdle, { timeout: LATEST });
  }
  signal.addEventListener('abort', stop);
  return (work) => {
    stop();
    if (signal.aborted) return;
    const end = performance.now() + SHORT;
    go(work, () => performance.now() < end);
  };
}
