/**
 * Runs the given jobs one after another, in the order they were asked for, so that two
 * read-change-write steps on one storage key cannot interleave. A failing job does not stop the next.
 */
export function createSerial(): <T>(job: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve();
  return (job) => {
    const run = tail.then(job, job);
    // What a job gave is not kept until the next one comes: it may be a secret.
    const done = () => undefined;
    tail = run.then(done, done);
    return run;
  };
}
