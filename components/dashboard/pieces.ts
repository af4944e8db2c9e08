/** Work in pieces: it can be put off at each `yield`. */
export type Work = Iterator<void>;

/** How long pieces are done at once, in ms: half a frame. Together they take less than each at its own time. */
const SHORT = 8;

/** The latest that a piece may come, in ms, on a page that is never idle. */
const LATEST = 500;

/** What has to be left of an idle moment for one more piece, in ms. */
const ENOUGH = 1;

/**
 * @returns what does work in pieces, so that a page is never kept waiting by a long list: the first ones at once, the
 * others when the browser has nothing better to do, for as long as it has not. New work ends the one before, and the
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
    do {
      if (work.next().done === true) return;
    } while (hasTime());
    const whenIdle = (idle: IdleDeadline) => go(work, () => idle.timeRemaining() > ENOUGH);
    next = window.requestIdleCallback(whenIdle, { timeout: LATEST });
  }
  signal.addEventListener('abort', stop);
  return (work) => {
    stop();
    if (signal.aborted) return;
    // Not `performance`, which the browser would make for this.
    const end = Date.now() + SHORT;
    go(work, () => Date.now() < end);
  };
}
