import { expect, test } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { rowNames, visit } from './dashboard';

const cloud = fakeCloud({ servers: 100 });

test('the list comes in pages of 20, forwards and back', async () => {
  const { page } = visit(cloud, 'demo', { project: 'ops' });
  const link = (document: Awaited<ReturnType<typeof page>>, name: string) =>
    document.querySelector(`tfoot a[href^="?${name}="]`)?.getAttribute('href') ?? null;
  const first = await page('project/instances/');
  expect([rowNames(first).length, link(first, 'prev_marker')]).toEqual([20, null]);
  const second = await page(`project/instances/${link(first, 'marker')}`);
  expect(rowNames(second)).toHaveLength(20);
  expect(rowNames(second)).not.toEqual(expect.arrayContaining(rowNames(first).slice(0, 1)));
  const row = second.querySelector('tr[data-object-id]');
  expect(row?.querySelector('td a[href*="/instances/"]')?.getAttribute('href')).toMatch(/\/\?marker=[0-9a-f-]{36}$/);
  expect(row?.getAttribute('data-update-url')).toMatch(/&marker=[0-9a-f-]{36}$/);
  const back = await page(`project/instances/${link(second, 'prev_marker')}`);
  expect(rowNames(back)).toEqual(rowNames(first));
});

test('every server is on one page only', async () => {
  const { page } = visit(cloud, 'demo', { project: 'ops' });
  const names: string[] = [];
  let href = '';
  do {
    const document = await page(`project/instances/${href}`);
    names.push(...rowNames(document));
    href = document.querySelector('tfoot a[href^="?marker="]')?.getAttribute('href') ?? '';
  } while (href !== '');
  expect(names.filter((name) => name.startsWith('load-'))).toHaveLength(100);
});

test('a page of 100 rows is of the weight of a real one', async () => {
  cloud.knobs.horizonPageSize = 100;
  const { page, request } = visit(cloud, 'demo', { project: 'ops' });
  expect(rowNames(await page('project/instances/'))).toHaveLength(100);
  const text = await (await request('project/instances/')).text();
  // 16 real rows with their page weigh 138 kB, over 7 kB each
  expect(text.length).toBeGreaterThan(400_000);
});

test('a marker that names no server leaves the list empty and says why', async () => {
  const document = await visit(cloud).page('project/instances/?marker=nothing');
  expect(rowNames(document)).toEqual([]);
  expect(document.querySelector('.messages .alert-danger')).not.toBeNull();
});
