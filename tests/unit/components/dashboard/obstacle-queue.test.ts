import { expect, it, vi } from 'vitest';
import { createObstacleQueue } from '@/components/dashboard/obstacle-queue';
import type { DashboardApi, DashboardPage } from '@/utils/messaging/dashboard-requests';

const PAGE: DashboardPage = { panel: 'project', userName: null, projectName: null, domainName: null, regionName: null };

function setUp() {
  const answers: ((reasons: Record<string, string> | null) => void)[] = [];
  const api = {
    obstacles: vi.fn<DashboardApi['obstacles']>(() => new Promise((resolve) => answers.push(resolve))),
  };
  const reported: [string, string | null | undefined][] = [];
  const controller = new AbortController();
  const report = (id: string, reason: string | null | undefined) => void reported.push([id, reason]);
  const obstacles = createObstacleQueue(api, () => PAGE, report, controller.signal);
  const nextTick = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    answers,
    api,
    reported,
    controller,
    obstacles,
    nextTick,
    asked: () => api.obstacles.mock.calls.map(([, ids]) => ids),
  };
}

it('sends one request at a time, for at most 100 servers', async () => {
  const { answers, reported, obstacles, nextTick, asked } = setUp();
  for (let id = 0; id < 250; id += 1) obstacles.enqueue(`${id}`);
  for (const count of [1, 2, 3]) {
    await nextTick();
    expect(asked()).toHaveLength(count);
    answers[count - 1]?.({ 0: 'off' });
  }
  await nextTick();
  expect(asked().map((ids) => ids.length)).toEqual([100, 100, 50]);
  expect(reported).toHaveLength(250);
  expect(reported[0]).toEqual(['0', 'off']);
  obstacles.enqueue('new');
  await nextTick();
  expect(asked()[3]).toEqual(['new']);
});

it('ignores the answer about a server that was asked about again or cancelled', async () => {
  const { answers, reported, obstacles, nextTick, asked } = setUp();
  for (const id of ['a', 'b', 'c']) obstacles.enqueue(id);
  await nextTick();
  obstacles.enqueue('a');
  obstacles.cancel('b');
  answers[0]?.({ a: 'late', b: 'late', c: 'off' });
  await nextTick();
  expect(reported).toEqual([['c', 'off']]);
  expect(asked()[1]).toEqual(['a']);
  answers[1]?.({});
  await nextTick();
  expect(reported[1]).toEqual(['a', null]);
});

it('reports nothing after its end', async () => {
  const { answers, reported, controller, obstacles, nextTick, asked } = setUp();
  obstacles.enqueue('a');
  await nextTick();
  obstacles.enqueue('b');
  controller.abort();
  answers[0]?.({});
  await nextTick();
  expect(reported).toEqual([]);
  expect(asked()).toHaveLength(1);
});
