// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { DashboardView } from '@/utils/messaging/views';
import { ok } from '../../fake-page-api';
import { elementOf } from '../../render';
import { openSettings } from '../open-settings';

const dashboard = (host: string, hasConsoles: boolean): DashboardView => ({
  ...{ root: `https://${host}/horizon/`, kind: 'horizon', origin: `https://${host}/*` },
  ...{ granted: true, missingAccess: [], hasConsoles },
});

it('says beside a dashboard, and no other, that consoles open on its address', async () => {
  const enabled = [dashboard('one.example', true), dashboard('two.example', false)];
  await openSettings({}, { listDashboards: () => ok({ enabled, offered: [] }) });
  const items = [...elementOf('.dashboards .hosts').children].map((item) => item.textContent);
  expect(items).toHaveLength(2);
  expect(items[0]).toContain('Consoles open on this address too');
  expect(items[1]).not.toContain('Consoles open on this address too');
});
