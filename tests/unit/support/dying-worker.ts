import { beforeStorageCalls } from './storage-calls';
import { newWorker } from './worker';

/** A worker that ends at one of its writes. */
export interface DyingWorker extends ReturnType<typeof newWorker> {
  /** tokens that it was given after its last write: nothing could note them */
  unnoted: readonly string[];
  /** Gives the storage back to the next worker. @returns false where this one had finished before that write. */
  bury(): boolean;
}

/**
 * Makes a worker that ends just before its `n`-th write to the browser's storage, to IndexedDB or to a file: from then on it can neither
 * read, write nor send anything.
 * @param onRequest gets each request that it sends
 */
export function dyingWorker(n: number, onRequest: (url: string, init?: RequestInit) => void): DyingWorker {
  let writes = 0;
  let isDead = false;
  const unnoted: string[] = [];
  const assertAlive = () => {
    if (isDead) throw new Error('the worker has ended');
  };
  const restore = beforeStorageCalls(({ kind }) => {
    if (kind === 'write') writes += 1;
    if (kind === 'write' && writes === n) isDead = true;
    assertAlive();
    if (kind === 'write') unnoted.length = 0;
  });
  const worker = newWorker(async (input, init) => {
    assertAlive();
    onRequest(String(input), init);
    const answer = await fetch(input, init);
    const token = init?.method === 'POST' && answer.headers.get('x-subject-token');
    if (token) unnoted.push(token);
    assertAlive();
    return answer;
  });
  return {
    ...worker,
    unnoted,
    bury() {
      const died = isDead;
      isDead = true;
      restore();
      return died;
    },
  };
}
