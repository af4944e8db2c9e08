import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/**
 * Starts an action while another one runs: at the `n`-th call of the browser's storage.
 * @param delay microtasks between that call and the action
 * @param countsAtOnce false: only calls after `from` are counted
 * @returns `finish` waits for it; false: there were fewer calls
 */
export function runAtStorageCall(n: number, action: () => Promise<unknown>, delay = 0, countsAtOnce = true) {
  let calls = countsAtOnce ? 0 : Number.NEGATIVE_INFINITY;
  let running: Promise<unknown> | null = null;
  const { local, session, sync } = fakeBrowser.storage;
  const start = async () => {
    for (let remaining = delay; remaining > 0; remaining -= 1) await Promise.resolve();
    return action();
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
    async finish(): Promise<boolean> {
      for (const spy of spies) spy.mockRestore();
      await running;
      return running !== null;
    },
  };
}
