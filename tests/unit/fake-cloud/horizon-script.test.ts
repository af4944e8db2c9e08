import { Window } from 'happy-dom';
import { expect, test, vi } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { visit } from './dashboard';

const cloud = fakeCloud({ horizonPollMs: 1000 });

/** The list with its script at work; the test decides when a time-out comes due. */
async function livePage() {
  const { request } = visit(cloud);
  const { document } = new Window();
  document.write(await (await request('project/instances/')).text());
  const script = [...document.querySelectorAll('body > script')].at(-1)?.textContent ?? '';
  const due: { run: () => void; after: number }[] = [];
  const fetch = vi.fn((url: string, init: RequestInit) => request(url, init));
  new Function('document', 'fetch', 'setTimeout', script)(document, fetch, (run: () => void, after: number) => {
    due.push({ run, after });
  });
  /** Waits for the end of a round; returns how long the page then wants to wait. */
  const round = (count: number) => vi.waitUntil(() => due[count - 1], { timeout: 10_000 });
  return { document, fetch, round };
}

test('pending rows are asked for at growing intervals, and replaced when they changed', async () => {
  const server = cloud.server('erp-node-2');
  const { document, fetch, round } = await livePage();
  const row = () => document.querySelector(`tr[data-object-id="${server.id}"]`);
  const first = row();
  const one = await round(1);
  expect(one.after).toBe(1000);
  expect(fetch.mock.calls.map(([url]) => url).filter((url) => url.includes(server.id))).toHaveLength(1);
  expect(row()).not.toBe(first);
  expect(row()?.querySelector('td.warning .progress-bar')).not.toBeNull();

  const second = row();
  one.run();
  const two = await round(2);
  expect([two.after, row() === second]).toEqual([2000, true]);
  row()?.querySelector('td.actions_column')?.insertAdjacentHTML('beforeend', '<button>foreign</button>');
  two.run();
  const three = await round(3);
  expect([three.after, row()?.textContent?.includes('foreign')]).toEqual([3000, false]);

  row()?.querySelector('.btn-group')?.classList.add('open');
  fetch.mockClear();
  three.run();
  const paused = await round(4);
  expect([paused.after, fetch.mock.calls.length]).toEqual([1000, 0]);
  row()?.querySelector('.btn-group')?.classList.remove('open');

  Object.assign(server, { status: 'ACTIVE', taskState: null });
  paused.run();
  await round(5);
  expect(row()?.classList.contains('status_up')).toBe(true);

  cloud.world.servers.splice(cloud.world.servers.indexOf(cloud.server('search-01')), 1);
  const gone = document.querySelector('tr[data-display="search-01"]');
  (await round(5)).run();
  await round(6);
  expect([gone?.isConnected, gone !== null]).toEqual([false, true]);
});

test('a click on a head sorts the rows that are there, and keeps what was put into them', async () => {
  const { document } = await livePage();
  const rows = () => [...document.querySelectorAll('tr[data-object-id]')];
  const before = new Set(rows());
  rows()[0]?.querySelector('td.actions_column')?.setAttribute('data-mark', 'mine');
  (document.querySelectorAll('th.sortable')[0] as unknown as HTMLElement).click();
  const names = rows().map((row) => row.getAttribute('data-display') ?? '');
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })));
  expect(rows().every((row) => before.has(row))).toBe(true);
  expect(document.querySelectorAll('[data-mark="mine"]')).toHaveLength(1);
});

test('a menu opens and closes', async () => {
  const { document } = await livePage();
  const toggle = document.querySelector('td.actions_column .dropdown-toggle') as unknown as HTMLElement;
  toggle.click();
  expect(document.querySelectorAll('.actions_column .btn-group.open')).toHaveLength(1);
  (document.querySelector('h1') as unknown as HTMLElement).click();
  expect(document.querySelectorAll('.open')).toHaveLength(0);
});
