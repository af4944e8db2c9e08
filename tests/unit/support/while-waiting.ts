import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/**
 * Starts an action in the middle of another: at its `n`-th call of the browser's storage.
 * @param later number of microtasks after that call
 * @param counts false: only what follows `from` counts
 * @returns `end` waits for it; false: there were fewer calls
 */
export function runAfterRequests(n: number, begin: () => Promise<unknown>, later = 0, counts = true) {
  let calls = counts ? 0 : Number.NEGATIVE_INFINITY;
  let running: Promise<unknown> | null = null;
  const { local, session, sync } = fakeBrowser.storage;
  const start = async () => {
    for (let remaining = later; remaining > 0; remaining -= 1) await Promise.resolve();
    return begin();
  };
  const count = () => {
    calls += 1;
    if (calls === n) running = start();
  };
  const spies = [local, session, sync].flatMap((area) => {
    const [get, set] = [area.get.bind(area), area.set.bind(area)];
    return [
      vi.spyOn(area, 'get').mockImplementation((keys?: unknown) => {
        count();
        return get(keys as string[]);
      }),
      vi.spyOn(area, 'set').mockImplementation((items) => {
        count();
        return set(items);
      }),
    ];
  });
  return {
    from: () => {
      calls = 0;
    },
    async end(): Promise<boolean> {
      for (const spy of spies) spy.mockRestore();
      await running;
      return running !== null;
    },
  };
}
