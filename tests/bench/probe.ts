/**
 * Runs in the popup's page before its own scripts, and adds `performance.measure` entries:
 *
 * - `list drawn`: from the start of the page's script until rows are in the document
 * - `list visible`: the same until the frame that shows them
 * - `keystroke`: from the input event until the layout of the new rows
 * - `busy`: a task of more than 50 ms
 *
 * It is sent to the page as text, so it has no access to this module; and no named functions, to which compilers add helpers.
 */
export function installProbe(): void {
  const ROW = '[role=option]';

  new MutationObserver((_changes, observer) => {
    if (document.querySelector(ROW) === null) return;
    observer.disconnect();
    const drawn = performance.now();
    // Module scripts run once the document is parsed and all are loaded.
    const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const scripts = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const start = Math.max(
      page?.domInteractive ?? 0,
      ...scripts.filter(({ name }) => name.endsWith('.js')).map(({ responseEnd }) => responseEnd),
    );
    performance.measure('list drawn', { start, end: drawn });
    requestAnimationFrame(() => {
      // The first task after a frame's callbacks runs after the frame.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => performance.measure('list visible', { start, end: performance.now() });
      port2.postMessage(null);
    });
  }).observe(document, { childList: true, subtree: true });

  // The popup's listener runs between these two, and renders before the second.
  addEventListener('input', () => performance.mark('typed'), { capture: true });
  addEventListener('input', () => {
    // Reading a size makes the browser compute styles and layout now.
    (document.querySelector('[role=listbox]') ?? document.body).getBoundingClientRect();
    performance.measure('keystroke', 'typed');
  });

  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      performance.measure('busy', { start: startTime, duration });
    }
  }).observe({ type: 'longtask', buffered: true });
}
