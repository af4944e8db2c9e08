import {
  demoServers,
  fakeClouds,
  fakeProjects,
  fakeServer,
  fakeView,
  manyServers,
} from '@/tests/unit/components/fake-data';
import { failed, fakePageApi, ok } from '@/tests/unit/components/fake-page-api';
import type { Snapshot } from '@/utils/messaging/page-api';
import type { Problem } from '@/utils/problems/problem';
import type { Scene } from './scenes';

const known: Partial<Snapshot> = {
  clouds: fakeClouds,
  lastPlace: { cloudId: 'cloud-north', projectId: 'p-demo', region: 'RegionOne' },
  projects: fakeProjects,
  servers: fakeView(),
};

const last = {
  from: 'cloud' as const,
  cloudId: 'cloud-north',
  projectId: 'p-demo',
  region: 'RegionOne',
  serverId: 'x',
  serverName: 'real-console',
  blocked: false,
};

const call: Problem['facts'] = {
  service: 'compute',
  method: 'POST',
  host: 'nova.north.example.org:8774',
  status: 403,
  requestId: 'req-2b7c6a8e-1f39-4c62-9f2c-7f6f0d3a5b11',
};

function popup(state: Partial<Snapshot>, reply: 'live' | 'never' | Problem = 'live'): Scene {
  const servers = state.servers ?? fakeView();
  const api = fakePageApi(
    {
      listProjects: () => ok(fakeProjects),
      ...(reply === 'live' && { listServers: () => ok(servers) }),
      ...(typeof reply === 'object' && { listServers: () => failed(reply.code, reply.facts) }),
      openConsole: () => failed('SERVER_HAS_NO_CONSOLE', { obstacle: 'shutoff' }),
      dismissNotice: () => ok(null),
      vaultState: () => ok({ exists: true, locked: reply !== 'live', autoLockMinutes: 15, retryAt: null }),
      unlock: () => failed('PASSPHRASE_WRONG', { retryAfter: 8 }),
    },
    { state },
  );
  return { page: 'popup', api };
}

const behindPassphrase: Snapshot['clouds'] = fakeClouds.map(({ profile }) => ({
  profile: { ...profile, remember: 'passphrase' },
}));

/** The servers of a second project, with names that are hard to draw. */
const odd = [
  fakeServer(1, 'mon-01'),
  fakeServer(2, 'vault-01', 'ACTIVE', { addresses: ['2001:db8:85a3::8a2e:370:7334'] }),
  fakeServer(3, 'naïve & "quoted" <b>box</b>', 'ACTIVE', { addresses: [], flavor: 'm1.xlarge-memory-optimized' }),
  fakeServer(4, 'k8s-production-workers-eu-central-pool-07-8d9f6c5b4', 'BUILD'),
  fakeServer(5, '数据库-主节点', 'MIGRATING', { taskState: 'migrating' }),
  fakeServer(6, null, 'UNKNOWN', { addresses: [], flavor: null }),
  fakeServer(7, 'runner', 'ACTIVE', { taskState: 'rebooting' }),
];

export const popupScenes: Record<string, Scene> = {
  'popup-list': popup({ ...known, lastConsole: last }),
  'popup-refreshing': popup({ ...known, lastConsole: last }, 'never'),
  'popup-first-load': popup({ ...known, servers: null }, 'never'),
  'popup-no-cloud': popup({}),
  'popup-production': popup({
    ...known,
    lastPlace: { cloudId: 'cloud-prod', projectId: 'p-ops', region: 'Frankfurt-1' },
    servers: fakeView(odd, {
      cloudId: 'cloud-prod',
      projectId: 'p-ops',
      region: 'Frankfurt-1',
      regions: ['Frankfurt-1', 'Frankfurt-2'],
    }),
  }),
  'popup-many': {
    ...popup({ ...known, servers: fakeView(manyServers(1100)) }),
    steps: [{ type: '05 active', into: 'input[type=search]' }],
  },
  'popup-more': {
    ...popup({ ...known, servers: fakeView(manyServers(1100)) }),
    steps: [{ type: 'load', into: 'input[type=search]' }],
  },
  'popup-no-match': { ...popup(known), steps: [{ type: 'nothing like this', into: 'input[type=search]' }] },
  'popup-no-servers': popup({ ...known, servers: fakeView([]) }),
  'popup-no-projects': popup({ ...known, servers: null }, { code: 'NO_PROJECTS', facts: {} }),
  'popup-blocked': {
    ...popup(known),
    steps: [{ type: 'build', into: 'input[type=search]' }, { press: 'Enter' }],
  },
  'popup-no-access': popup(
    { ...known, servers: null },
    { code: 'HOST_PERMISSION_MISSING', facts: { origins: ['https://nova.north.example.org/*'] } },
  ),
  'popup-forbidden': popup({
    ...known,
    notice: { pendingAction: { kind: 'reopen' }, problem: { code: 'CONSOLE_FORBIDDEN', facts: call }, at: 0 },
  }),
  'popup-unreachable': popup(known, {
    code: 'NETWORK',
    facts: { host: 'keystone.north.example.org:5000', method: 'POST' },
  }),
  'popup-wrong-password': popup(
    { ...known, servers: null },
    { code: 'INVALID_CREDENTIALS', facts: { ...call, host: 'keystone.north.example.org:5000', status: 401 } },
  ),
  'popup-locked': popup({ ...known, lastConsole: last }, { code: 'VAULT_LOCKED', facts: {} }),
  'popup-locked-wrong': {
    ...popup({ ...known, clouds: behindPassphrase }, { code: 'VAULT_LOCKED', facts: {} }),
    steps: [{ type: 'not this one', into: '#prompt-field' }, { click: '.secret-prompt .button' }],
  },
  'popup-unlocked': popup({ ...known, clouds: behindPassphrase }),
  'popup-signed-out': popup({ ...known, servers: null }, { code: 'CREDENTIAL_MISSING', facts: {} }),
  'popup-few': popup({ ...known, servers: fakeView(demoServers.slice(0, 3)) }),
};
