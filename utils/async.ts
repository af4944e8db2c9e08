/**
 * Runs the given jobs one after another, in the order they were asked for, so that two
 * read-change-write steps on one storage key cannot interleave. A failing job does not stop the next.
 */
export function createMutex(): <T>(job: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (job) => {
    const run = tail.then(job, job);
    // What a job gave is not kept until the next one comes: it may be a secret.
    const done = () => undefined;
    tail = run.then(done, done);
    return run;
  };
}

/** Who is silent for so long after the call was answered cannot be asked, in ms. */
const TIMEOUT_MS = 2_500;

/**
 * What becomes of a call, and of a question beside it that may change what its answer is worth.
 *
 * @returns how the call ended, and how the question did; nothing for a question that keeps the call's answer waiting too
 *   long. Never throws.
 */
export async function settleWithin<Q, A>(
  question: Promise<Q>,
  call: Promise<A>,
): Promise<[answer: PromiseSettledResult<A>, told: PromiseSettledResult<Q> | undefined]> {
  const asked = Promise.allSettled([question]);
  const [answer] = await Promise.allSettled([call]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<[]>((resolve) => {
    timer = setTimeout(() => resolve([]), TIMEOUT_MS);
  });
  const [told] = await Promise.race([asked, late]);
  clearTimeout(timer);
  return [answer, told];
}

/** Does `work` for every item, at most `width` at a time. Rejects with the first failure, and begins no more after it. */
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

/** Runs once the browser has nothing better to do, at the latest after `timeout` ms. */
export function whenIdle(run: () => void, timeout = 500): { cancel(): void } {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(run, { timeout });
    return { cancel: () => cancelIdleCallback(handle) };
  }
  const handle = setTimeout(run, 16);
  return { cancel: () => clearTimeout(handle) };
}
