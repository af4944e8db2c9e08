/** Runs once the browser has nothing better to do, at the latest after `timeout` ms. */
export function whenIdle(run: () => void, timeout = 500): { cancel(): void } {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout });
    return { cancel: () => cancelIdleCallback(handle) };
  }
  const handle = setTimeout(run, 16);
  return { cancel: () => clearTimeout(handle) };
}

/**
 * Reads something in the first idle moment, or before where it is needed: the start of a page pays nothing for it, and
 * it is there when nobody can be asked any more.
 */
export function early<T>(read: () => T): () => T {
  let known: { value: T } | null = null;
  const get = () => {
    known ??= { value: read() };
    return known.value;
  };
  whenIdle(get);
  return get;
}
