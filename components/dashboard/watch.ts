import { SERVER_ID_ATTRIBUTE } from './added-elements';

export interface Watched {
  element: Element;
  /** changes of text count too */
  text: boolean;
}

/**
 * Calls back when the page added something below the element or went to another address: at once, before the page is drawn,
 * and once more for all that follows in the same frame. No timers, and nothing for what is only removed.
 * @param onChange may add elements with our attribute; they cause no call
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
  // Back or forward in a single-page app may show a page that it had kept.
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
