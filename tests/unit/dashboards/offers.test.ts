import { beforeEach, describe, expect, it } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { demoProfile } from '@/tests/unit/support/profile';
import { runAtStorageCall } from '@/tests/unit/support/while-waiting';
import { newWorker } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { resolveOffers } from '@/utils/dashboards/offers';
import { cloudsLock, findCloud, putClouds } from '@/utils/storage/clouds';

const TYPED = 'https://horizon.example.org/';
const ROOT = 'https://horizon.example.org/dashboard/';
const OTHER = 'https://other.example.org/';
const stored = demoProfile('https://keystone.example.org/v3', { dashboardUrl: TYPED });
const resolveOffer = () => resolveOffers(TYPED, { root: ROOT, kind: 'horizon' });

beforeEach(() => stubBrowser());

describe('a dashboard that a cloud names, once it is found', () => {
  it('is stored with its root; another cloud keeps its own dashboard URL', async () => {
    await putClouds([stored]);
    await putClouds([{ ...stored, id: 'cloud-2', dashboardUrl: OTHER }]);
    await resolveOffer();
    expect([(await findCloud('cloud-1'))?.dashboardUrl, (await findCloud('cloud-2'))?.dashboardUrl]).toEqual([
      ROOT,
      OTHER,
    ]);
  });

  it.each<[string, Partial<CloudProfile>, Partial<CloudProfile>]>([
    ['keeps other changes made at the same time', { name: 'Renamed' }, { name: 'Renamed', dashboardUrl: ROOT }],
    ['is not stored where another URL was saved at the same time', { dashboardUrl: OTHER }, { dashboardUrl: OTHER }],
  ])('%s, at whatever step the second one runs', async (_, change, expected) => {
    const { accounts } = newWorker();
    const applyChange = () => accounts.applyExternalChange('cloud-1', (before) => before && { ...before, ...change });
    // A form is stored as it is, over any earlier value.
    const save = () => cloudsLock(() => putClouds([{ ...stored, dashboardUrl: ROOT, ...change }]));
    let slots = 0;
    for (const [first, second] of [
      [resolveOffer, applyChange],
      [applyChange, resolveOffer],
      [resolveOffer, save],
      [save, resolveOffer],
    ] as const)
      for (let n = 1, hasRun = true; hasRun; n += 1)
        for (const later of [0, 1, 2, 4]) {
          await putClouds([stored]);
          const { finish } = runAtStorageCall(n, second, later);
          await first();
          hasRun = await finish();
          slots += Number(hasRun);
          if (hasRun) expect(await findCloud('cloud-1'), `at ${n}, ${later}`).toEqual({ ...stored, ...expected });
        }
    expect(slots).toBeGreaterThan(10);
  });
});
