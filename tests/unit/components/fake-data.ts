import type { CloudProfile } from '@/utils/clouds/profile';
import type {
  CloudView,
  ConsoleObstacle,
  HostAccess,
  IssuedAppCredentialView,
  ProjectView,
  ServersView,
  ServerView,
} from '@/utils/messaging/views';

/** Servers, clouds and projects as a real project has them, for tests. */

const OBSTACLES: Record<string, ConsoleObstacle> = {
  SHUTOFF: 'shutoff',
  PAUSED: 'paused',
  SUSPENDED: 'suspended',
  ERROR: 'error',
  SHELVED_OFFLOADED: 'shelved',
  BUILD: 'building',
  RESIZE: 'resizing',
  MIGRATING: 'migrating',
  UNKNOWN: 'unreachable',
};

export function fakeServer(
  number: number,
  name: string | null,
  status = 'ACTIVE',
  overrides: Partial<ServerView> = {},
): ServerView {
  return {
    id: `5f8c1d00-0000-4000-8000-${String(number).padStart(12, '0')}`,
    name,
    status,
    taskState: null,
    addresses: [`10.20.${Math.floor(number / 250)}.${(number % 250) + 4}`],
    flavor: 'm1.small',
    obstacle: OBSTACLES[status] ?? null,
    ...overrides,
  };
}

const DEMO: [name: string, status: string][] = [
  ['web-01', 'ACTIVE'],
  ['web-02', 'ACTIVE'],
  ['web-03', 'ACTIVE'],
  ['db-primary', 'ACTIVE'],
  ['db-replica', 'ACTIVE'],
  ['cache-01', 'ACTIVE'],
  ['queue-01', 'ACTIVE'],
  ['bastion', 'ACTIVE'],
  ['build-runner-7', 'SHUTOFF'],
  ['staging-api', 'PAUSED'],
  ['analytics-nightly', 'SUSPENDED'],
  ['legacy-billing', 'ERROR'],
  ['gpu-batch', 'ERROR'],
  ['archive-2019', 'SHELVED_OFFLOADED'],
  ['support-vm', 'RESCUE'],
  ['real-console', 'ACTIVE'],
];

export const demoServers: ServerView[] = DEMO.map(([name, status], index) => fakeServer(index, name, status));

/** A project with many servers, each tenth shut off. */
export function manyServers(count: number): ServerView[] {
  return Array.from({ length: count }, (_, index) =>
    fakeServer(index, `load-${String(index + 1).padStart(4, '0')}`, index % 10 === 9 ? 'SHUTOFF' : 'ACTIVE'),
  );
}

export function fakeProfile(overrides: Partial<CloudProfile> = {}): CloudProfile {
  return {
    id: 'cloud-north',
    name: 'North',
    authUrl: 'https://keystone.north.example.org:5000/v3',
    color: '#2563eb',
    production: false,
    interface: 'public',
    signIn: { method: 'password', user: { name: 'demo', domain: { name: 'Default' } } },
    remember: 'device',
    ...overrides,
  };
}

export const fakeHosts: HostAccess[] = [
  {
    origin: 'https://keystone.north.example.org/*',
    host: 'keystone.north.example.org',
    purpose: 'identity',
    granted: true,
  },
  { origin: 'https://nova.north.example.org/*', host: 'nova.north.example.org', purpose: 'compute', granted: false },
  {
    origin: 'https://console.north.example.org/*',
    host: 'console.north.example.org',
    purpose: 'console',
    granted: false,
  },
];

export const fakeClouds: CloudView[] = [
  { profile: fakeProfile(), hasCredential: true, hosts: fakeHosts },
  {
    profile: fakeProfile({ id: 'cloud-prod', name: 'Frankfurt', color: '#c93434', production: true }),
    hasCredential: true,
    hosts: [],
  },
  {
    profile: fakeProfile({
      id: 'cloud-lab',
      name: 'Lab',
      color: '#0b7a7a',
      authUrl: 'http://keystone.lab.example.org:5000/v3',
      signIn: { method: 'application_credential', id: '6f1f5a3b9d0c4c1e8f3a' },
      remember: 'session',
    }),
    hasCredential: false,
    hosts: [],
  },
];

/** Two that were issued for the first cloud: the one in use, and the one before it. */
export const fakeIssued: IssuedAppCredentialView[] = ['6f1f5a3b', '0d4c77e1'].map((end) => ({
  cloudId: 'cloud-north',
  cloudName: 'North',
  name: `novnc-for-openstack Chrome ${end}`,
  userId: 'u-demo',
  userName: 'demo',
  authUrl: 'https://keystone.north.example.org:5000/v3',
}));

export const fakeProjects: ProjectView[] = [
  { id: 'p-demo', name: 'demo' },
  { id: 'p-ops', name: 'ops' },
  { id: 'p-web', name: 'web', domainId: 'corp' },
];

export function fakeView(servers: ServerView[] = demoServers, overrides: Partial<ServersView> = {}): ServersView {
  return {
    cloudId: 'cloud-north',
    projectId: 'p-demo',
    region: 'RegionOne',
    regions: ['RegionOne'],
    servers,
    fetchedAt: 1_767_225_600_000,
    ...overrides,
  };
}
