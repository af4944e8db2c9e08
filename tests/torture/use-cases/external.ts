import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { clouds, preparing } from '@/tests/torture/support/clouds';
import type { UseCase } from '@/tests/torture/support/model';
import { passwordOf } from '@/tests/unit/support/profile';
import type { SyncRecord } from '@/utils/sync/record';
import { warmIn } from './prepare';

const ITEM = 'cloud:cloud-1';
const OTHER_BROWSER = 'ffffffff';

/** The clouds are synced; another browser then changes the first one. */
const synced = (change: (record: SyncRecord, at: number) => SyncRecord) =>
  async function prepare() {
    await warmIn('device')();
    await preparing().routes.pages.setSync({ on: true });
    const { [ITEM]: record } = (await fakeBrowser.storage.sync.get(ITEM)) as { [ITEM]: SyncRecord };
    await fakeBrowser.storage.sync.set({ [ITEM]: change(record, Date.now() + 1000) });
  };

const withField = (name: string, value: () => unknown) => (record: SyncRecord, at: number) => ({
  ...record,
  fields: { ...record.fields, [name]: [value(), at, OTHER_BROWSER] as [unknown, number, string] },
});

/** An administrator sets up clouds; later at another address. */
function setByPolicy(authUrl: () => string): void {
  const cloud = { id: 'north', name: 'North', authUrl: authUrl() };
  vi.spyOn(fakeBrowser.storage.managed, 'get').mockImplementation(async () => ({ clouds: [cloud] }));
}

const OWN = ['cloud-1'] as const;

/** What changes clouds from outside. */
export const EXTERNAL: readonly UseCase[] = [
  {
    name: 'sync for the first time',
    prepare: warmIn('device'),
    run: ({ routes }) => routes.pages.setSync({ on: true }),
  },
  {
    name: 'sync another name',
    prepare: synced(withField('name', () => 'Renamed')),
    run: ({ sync }) => sync.reconcile(),
  },
  {
    name: 'sync another address',
    ...{ prepare: synced(withField('authUrl', () => clouds.south.authUrl)), mayLose: OWN },
    run: ({ sync }) => sync.reconcile(),
  },
  {
    name: 'sync another user',
    ...{ prepare: synced(withField('signIn', () => passwordOf('reader'))), mayLose: OWN },
    run: ({ sync }) => sync.reconcile(),
  },
  {
    name: 'sync a removal',
    prepare: synced(({ v }, at) => ({ v, removed: [at, OTHER_BROWSER], fields: {} })),
    mayLose: OWN,
    run: ({ sync }) => sync.reconcile(),
  },
  {
    name: 'keep a cloud that another browser removed',
    prepare: async () => {
      await synced(({ v }, at) => ({ v, removed: [at, OTHER_BROWSER], fields: {} }))();
      await preparing().sync.reconcile();
    },
    mayLose: OWN,
    run: ({ routes }) => routes.pages.resolveRemoval({ cloudId: 'cloud-1', choice: 'restore' }),
  },
  {
    name: 'stop to sync',
    prepare: synced((record) => record),
    run: ({ routes }) => routes.pages.eraseSync({}),
  },
  {
    name: 'apply a policy',
    prepare: async () => {
      await warmIn('device')();
      setByPolicy(() => clouds.north.authUrl);
    },
    run: (worker) => worker.applyPolicy(),
  },
  {
    name: 'apply a policy that moves a cloud',
    prepare: async () => {
      await warmIn('device')();
      setByPolicy(() => clouds.north.authUrl);
      await preparing().applyPolicy();
      setByPolicy(() => clouds.south.authUrl);
    },
    run: (worker) => worker.applyPolicy(),
  },
  { name: 'start', prepare: warmIn('device'), run: (worker) => worker.start() },
];
