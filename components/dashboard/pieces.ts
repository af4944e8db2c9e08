/** Work that is done up to its next `yield` at a time. */
export type Work = Iterator<void>;

/** The latest that a piece may come, in ms, on a page that is never idle. */
const LATEST = 500;

/**
 * @returns what does work in pieces, so that a page is never kept waiting by a long list: the first piece at once, each
 * other one when the browser has nothing better to do. New work ends the one before, and the signal ends all.
 */
export function inPieces(window: Window, signal: AbortSignal): (work: Work) => void {
  let next: number | null = null;
  function stop(): void {
    if (next !== null) window.cancelIdleCallback(next);
    next = null;
  }
  function step(work: Work): void {
    next = null;
    if (work.next().done !== true) next = window.requestIdleCallback(() => step(work), { timeout: LATEST });
  }
  signal.addEventListener('abort', stop);
  return (work) => {
    stop();
    if (!signal.aborted) step(work);
  };
}
