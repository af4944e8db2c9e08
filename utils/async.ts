/** Runs jobs one after another. */
export function createMutex(): <T>(job: () => Promise<T>) => Promise<T> {
  let lastJob: Promise<unknown> = Promise.resolve();
  return (job) => {
    const run = lastJob.then(job, job);
    // The result may be a secret: it is not kept.
    const dropResult = () => undefined;
    lastJob = run.then(dropResult, dropResult);
    return run;
  };
}

/** @throws Error after this time, when `onLate` has run */
export function inTime<T>(answer: Promise<T>, ms: number, onLate?: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      onLate?.();
      reject(new Error('The browser does not answer'));
    }, ms);
    void answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const CHECK_TIMEOUT_MS = 2_500;

/** Waits for `call`, then at most 2.5 s for `check` (undefined: timed out). Never throws. */
export async function settleCallAndCheck<CheckResult, CallResult>(
  check: Promise<CheckResult>,
  call: Promise<CallResult>,
): Promise<[callResult: PromiseSettledResult<CallResult>, checkResult: PromiseSettledResult<CheckResult> | undefined]> {
  const checked = Promise.allSettled([check]);
  const [callResult] = await Promise.allSettled([call]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const checkTimeout = new Promise<[]>((resolve) => {
    timer = setTimeout(() => resolve([]), CHECK_TIMEOUT_MS);
  });
  const [checkResult] = await Promise.race([checked, checkTimeout]);
  clearTimeout(timer);
  return [callResult, checkResult];
}

/** Stops at the first failure and rejects with it. */
export async function inParallel<T>(
  maxAtOnce: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const runWaitingItems = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item).catch((error: unknown) => {
        waiting.length = 0;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxAtOnce, items.length) }, runWaitingItems));
}

/** Runs when the page is idle, at the latest after the timeout. */
export function whenIdle(run: () => void, timeoutMs = 500): { cancel(): void } {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout: timeoutMs });
    return { cancel: () => cancelIdleCallback(handle) };
  }
  const handle = setTimeout(run, 16);
  return { cancel: () => clearTimeout(handle) };
}
