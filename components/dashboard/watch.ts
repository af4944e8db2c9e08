import { MARK } from './mark';

/**
 * Calls back, before the page is drawn, whenever the page itself has added something below the element. Nothing is
 * done between changes: no timers. What is only taken away, ours included, is left so: nobody is fought with.
 *
 * @param fill may add elements with our mark; they call nobody back
 */
export function watch(element: Element, fill: () => void, signal: AbortSignal): void {
  const observer = new MutationObserver((records) => {
    if (!records.some(addsOthers)) return;
    fill();
    observer.takeRecords();
  });
  observer.observe(element, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
}

function addsOthers({ addedNodes }: MutationRecord): boolean {
  return [...addedNodes].some((node) => node.nodeType === Node.ELEMENT_NODE && !(node as Element).hasAttribute(MARK));
}
