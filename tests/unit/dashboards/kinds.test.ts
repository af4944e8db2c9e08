import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { driverOf } from '@/utils/dashboards/kinds';
import { DASHBOARD_KINDS } from '@/utils/messaging/dashboard-kinds';

it('each folder of utils/dashboards is a kind of dashboard, and each kind has one', () => {
  const entries = readdirSync('utils/dashboards', { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(folders.sort()).toEqual([...DASHBOARD_KINDS].sort());
});

describe.each(DASHBOARD_KINDS)('%s', (kind) => {
  it('has a driver', () => {
    expect(driverOf(kind).rootOf).toBeTypeOf('function');
  });

  it.each([`utils/dashboards/${kind}/root.ts`, `utils/dashboards/${kind}/page.ts`, `entrypoints/${kind}.ts`])(
    'has %s',
    (file) => {
      expect(existsSync(file)).toBe(true);
    },
  );
});
