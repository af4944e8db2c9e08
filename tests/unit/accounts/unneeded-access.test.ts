import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { CREDENTIAL, fakeCloud, PASSWORD } from '@/tests/unit/support/cloud';
import { demoJournalEntry, demoProfile } from '@/tests/unit/support/profile';
import { newWorker, type Worker, workerWith } from '@/tests/unit/support/worker';
import { appCredentialJournal } from '@/utils/accounts/app-credential/journal';
import type { CloudProfile } from '@/utils/clouds/profile';
import { addDashboard } from '@/utils/dashboards/store';
import { cloudCache } from '@/utils/storage/cloud-cache';

const KEYSTONE = 'https://keystone.example:5000/v3';
const NEW_KEYSTONE = 'https://new.example/v3';
const MATCH_KEYSTONE = 'https://keystone.example/*';
const HORIZON = 'https://horizon.example/';
const HOSTS = { compute: ['https://nova.example/*'], console: ['https://console.example/*'] };
const ALL = [MATCH_KEYSTONE, 'https://horizon.example/*', ...HOSTS.compute, ...HOSTS.console];
const cloud = fakeCloud({ password: PASSWORD });
let removedOrigins: string[];

/** What the use cases left in the background since the last wait. */
const background = vi.hoisted((): Promise<void>[] => []);
vi.mock(import('@/utils/accounts/unneeded-access'), async (importOriginal) => {
  const original = await importOriginal();
  const noted = <A extends unknown[]>(start: (...args: A) => Promise<void>) => {
    return (...args: A) => {
      const work = start(...args);
      background.push(work);
      return work;
    };
  };
  return {
    ...original,
    removeAccessLeft: noted(original.removeAccessLeft),
    removeAccessOfRemoved: noted(original.removeAccessOfRemoved),
    removeAccessOfReplaced: noted(original.removeAccessOfReplaced),
  };
});

/** Ends with that work, of which there has to be some. */
async function backgroundEnds(): Promise<void> {
  expect(background).not.toHaveLength(0);
  await Promise.all(background.splice(0));
}

beforeEach(async () => {
  for (const id of ['cloud-1', 'cloud-2']) await newWorker().accounts.remove(id);
  await backgroundEnds();
  removedOrigins = [];
  vi.spyOn(fakeBrowser.permissions, 'remove').mockImplementation(async ({ origins = [] }) => {
    removedOrigins.push(...origins);
    return true;
  });
});

const profile = (overrides: Partial<CloudProfile> = {}) =>
  demoProfile(KEYSTONE, { dashboardUrl: HORIZON, remember: 'session', ...overrides });
const storeCloud = async (overrides: Partial<CloudProfile> = {}) => {
  const worker = await workerWith(profile(overrides), { verify: false });
  await cloudCache.putHosts(profile(overrides).id, HOSTS);
  return worker;
};
const saveCloud = ({ accounts }: Worker, overrides: Partial<CloudProfile>) =>
  accounts.save({ profile: profile(overrides), credential: CREDENTIAL, verify: false });
const anotherAuthUrl = { authUrl: NEW_KEYSTONE };

type Case = [string, (worker: Worker) => Promise<unknown>, string[]];
const CHANGES: Case[] = [
  ['is removed', ({ accounts }) => accounts.remove('cloud-1'), ALL],
  [
    'gets another auth URL',
    (worker) => saveCloud(worker, anotherAuthUrl),
    [MATCH_KEYSTONE, ...HOSTS.compute, ...HOSTS.console],
  ],
  [
    'gets another auth URL by sync or policy',
    ({ accounts }) => accounts.applyExternalChange('cloud-1', (before) => before && { ...before, ...anotherAuthUrl }),
    [MATCH_KEYSTONE, ...HOSTS.compute, ...HOSTS.console],
  ],
  [
    'gets another auth URL by a file',
    ({ accounts }) => accounts.importClouds({ clouds: [{ profile: profile(anotherAuthUrl), credential: CREDENTIAL }] }),
    [MATCH_KEYSTONE, ...HOSTS.compute, ...HOSTS.console],
  ],
  [
    'gets another dashboard',
    (worker) => saveCloud(worker, { dashboardUrl: 'https://other.example/' }),
    ['https://horizon.example/*'],
  ],
  ['gets another name', (worker) => saveCloud(worker, { name: 'renamed' }), []],
  [
    'gets another port',
    (worker) => saveCloud(worker, { authUrl: 'https://keystone.example:5001/v3' }),
    [...HOSTS.compute, ...HOSTS.console],
  ],
];

describe('access to the hosts of a cloud', () => {
  it.each(CHANGES)('is removed where it %s', async (_, change, expected) => {
    const worker = await storeCloud();
    await change(worker);
    await backgroundEnds();
    expect([...removedOrigins].sort()).toEqual([...expected].sort());
  });

  it('is removed where the cloud has named other hosts since, which the user allowed too', async () => {
    const { accounts } = await storeCloud();
    await cloudCache.putHosts('cloud-1', { compute: ['https://nova-2.example/*'], console: [] });
    await cloudCache.putHosts('cloud-1', { compute: ['https://nova-3.example/*'] });
    await accounts.remove('cloud-1');
    const later = [2, 3].map((n) => `https://nova-${n}.example/*`);
    await backgroundEnds();
    expect([...removedOrigins].sort()).toEqual([...ALL, ...later].sort());
  });

  it.each<[string, () => Promise<unknown>, string[]]>([
    ['another cloud', () => storeCloud({ id: 'cloud-2' }), [MATCH_KEYSTONE, ...HOSTS.compute, ...HOSTS.console]],
    ['an enabled dashboard', () => addDashboard({ root: HORIZON, kind: 'horizon' }), ['https://horizon.example/*']],
    [
      'an application credential that is still to be deleted',
      () => appCredentialJournal.put(demoJournalEntry(profile(), 'orphaned')),
      [MATCH_KEYSTONE],
    ],
  ])('stays where %s needs it', async (_, needed, kept) => {
    const { accounts } = await storeCloud();
    await needed();
    await accounts.remove('cloud-1');
    await backgroundEnds();
    expect(removedOrigins).toEqual(ALL.filter((pattern) => !kept.includes(pattern)));
  });

  it('stays until the tokens from there are revoked', async () => {
    const worker = await workerWith(demoProfile(cloud.authUrl, { remember: 'session' }));
    cloud.fail({ service: 'keystone', method: 'DELETE', effect: 'reset', times: null });
    expect(await worker.accounts.remove('cloud-1')).toMatchObject({ reason: 'pending' });
    await backgroundEnds();
    expect(removedOrigins).toEqual([]);
  });

  it('is removed by a later worker where the cloud never lets its tokens be revoked', async () => {
    const worker = await workerWith(demoProfile(cloud.authUrl, { remember: 'session' }));
    cloud.fail({ service: 'keystone', method: 'DELETE', effect: 'reset', times: null });
    await worker.accounts.remove('cloud-1');
    await newWorker().start();
    await backgroundEnds();
    expect(removedOrigins).toEqual([]);
    // The browser was closed.
    await fakeBrowser.storage.session.clear();
    await newWorker().start();
    await backgroundEnds();
    expect(removedOrigins).toEqual(['http://127.0.0.1/*']);
    await newWorker().start();
    await backgroundEnds();
    expect(removedOrigins).toHaveLength(1);
  });

  it('is used to revoke the tokens before it goes', async () => {
    const worker = await workerWith(demoProfile(cloud.authUrl, { remember: 'session' }));
    const order: string[] = [];
    vi.mocked(fakeBrowser.permissions.remove).mockImplementation(async () => {
      order.push(`removed with ${cloud.validTokens().length} tokens`);
      return true;
    });
    await worker.accounts.save({ profile: demoProfile(NEW_KEYSTONE), credential: CREDENTIAL, verify: false });
    await backgroundEnds();
    expect(order).toEqual(['removed with 0 tokens']);
  });
});
