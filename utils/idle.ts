/** Runs once the browser has nothing better to do, at the latest after `timeout` ms. */
export function whenIdle(run: () => void, timeout = 500): { cancel(): void } {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout });
    return { cancel: () => cancelIdleCallback(handle) };
  }
  const handle = setTimeout(run, 16);
  return { cancel: () => clearTimeout(handle) };
}
