/** Runs jobs one after another, in order. */
export function createMutex(): <T>(job: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (job) => {
    const run = tail.then(job, job);
    // Do not retain the result: it may be a secret.
    const done = () => undefined;
    tail = run.then(done, done);
    return run;
  };
}

const TIMEOUT_MS = 2_500;

/**
 * Waits for `call`, then at most 2.5 s more for `check`.
 * @returns both results; undefined: the check timed out. Never throws.
 */
export async function settleCallAndCheck<Q, A>(
  check: Promise<Q>,
  call: Promise<A>,
): Promise<[callResult: PromiseSettledResult<A>, checkResult: PromiseSettledResult<Q> | undefined]> {
  const checked = Promise.allSettled([check]);
  const [callResult] = await Promise.allSettled([call]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<[]>((resolve) => {
    timer = setTimeout(() => resolve([]), TIMEOUT_MS);
  });
  const [checkResult] = await Promise.race([checked, late]);
  clearTimeout(timer);
  return [callResult, checkResult];
}

/** Runs `work` for all items, at most `width` at once. Stops at the first failure and rejects with it. */
export async function inParallel<T>(
  width: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
}

/** Runs when the page is idle. @param timeout in ms, after which it runs in any case */
export function whenIdle(run: () => void, timeout = 500): { cancel(): void } {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout });
    return { cancel: () => cancelIdleCallback(handle) };
  }
  const handle = setTimeout(run, 16);
  return { cancel: () => clearTimeout(handle) };
}
