import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import type { TokenOrigin, TokenSource } from '@/utils/consoles/token-source';
import type { PageContext } from '@/utils/dashboards/open-request';
import { serverObstacles } from '@/utils/dashboards/server-obstacles';

const endpoint = { interface: 'public', region: 'RegionOne', url: 'https://nova.example.org/v2.1' };
const token = {
  ...{ token: 'tok', catalog: [{ type: 'compute', endpoints: [endpoint] }], region: null },
  selection: { interface: 'public' },
};
const origin: TokenOrigin = { via: 'dashboard', cloudOrHost: 'h.example' };
const tokens: TokenSource<PageContext> = {
  async use(_, call) {
    try {
      return { kind: 'done', origin, value: await call(token) };
    } catch (error) {
      return { kind: 'failed', origin, error };
    }
  },
};
const context = { dashboard: { root: 'https://h.example/', kind: 'horizon' } } as PageContext;

beforeEach(() => {
  stubBrowser();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

it('of a page of 100 servers are asked for a minute at most, however slow Nova is', async () => {
  let requestCount = 0;
  const slowFetch: typeof fetch = async () => {
    requestCount += 1;
    await new Promise((resolve) => setTimeout(resolve, 19_000));
    return new Response('{}', { status: 500 });
  };
  const ids = Array.from({ length: 100 }, (_, index) => String(index));
  const from = performance.now();
  let seconds: number | undefined;
  const ended = serverObstacles({ client: { fetch: slowFetch }, tokens, isWithinRate: () => true }, context, ids).catch(
    (error: { code: string }) => error.code,
  );
  void ended.then(() => {
    seconds = (performance.now() - from) / 1000;
  });
  while (seconds === undefined) await vi.advanceTimersByTimeAsync(1000);
  expect(await ended).toBe('TIMEOUT');
  expect(seconds).toBeLessThanOrEqual(61);
  expect(requestCount).toBeLessThanOrEqual(16);
});
