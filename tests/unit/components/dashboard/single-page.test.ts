// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { serverId } from '@/tests/fixtures/horizon/server';
import { detailOfSkyline, EMPTY, listOfSkyline, type SkylineRow } from '@/tests/unit/dashboards/skyline/skyline-page';
import { alerts, buttonOf, buttons, clickButtonOf, ERROR_TEXT, letPendingRun, setPath, show, start } from './page';

const WEB: SkylineRow = { id: serverId(1), name: 'web-01', status: 'Active' };
const DB: SkylineRow = { id: serverId(2), name: 'db-01', status: 'Shutoff' };
const LIST = '/compute/instance';

/** What React does: another page in the same element, at another address. */
async function go(html: string, path: string): Promise<void> {
  setPath(path);
  const page = new DOMParser().parseFromString(html, 'text/html');
  document.getElementById('app')?.replaceChildren(...(page.getElementById('app')?.children ?? []));
  await letPendingRun();
}

it('has its buttons when its scripts have filled the page, and on each page it goes to', async () => {
  show(EMPTY, LIST);
  start();
  expect(buttons()).toEqual([]);
  await go(listOfSkyline([WEB, DB]), LIST);
  expect(buttons()).toHaveLength(2);
  await go(detailOfSkyline(DB), `${LIST}/detail/${DB.id}`);
  expect(buttonOf(DB).parentElement?.className).toContain('action-buttons');
  expect(buttons()).toHaveLength(1);
  await go(listOfSkyline([]), '/compute/flavor');
  expect(buttons()).toEqual([]);
  await go(listOfSkyline([WEB, DB]), LIST);
  expect(buttons()).toHaveLength(2);
});

it("removes a button whose slot has become another server's", async () => {
  show(detailOfSkyline(WEB), `${LIST}/detail/${WEB.id}`);
  start();
  setPath(`${LIST}/detail/${DB.id}`);
  const name = document.querySelector('.ant-descriptions-item-content') as Element;
  (name.firstChild as Text).data = 'db-01';
  await letPendingRun();
  expect(buttons()).toEqual([buttonOf(DB)]);
  expect(buttonOf(DB).title).toContain('db-01');
});

it('asks again about a server whose status changes in place', async () => {
  show(listOfSkyline([WEB, DB]), LIST);
  const { api } = start();
  await letPendingRun();
  expect(api.obstacles.mock.calls.map(([, ids]) => ids)).toEqual([[WEB.id, DB.id]]);
  const [, status] = document.querySelectorAll('.ant-badge-status-text');
  ((status as Element).firstChild as Text).data = 'Active';
  await letPendingRun();
  expect(api.obstacles.mock.calls.slice(1).map(([, ids]) => ids)).toEqual([[DB.id]]);
  expect(buttons()).toHaveLength(2);
});

it('leaves no message behind on another page', async () => {
  show(listOfSkyline([WEB]), LIST);
  start({ open: async () => ERROR_TEXT });
  await letPendingRun();
  await clickButtonOf(WEB);
  expect(document.querySelectorAll('.ant-layout-content > [role=alert]')).toHaveLength(1);
  await go(listOfSkyline([]), '/compute/flavor');
  expect(alerts()).toEqual([]);
  expect(document.querySelectorAll('[role=alert]')).toHaveLength(0);
});
