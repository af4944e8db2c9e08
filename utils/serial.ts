/**
 * Runs the given jobs one after another, in the order they were asked for, so that two
 * read-change-write steps on one storage key cannot interleave. A failing job does not stop the next.
 */
export function createSerial(): <T>(job: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (job) => {
    const run = tail.then(job, job);
    tail = run.catch(() => undefined);
    return run;
  };
}
