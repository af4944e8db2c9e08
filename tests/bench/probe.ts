/**
 * Goes into the popup's page before its own scripts. It leaves `performance.measure` entries behind:
 *
 * - `list drawn`: from the start of the page's script until rows are in the document
 * - `list visible`: the same until the frame that shows them has been made
 * - `keystroke`: from the input event until the new rows have been laid out: what the main thread is busy for
 * - `busy`: a task of more than 50 ms, in which the page hears nothing
 *
 * It is sent to the page as text: nothing outside it is there, and compilers add helpers to named functions.
 */
export function installProbe(): void {
  const ROW = '[role=option]';

  new MutationObserver((_changes, observer) => {
    if (document.querySelector(ROW) === null) return;
    observer.disconnect();
    const drawn = performance.now();
    // Module scripts run once the document is parsed and all of them are there.
    const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const scripts = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const start = Math.max(
      page?.domInteractive ?? 0,
      ...scripts.filter(({ name }) => name.endsWith('.js')).map(({ responseEnd }) => responseEnd),
    );
    performance.measure('list drawn', { start, end: drawn });
    requestAnimationFrame(() => {
      // The first task after a frame's callbacks comes when the frame has been made.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => performance.measure('list visible', { start, end: performance.now() });
      port2.postMessage(null);
    });
  }).observe(document, { childList: true, subtree: true });

  // The popup hears the event between the two; what it sets is rendered before the next listener is called.
  addEventListener('input', () => performance.mark('typed'), { capture: true });
  addEventListener('input', () => {
    // Asking for a size makes the browser compute styles and layout now.
    (document.querySelector('[role=listbox]') ?? document.body).getBoundingClientRect();
    performance.measure('keystroke', 'typed');
  });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      performance.measure('busy', { start: startTime, duration });
    }
  }).observe({ type: 'longtask', buffered: true });
}
