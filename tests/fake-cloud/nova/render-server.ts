import { createHash } from 'node:crypto';
import { type FakeServer, type ServerStatus, STATES } from '@/tests/fake-cloud/contents';
import { atLeast } from './microversion';
import type { NovaRequest } from './request';

const SHOWS_PROGRESS = new Set<ServerStatus>(['ACTIVE', 'BUILD', 'REBUILD', 'RESIZE', 'VERIFY_RESIZE', 'MIGRATING']);

/** The vm_state and power_state of a server. */
export function statesOf(server: FakeServer): { vmState: string; powerState: number } {
  const [vmState, powerState] = STATES[server.status];
  return { vmState, powerState: server.host === null ? 0 : powerState };
}

function root(request: NovaRequest): string {
  return request.call.url.origin;
}

function links(request: NovaRequest, id: string): object[] {
  return [
    { rel: 'self', href: `${request.base}/servers/${id}` },
    { rel: 'bookmark', href: `${root(request)}/servers/${id}` },
  ];
}

function flavor(request: NovaRequest, server: FakeServer): object {
  const { id, name, vcpus, ram, disk } = server.flavor;
  if (!atLeast(request.version, 47))
    return { id, links: [{ rel: 'bookmark', href: `${root(request)}/flavors/${id}` }] };
  return { vcpus, ram, disk, ephemeral: 0, swap: 0, original_name: name, extra_specs: {} };
}

function image(request: NovaRequest, server: FakeServer): object | '' {
  if (!server.image) return '';
  const { id } = server.image;
  return { id, links: [{ rel: 'bookmark', href: `${root(request)}/images/${id}` }] };
}

function addresses(server: FakeServer): object {
  const shown = Object.entries(server.addresses).map(([net, list]): [string, object[]] => [
    net,
    list.map(({ addr, version, type, mac }) => ({
      version,
      addr,
      'OS-EXT-IPS:type': type,
      'OS-EXT-IPS-MAC:mac_addr': mac,
    })),
  ]);
  return Object.fromEntries(shown);
}

function hostId(server: FakeServer): string {
  if (server.host === null) return '';
  return createHash('sha224')
    .update(server.projectId + server.host)
    .digest('hex');
}

function versioned(request: NovaRequest, server: FakeServer): object {
  const since = (minor: number, fields: object): object => (atLeast(request.version, minor) ? fields : {});
  return {
    ...since(9, { locked: server.locked }),
    ...since(19, { description: server.description }),
    ...since(26, { tags: server.tags }),
    ...since(63, { trusted_image_certificates: null }),
    ...since(71, { server_groups: [] }),
    ...since(73, { locked_reason: null }),
    ...since(90, {
      'OS-EXT-SRV-ATTR:hostname': server.name
        .toLowerCase()
        .replace(/[^a-z0-9-]+/g, '-')
        .slice(0, 63),
    }),
  };
}

/** A record of `GET /servers`: id, name, links. */
export function renderBrief(request: NovaRequest, server: FakeServer): object {
  return { id: server.id, name: server.name, links: links(request, server.id) };
}

/** A server whose cell is down (2.69): no name. */
export function renderUnreachable(request: NovaRequest, server: FakeServer): object {
  return {
    created: server.created,
    id: server.id,
    status: 'UNKNOWN',
    tenant_id: server.projectId,
    links: links(request, server.id),
  };
}

/**
 * A record of `GET /servers/detail`, or of `/servers/{id}`, which also has the fault.
 * Source: nova/api/openstack/compute/views/servers.py.
 */
export function renderServer(request: NovaRequest, server: FakeServer, isAlone = false): object {
  const { vmState, powerState } = statesOf(server);
  const launched =
    server.host === null && server.status !== 'SHELVED_OFFLOADED' ? null : server.updated.replace('Z', '.000000');
  return {
    id: server.id,
    name: server.name,
    status: server.status,
    tenant_id: server.projectId,
    user_id: server.userId,
    metadata: server.metadata,
    hostId: hostId(server),
    image: image(request, server),
    flavor: flavor(request, server),
    created: server.created,
    updated: server.updated,
    addresses: addresses(server),
    accessIPv4: '',
    accessIPv6: '',
    links: links(request, server.id),
    'OS-DCF:diskConfig': 'MANUAL',
    ...(SHOWS_PROGRESS.has(server.status) && { progress: 0 }),
    ...(isAlone && server.fault !== null && { fault: { code: 500, created: server.updated, message: server.fault } }),
    'OS-EXT-AZ:availability_zone': server.zone,
    config_drive: '',
    key_name: null,
    'OS-SRV-USG:launched_at': launched,
    'OS-SRV-USG:terminated_at': null,
    'OS-EXT-STS:task_state': server.taskState,
    'OS-EXT-STS:vm_state': vmState,
    'OS-EXT-STS:power_state': powerState,
    'os-extended-volumes:volumes_attached': server.image ? [] : [{ id: server.id.split('').reverse().join('') }],
    ...versioned(request, server),
  };
}
