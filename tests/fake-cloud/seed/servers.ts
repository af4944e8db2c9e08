import type { Flavor, Server, ServerStatus } from '@/tests/fake-cloud/world';
import { FLAVORS, makeServer } from './server';
import type { SeedProjects } from './users';

type Row = [name: string, status?: ServerStatus, flavor?: Flavor, more?: Partial<Server>];

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
export function seedServers(projects: SeedProjects, userIds: Record<'demo' | 'carol', string>): Server[] {
  let index = 0;
  const rows = (list: Row[], projectId: string, userId: string, region = 'RegionOne'): Server[] =>
    list.map(([name, status, flavor, more]) => {
      index += 1;
      return makeServer({
        name,
        projectId,
        userId,
        region,
        index,
        ...(status && { status }),
        ...(flavor && { flavor }),
        more: { metadata: { owner: 'demo' }, ...more },
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
export function loadServers(count: number, from: number, projectId: string, userId: string): Server[] {
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
