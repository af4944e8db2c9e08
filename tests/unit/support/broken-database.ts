import { vi } from 'vitest';

/** How IndexedDB may be unusable. */
const BROKEN = {
  'throws at once': () => {
    throw new DOMException('denied', 'SecurityError');
  },
  'cannot be opened': () => {
    const request = Object.assign(new EventTarget(), { error: new DOMException('corrupt', 'UnknownError') });
    queueMicrotask(() => (request as unknown as IDBOpenDBRequest).onerror?.(new Event('error')));
    return request as unknown as IDBOpenDBRequest;
  },
  'does not answer': () => new EventTarget() as IDBOpenDBRequest,
} satisfies Record<string, () => IDBOpenDBRequest>;

export type Broken = keyof typeof BROKEN;
export const BROKEN_DATABASES = Object.keys(BROKEN) as Broken[];

/** Lets no database be opened until the end of the test. @returns ends that */
export function breakDatabases(how: Broken): () => void {
  const spy = vi.spyOn(indexedDB, 'open').mockImplementation(BROKEN[how]);
  return () => spy.mockRestore();
}
