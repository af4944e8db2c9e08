import { expect, it } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { addDashboard, dashboardOf } from '@/utils/dashboards/store';

const OUTER = { root: 'https://cloud.example/horizon/', kind: 'horizon' } as const;
const INNER = { root: 'https://cloud.example/horizon/second/', kind: 'horizon' } as const;

it.each([
  ['https://cloud.example/horizon/project/instances/', OUTER],
  ['https://cloud.example/horizon/second/project/?page=2', INNER],
  ['https://cloud.example:8443/horizon/project/', null],
  ['https://cloud.example/', null],
  ['https://cloud.example@evil.example/horizon/', null],
  ['nonsense', null],
])('the dashboard of the page %s', async (url, expected) => {
  stubBrowser();
  await addDashboard(OUTER);
  await addDashboard(INNER);
  expect(await dashboardOf(url)).toEqual(expected);
});

it('is none while access to it is missing', async () => {
  let granted = true;
  stubBrowser({ granted: (origin) => granted && origin === 'https://cloud.example/*' });
  await addDashboard(OUTER);
  expect(await dashboardOf(OUTER.root)).toEqual(OUTER);
  granted = false;
  expect(await dashboardOf(OUTER.root)).toBeNull();
  granted = true;
  expect(await dashboardOf(OUTER.root)).toEqual(OUTER);
});
