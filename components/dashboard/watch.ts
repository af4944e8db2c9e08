import { MARK } from './mark';

export interface Watched {
  element: Element;
  /** changes of text count too */
  text: boolean;
}

/**
 * Calls back whenever the page itself has added something below the element, or has gone to another address: at once,
 * before the page is drawn, and then once more for all that follows in the same frame. Nothing is done between
 * changes: no timers. What is only taken away, ours included, is left so: nobody is fought with.
 *
 * @param fill may add elements with our mark; they call nobody back
 */
export function watch(window: Window, { element, text }: Watched, fill: () => void, signal: AbortSignal): void {
  let frame: number | null = null;
  let isLate = false;
  function changed(): void {
    if (frame !== null) {
      isLate = true;
      return;
    }
    frame = window.requestAnimationFrame(() => {
      frame = null;
      if (!isLate) return;
      isLate = false;
      changed();
    });
    fill();
    observer.takeRecords();
  }
  const observer = new MutationObserver((records) => {
    if (records.some(isOfPage)) changed();
  });
  observer.observe(element, { childList: true, subtree: true, characterData: text });
  // Going back and forth shows another page of a single-page app, maybe one that it had kept.
  window.addEventListener('popstate', changed, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    if (frame !== null) window.cancelAnimationFrame(frame);
  });
}

function isOfPage({ type, addedNodes }: MutationRecord): boolean {
  if (type === 'characterData') return true;
  for (const node of addedNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && !(node as Element).hasAttribute(MARK)) return true;
  }
  return false;
}
