import { createHash } from 'node:crypto';
import { stableUuid } from '@/tests/fake-cloud/ids';
import type { Address, Flavor, Server, ServerStatus } from '@/tests/fake-cloud/world';

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
  more?: Partial<Server>;
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

function addressesOf(index: number, region: string): Record<string, Address[]> {
  const digest = createHash('sha1').update(`${region} ${index}`).digest();
  const mac = `fa:16:3e:${[...digest.subarray(0, 3)].map((byte) => byte.toString(16).padStart(2, '0')).join(':')}`;
  const net = region === 'RegionOne' ? '10.0' : '10.8';
  const fixed: Address = { addr: `${net}.${index >> 8}.${index & 255}`, version: 4, type: 'fixed', mac };
  const list = [fixed];
  if (index % 3 === 0) list.push({ addr: `2001:db8::f816:3eff:${index.toString(16)}`, version: 6, type: 'fixed', mac });
  if (index % 4 === 0) list.push({ addr: `203.0.113.${index & 255}`, version: 4, type: 'floating', mac });
  return { private: list };
}

/** A complete server from a few facts. */
export function makeServer(spec: ServerSpec): Server {
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
    ...spec.more,
  };
}
