import { beforeStorageCalls } from './storage-calls';
import { newWorker } from './worker';

/** A worker that ends at one of its writes. */
export interface EndingWorker extends ReturnType<typeof newWorker> {
  /** tokens that it was given after its last write: it could not store them */
  unstoredTokens: readonly string[];
  /** Ends it, and lets the next worker use the storage. @returns whether it ended at that write; false: it finished before */
  end(): boolean;
}

/**
 * Makes a worker that ends just before its `n`-th write to the browser's storage, to IndexedDB or to a file: from then
 * on it can neither read, write nor send anything.
 * @param onRequest gets each request that it sends
 */
export function workerEndingAtWrite(n: number, onRequest: (url: string, init?: RequestInit) => void): EndingWorker {
  let writes = 0;
  let hasEnded = false;
  const unstoredTokens: string[] = [];
  const assertNotEnded = () => {
    if (hasEnded) throw new Error('the worker has ended');
  };
  const restore = beforeStorageCalls(({ kind }) => {
    if (kind === 'write') writes += 1;
    if (kind === 'write' && writes === n) hasEnded = true;
    assertNotEnded();
    if (kind === 'write') unstoredTokens.length = 0;
  });
  const worker = newWorker(async (input, init) => {
    assertNotEnded();
    onRequest(String(input), init);
    const answer = await fetch(input, init);
    const token = init?.method === 'POST' && answer.headers.get('x-subject-token');
    if (token) unstoredTokens.push(token);
    assertNotEnded();
    return answer;
  });
  return {
    ...worker,
    unstoredTokens,
    end() {
      const endedAtWrite = hasEnded;
      hasEnded = true;
      restore();
      return endedAtWrite;
    },
  };
}
