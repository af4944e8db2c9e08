import { createHash } from 'node:crypto';
import type { FakeAddress, FakeServer, Flavor, ServerStatus } from '@/tests/fake-cloud/contents';
import { stableUuid } from '@/tests/fake-cloud/ids';
import type { SeedProjects } from './users';

export const FLAVORS = {
  tiny: { id: '1', name: 'm1.tiny', vcpus: 1, ram: 512, disk: 1 },
  small: { id: '2', name: 'm1.small', vcpus: 1, ram: 2048, disk: 20 },
  medium: { id: '3', name: 'm1.medium', vcpus: 2, ram: 4096, disk: 40 },
  large: { id: '4', name: 'm1.large', vcpus: 4, ram: 8192, disk: 80 },
  memory: { id: 'r1-xlarge', name: 'r1.xlarge', vcpus: 8, ram: 65536, disk: 160 },
  gpu: { id: 'g1-impossible', name: 'g1.impossible', vcpus: 64, ram: 16_000_000, disk: 10 },
} satisfies Record<string, Flavor>;

const IMAGES = ['debian-12-generic', 'ubuntu-24.04-server', 'rocky-9', 'alpine-3.20'].map((name) => ({
  id: stableUuid('image', name),
  name,
}));

/** Creation time of the newest server; no two are equal, so the order of a list is fixed. */
const NEWEST = Date.parse('2026-11-23T08:54:46Z');

/** `2026-11-23T08:54:39Z`: Nova's times, without fractions. */
export function novaTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

export interface ServerSpec {
  name: string;
  projectId: string;
  userId: string;
  region: string;
  status?: ServerStatus;
  flavor?: Flavor;
  /** unique number; also the last part of the addresses */
  index: number;
  overrides?: Partial<FakeServer>;
}

const TASKS: Partial<Record<ServerStatus, string>> = {
  BUILD: 'spawning',
  MIGRATING: 'migrating',
  REBOOT: 'rebooting',
  HARD_REBOOT: 'rebooting_hard',
  REBUILD: 'rebuilding',
  PASSWORD: 'updating_password',
  RESIZE: 'resize_migrating',
  REVERT_RESIZE: 'resize_reverting',
};

function addressesOf(index: number, region: string): Record<string, FakeAddress[]> {
  const digest = createHash('sha1').update(`${region} ${index}`).digest();
  const mac = `fa:16:3e:${[...digest.subarray(0, 3)].map((byte) => byte.toString(16).padStart(2, '0')).join(':')}`;
  const net = region === 'RegionOne' ? '10.0' : '10.8';
  const fixed: FakeAddress = { addr: `${net}.${index >> 8}.${index & 255}`, version: 4, type: 'fixed', mac };
  const list = [fixed];
  if (index % 3 === 0) list.push({ addr: `2001:db8::f816:3eff:${index.toString(16)}`, version: 6, type: 'fixed', mac });
  if (index % 4 === 0) list.push({ addr: `203.0.113.${index & 255}`, version: 4, type: 'floating', mac });
  return { private: list };
}

/** A complete server from a few facts. */
function makeServer(spec: ServerSpec): FakeServer {
  const status = spec.status ?? 'ACTIVE';
  const created = NEWEST - spec.index * 67_000;
  const hostless = status === 'SHELVED_OFFLOADED' || status === 'BUILD' || status === 'DELETED';
  return {
    id: stableUuid('server', spec.region, spec.projectId, spec.name, String(spec.index)),
    name: spec.name,
    region: spec.region,
    projectId: spec.projectId,
    userId: spec.userId,
    status,
    taskState: TASKS[status] ?? null,
    host: hostless ? null : `compute-${(spec.index % 5) + 1}`,
    zone: hostless ? '' : 'az1',
    flavor: spec.flavor ?? FLAVORS.small,
    image: IMAGES[spec.index % IMAGES.length] ?? null,
    addresses: hostless ? {} : addressesOf(spec.index, spec.region),
    created: novaTime(created),
    updated: novaTime(created + 4000),
    metadata: {},
    description: null,
    tags: [],
    locked: false,
    fault: null,
    consoles: ['novnc', 'spice-html5', 'serial'],
    consolesNotImplemented: false,
    cellDown: false,
    ...spec.overrides,
  };
}

type Row = [name: string, status?: ServerStatus, flavor?: Flavor, overrides?: Partial<FakeServer>];

const { tiny, small, medium, large, memory, gpu } = FLAVORS;

const DEMO: Row[] = [
  ['real-console', 'ACTIVE', tiny, { zone: 'kvm', consoles: ['novnc', 'serial'] }],
  ['archive-2019', 'SHELVED_OFFLOADED', large],
  ['support-vm', 'RESCUE', small],
  ['gpu-batch', 'ERROR', gpu, { host: null, addresses: {}, fault: 'No valid host was found. ' }],
  ['staging-api', 'PAUSED', medium],
  ['legacy-billing', 'ERROR', medium, { fault: 'Unexpected error while running command.' }],
  ['analytics-nightly', 'SUSPENDED', memory],
  ['build-runner-7', 'SHUTOFF', large],
  ['queue-01', 'ACTIVE', small],
  ['bastion', 'ACTIVE', tiny, { tags: ['ssh'], description: 'The only way in' }],
  ['web-02', 'ACTIVE', small],
  ['cache-01', 'ACTIVE', memory],
  ['db-primary', 'ACTIVE', memory, { image: null, locked: true }],
  ['web-03', 'ACTIVE', small],
  ['db-replica', 'ACTIVE', memory, { image: null }],
  ['web-01', 'ACTIVE', small],
  ['image-builder-12', 'BUILD', medium],
  ['erp-node-2', 'MIGRATING', large],
  ['search-01', 'VERIFY_RESIZE', large],
  ['win-desktop', 'ACTIVE', large, { consoles: ['spice-html5'] }],
];

const OPS: Row[] = [
  ['mon-01', 'ACTIVE', medium],
  ['log-01', 'ACTIVE', large],
  ['vault-01', 'ACTIVE', small, { locked: true }],
  ['runner', 'ACTIVE', medium],
  ['runner', 'SHUTOFF', medium],
  ['naïve & "quoted" <b>box</b>', 'ACTIVE', small],
  ['router-fw-01', 'ACTIVE', tiny, { consoles: ['serial'] }],
  ['baremetal-07', 'ACTIVE', memory, { consoles: [], consolesNotImplemented: true }],
  ['esx-web-1', 'ACTIVE', medium, { consoles: ['webmks'] }],
  ['ci-reboot', 'REBOOT', small],
  ['ci-hard-reboot', 'HARD_REBOOT', small],
  ['ci-password', 'PASSWORD', small],
  ['ci-rebuild', 'REBUILD', small],
  ['ci-resize', 'RESIZE', small],
  ['ci-revert-resize', 'REVERT_RESIZE', small],
  ['ci-shelved', 'SHELVED', small],
  ['ci-soft-deleted', 'SOFT_DELETED', small],
  ['ci-deleted', 'DELETED', small],
  ['lost-contact', 'UNKNOWN', small],
];

const ODD: Row[] = [
  ['网络监控服务器-01'],
  ['خادم الويب'],
  ['שרת-בדיקה'],
  ['\u202Egnp.elif'],
  ['🚀 rocket 👩‍💻'],
  [''],
  ['   '],
  ['<script>alert(1)</script>'],
  ['a/b?c=d&e#f%20'],
  [`very-long-${'x'.repeat(245)}`],
  ['line\tand\u0007bell'],
  ['Ⅻ ﬁne Straße İstanbul'],
];

const REGION_TWO: Row[] = [
  ['edge-01', 'ACTIVE', small],
  ['edge-02', 'ACTIVE', small],
  ['edge-cache', 'SHUTOFF', memory],
  ['edge-lost', 'ACTIVE', small, { cellDown: true }],
];

/** Every server, in the order of Nova's list. */
export function seedServers(projects: SeedProjects, userIds: Record<'demo' | 'carol', string>): FakeServer[] {
  let index = 0;
  const rows = (list: Row[], projectId: string, userId: string, region = 'RegionOne'): FakeServer[] =>
    list.map(([name, status, flavor, overrides]) => {
      index += 1;
      return makeServer({
        name,
        projectId,
        userId,
        region,
        index,
        ...(status && { status }),
        ...(flavor && { flavor }),
        overrides: { metadata: { owner: 'demo' }, ...overrides },
      });
    });
  return [
    ...rows(DEMO, projects.demo.id, userIds.demo),
    ...rows(OPS, projects.ops.id, userIds.demo),
    ...rows(ODD, projects.odd.id, userIds.demo),
    ...rows([['shop-01'], ['shop-02'], ['cms-01', 'SHUTOFF']], projects.web.id, userIds.carol),
    ...rows(REGION_TWO, projects.demo.id, userIds.demo, 'RegionTwo'),
    ...rows([['mon-02']], projects.ops.id, userIds.demo, 'RegionTwo'),
  ];
}

/** `count` servers `load-0001` …; each tenth is off. */
export function loadServers(count: number, from: number, projectId: string, userId: string): FakeServer[] {
  return Array.from({ length: count }, (_, position) => {
    const number = from + position + 1;
    return makeServer({
      name: `load-${String(number).padStart(4, '0')}`,
      projectId,
      userId,
      region: 'RegionOne',
      index: 1000 + number,
      status: number % 10 === 0 ? 'SHUTOFF' : 'ACTIVE',
    });
  });
}
