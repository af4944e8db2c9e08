import { fakeClouds, fakeHosts, fakeProfile, fakeProjects } from '@/tests/unit/components/fake-data';
import { failed, fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import type { PolicyView, SignInReport, SyncView, VaultView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import type { Scene } from './scenes';

const report: SignInReport = {
  userName: 'demo',
  projects: fakeProjects,
  regions: ['RegionOne', 'RegionTwo'],
  hosts: fakeHosts,
};

const SAVE = { click: 'button[type=submit]' };
const typed = [
  { type: 'North', into: '#field-name' },
  { type: 'https://keystone.north.example.org:5000', into: '#field-authUrl' },
  { type: 'demo', into: '#field-userName' },
  { type: 'secret', into: '#field-password' },
];

const sync: SyncView = { on: false, allowed: true, problem: null, unsynced: [], newerCount: 0, stored: 0, removed: [] };
const policy: PolicyView = { problems: [], syncDisabled: false, maxAutoLockMinutes: null };
const NO_VAULT: VaultView = { exists: false, locked: false, autoLockMinutes: 15, retryAt: null };
const behindPassphrase = fakeClouds.map((view) => ({
  ...view,
  profile: { ...view.profile, remember: 'passphrase' as const },
}));

function settings(
  scene: Partial<Scene>,
  clouds = fakeClouds,
  problem?: Problem,
  access = true,
  syncState = sync,
  policyState = policy,
  vault = NO_VAULT,
): Scene {
  const api = fakePageApi(
    {
      syncState: () => ok(syncState),
      policyState: () => ok(policyState),
      listClouds: () => ok(clouds),
      saveCloud: ({ profile }) => (problem ? failed(problem.code, problem.facts) : ok({ profile, report })),
      vaultState: () => ok(vault),
      testCloud: () => ok(report),
    },
    { requestAccess: async () => access },
  );
  return { page: 'settings', api, ...scene };
}

const vaultScene = (scene: Partial<Scene>, vault: VaultView) =>
  settings(scene, behindPassphrase, undefined, true, sync, policy, vault);

const identity: Problem['facts'] = {
  method: 'POST',
  host: 'keystone.north.example.org:5000',
  requestId: 'req-2b7c6a8e-1f39-4c62-9f2c-7f6f0d3a5b11',
};

export const settingsScenes: Record<string, Scene> = {
  'settings-empty': settings({}, []),
  'settings-new': settings({ hash: '#new' }, []),
  'settings-cloud': settings({ hash: '#cloud=cloud-north' }),
  'settings-saved': settings({ hash: '#cloud=cloud-north', steps: [SAVE] }),
  'settings-required': settings({ hash: '#new', steps: [SAVE] }),
  'settings-wrong-password': settings({ hash: '#new', steps: [...typed, SAVE] }, fakeClouds, {
    code: 'INVALID_CREDENTIALS',
    facts: { ...identity, status: 401 },
  }),
  'settings-unreachable': settings({ hash: '#new', steps: [...typed, SAVE] }, fakeClouds, {
    code: 'NETWORK',
    facts: { method: 'GET', host: 'keystone.north.example.org:5000' },
  }),
  'settings-refused': settings({ hash: '#new', steps: [...typed, SAVE] }, [], undefined, false),
  'settings-passphrase': settings({ hash: '#new', steps: [{ click: 'input[value=passphrase]' }, SAVE] }, []),
  'settings-locked': vaultScene({ hash: '#cloud=cloud-north' }, { ...NO_VAULT, exists: true, locked: true }),
  'settings-vault': vaultScene(
    { hash: '#cloud=cloud-north', steps: [{ click: '.change summary' }] },
    { ...NO_VAULT, exists: true },
  ),
  'settings-remove': settings({ hash: '#cloud=cloud-north', steps: [{ click: '.danger' }] }),
  'settings-production': settings({ hash: '#cloud=cloud-lab' }, [
    ...fakeClouds,
    {
      profile: fakeProfile({ id: 'x', name: 'A cloud with a rather long name, as people give them', color: '#217a3f' }),
      hasCredential: true,
      hosts: [],
    },
  ]),
  'settings-sync': settings({}, [], undefined, true, { ...sync, on: true, stored: 2 }),
  'settings-sync-full': settings({}, [], undefined, true, {
    ...sync,
    on: true,
    problem: 'full',
    unsynced: ['North', 'A cloud with a rather long name, as people give them'],
    newerCount: 2,
    stored: 12,
    removed: [{ id: 'south', name: 'South' }],
  }),
  'settings-policy': settings(
    { hash: '#cloud=cloud-north' },
    fakeClouds.map((cloud) => ({
      ...cloud,
      preset: ['name', 'authUrl', 'color', 'method', 'userDomain', 'production'],
    })),
    undefined,
    true,
    { ...sync, allowed: false },
    { ...policy, syncDisabled: true, problems: [{ entry: 'South', fields: ['authUrl', 'color'] }] },
  ),
};
