import { SERVER_ID_ATTRIBUTE } from './added-elements';

/** An element whose descendants are watched. */
export interface WatchedElement {
  element: Element;
  /** text changes count too */
  includesText: boolean;
}

/**
 * Reports added elements and navigation: the first at once, later ones once in a frame.
 * Ignores removals, and elements with `SERVER_ID_ATTRIBUTE`.
 */
export function watch(
  window: Window,
  { element, includesText }: WatchedElement,
  onChange: () => void,
  signal: AbortSignal,
): void {
  let frame: number | null = null;
  let isPending = false;
  function reportChange(): void {
    if (frame !== null) {
      isPending = true;
      return;
    }
    frame = window.requestAnimationFrame(() => {
      frame = null;
      if (!isPending) return;
      isPending = false;
      reportChange();
    });
    onChange();
    observer.takeRecords();
  }
  const observer = new MutationObserver((records) => {
    if (records.some(isChangeByPage)) reportChange();
  });
  observer.observe(element, { childList: true, subtree: true, characterData: includesText });
  // may show a cached page
  window.addEventListener('popstate', reportChange, { signal });
  signal.addEventListener('abort', () => {
    observer.disconnect();
    if (frame !== null) window.cancelAnimationFrame(frame);
  });
}

function isChangeByPage({ type, addedNodes }: MutationRecord): boolean {
  if (type === 'characterData') return true;
  for (const node of addedNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && !(node as Element).hasAttribute(SERVER_ID_ATTRIBUTE)) return true;
  }
  return false;
}
