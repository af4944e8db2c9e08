import { SERVER_ID_ATTRIBUTE } from './added-elements';

export interface Watched {
  element: Element;
  /** also text changes */
  text: boolean;
}

/**
 * Reports added elements and navigation: at once, before the page is drawn, then once more for the rest of the frame.
 * Uses no timers; ignores removals.
 * @param onChange may add elements with `SERVER_ID_ATTRIBUTE`, which are ignored
 */
export function watch(window: Window, { element, text }: Watched, onChange: () => void, signal: AbortSignal): void {
  let frame: number | null = null;
  let isPending = false;
  function changed(): void {
    if (frame !== null) {
      isPending = true;
      return;
    }
    frame = window.requestAnimationFrame(() => {
      frame = null;
      if (!isPending) return;
      isPending = false;
      changed();
    });
    onChange();
    observer.takeRecords();
  }
  const observer = new MutationObserver((records) => {
    if (records.some(isByPage)) changed();
  });
  observer.observe(element, { childList: true, subtree: true, characterData: text });
  // Back and forward may show a cached page.
  window.addEventListener('popstate', changed, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    if (frame !== null) window.cancelAnimationFrame(frame);
  });
}

function isByPage({ type, addedNodes }: MutationRecord): boolean {
  if (type === 'characterData') return true;
  for (const node of addedNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && !(node as Element).hasAttribute(SERVER_ID_ATTRIBUTE)) return true;
  }
  return false;
}
