import { expect, it, vi } from 'vitest';
import { createObstacleQueue } from '@/components/dashboard/obstacle-queue';
import type { DashboardApi, DashboardPage } from '@/utils/messaging/dashboard-requests';

const PAGE: DashboardPage = { panel: 'project', userName: null, projectName: null, domainName: null, regionName: null };

function setUp() {
  const answers: ((reasons: Record<string, string> | null) => void)[] = [];
  const api = {
    obstacles: vi.fn<DashboardApi['obstacles']>(() => new Promise((resolve) => answers.push(resolve))),
  };
  const told: [string, string | null | undefined][] = [];
  const controller = new AbortController();
  const tell = (id: string, reason: string | null | undefined) => void told.push([id, reason]);
  const obstacles = createObstacleQueue(api, () => PAGE, tell, controller.signal);
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    answers,
    api,
    told,
    controller,
    obstacles,
    settle,
    asked: () => api.obstacles.mock.calls.map(([, ids]) => ids),
  };
}

it('asks one question at a time, of at most 100 servers', async () => {
  const { answers, told, obstacles, settle, asked } = setUp();
  for (let id = 0; id < 250; id += 1) obstacles.ask(`${id}`);
  for (const count of [1, 2, 3]) {
    await settle();
    expect(asked()).toHaveLength(count);
    answers[count - 1]?.({ 0: 'off' });
  }
  await settle();
  expect(asked().map((ids) => ids.length)).toEqual([100, 100, 50]);
  expect(told).toHaveLength(250);
  expect(told[0]).toEqual(['0', 'off']);
  obstacles.ask('new');
  await settle();
  expect(asked()[3]).toEqual(['new']);
});

it('ignores the answer about a server that was asked about again or cancelled', async () => {
  const { answers, told, obstacles, settle, asked } = setUp();
  for (const id of ['a', 'b', 'c']) obstacles.ask(id);
  await settle();
  obstacles.ask('a');
  obstacles.cancel('b');
  answers[0]?.({ a: 'late', b: 'late', c: 'off' });
  await settle();
  expect(told).toEqual([['c', 'off']]);
  expect(asked()[1]).toEqual(['a']);
  answers[1]?.({});
  await settle();
  expect(told[1]).toEqual(['a', null]);
});

it('says nothing after its end', async () => {
  const { answers, told, controller, obstacles, settle, asked } = setUp();
  obstacles.ask('a');
  await settle();
  obstacles.ask('b');
  controller.abort();
  answers[0]?.({});
  await settle();
  expect(told).toEqual([]);
  expect(asked()).toHaveLength(1);
});
