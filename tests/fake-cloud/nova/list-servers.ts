import type { Answer } from '@/tests/fake-cloud/http/messages';
import type { Server } from '@/tests/fake-cloud/world';
import { novaFault, policyDenies } from './errors';
import { atLeast } from './microversion';
import { renderBrief, renderServer, renderUnreachable, statesOf } from './render-server';
import type { NovaRequest } from './request';

const KNOWN = new Set(
  'limit marker name status all_tenants tenant_id project_id sort_key sort_dir ip ip6 image flavor uuid deleted changes-since changes-before tags tags-any not-tags not-tags-any host locked vm_state task_state power_state availability_zone key_name user_id description config_drive launched_at terminated_at progress'.split(
    ' ',
  ),
);

const STATUS_NAMES =
  /^(ACTIVE|BUILD|DELETED|ERROR|HARD_REBOOT|MIGRATING|PASSWORD|PAUSED|REBOOT|REBUILD|RESCUE|RESIZE|REVERT_RESIZE|SHELVED|SHELVED_OFFLOADED|SHUTOFF|SOFT_DELETED|SUSPENDED|UNKNOWN|VERIFY_RESIZE)$/;

function regexOf(name: string, value: string): RegExp {
  try {
    return new RegExp(value, 'iu');
  } catch {
    throw novaFault(400, `Invalid input for query parameters ${name}. Value: ${value}. '${value}' is not a 'regex'`);
  }
}

/** Nova's `[api] max_limit`. */
const MAX_LIMIT = 1000;

function pageSize(request: NovaRequest): number {
  const given = request.call.query.get('limit');
  if (given === null) return MAX_LIMIT;
  if (!/^\d+$/.test(given)) {
    throw novaFault(
      400,
      `Invalid input for query parameters limit. Value: ${given}. '${given}' does not match '^[0-9]*$'`,
    );
  }
  return Number(given) === 0 ? MAX_LIMIT : Math.min(Number(given), MAX_LIMIT);
}

function inProject(request: NovaRequest): (server: Server) => boolean {
  const { query } = request.call;
  const all = query.get('all_tenants');
  if (all === null || ['0', 'false', 'no'].includes(all.toLowerCase()))
    return (server) => server.projectId === request.projectId;
  if (!request.token.roles.includes('admin')) throw policyDenies('os_compute_api:servers:detail:get_all_tenants');
  const project = query.get('tenant_id') ?? query.get('project_id');
  return (server) => project === null || server.projectId === project;
}

function byStatus(request: NovaRequest): (server: Server) => boolean {
  const statuses = request.call.query.getAll('status').map((status) => status.toUpperCase());
  if (statuses.length === 0) return (server) => server.status !== 'DELETED' && server.status !== 'SOFT_DELETED';
  if (statuses.some((status) => !STATUS_NAMES.test(status)) && atLeast(request.version, 38)) {
    throw novaFault(400, 'Invalid status value');
  }
  return (server) => statuses.includes(server.status);
}

function filters(request: NovaRequest): (server: Server) => boolean {
  const { query } = request.call;
  for (const key of query.keys()) {
    if (!KNOWN.has(key) && atLeast(request.version, 75)) {
      throw novaFault(
        400,
        `Invalid input for query parameters . Value: ${key}. Additional properties are not allowed ('${key}' was unexpected)`,
      );
    }
  }
  const name = query.get('name');
  const ip = query.get('ip');
  const namePattern = name === null ? undefined : regexOf('name', name);
  const ipPattern = ip === null ? undefined : regexOf('ip', ip);
  const tests = [
    inProject(request),
    byStatus(request),
    (server: Server) => namePattern?.test(server.name) ?? true,
    (server: Server) =>
      !ipPattern ||
      Object.values(server.addresses)
        .flat()
        .some((address) => ipPattern.test(address.addr)),
  ];
  return (server) => tests.every((test) => test(server));
}

const SORT_VALUES: Record<string, (server: Server) => string | number> = {
  created_at: (server) => server.created,
  updated_at: (server) => server.updated,
  display_name: (server) => server.name,
  uuid: (server) => server.id,
  vm_state: (server) => statesOf(server).vmState,
  task_state: (server) => server.taskState ?? '',
  power_state: (server) => statesOf(server).powerState,
  availability_zone: (server) => server.zone,
};

function sorted(request: NovaRequest, servers: Server[]): Server[] {
  const keys = request.call.query.getAll('sort_key');
  const directions = request.call.query.getAll('sort_dir');
  const orders = (keys.length > 0 ? keys : ['created_at']).map((key, position) => ({
    value: SORT_VALUES[key] ?? (() => ''),
    sign: directions[position] === 'asc' ? 1 : -1,
  }));
  orders.push({ value: (server) => server.id, sign: -1 });
  return servers.sort((a, b) => {
    for (const { value, sign } of orders) {
      const [left, right] = [value(a), value(b)];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  });
}

function afterMarker(request: NovaRequest, servers: Server[]): Server[] {
  const marker = request.call.query.get('marker');
  if (marker === null) return servers;
  const position = servers.findIndex((server) => server.id === marker);
  if (position < 0) throw novaFault(400, `marker [${marker}] not found`);
  return servers.slice(position + 1);
}

function nextLink(request: NovaRequest, last: string): object {
  const query = new URLSearchParams(request.call.query);
  query.set('marker', last);
  const suffix = request.call.path.endsWith('/detail') ? '/servers/detail' : '/servers';
  return { rel: 'next', href: `${request.base}${suffix}?${query}` };
}

/**
 * `GET /servers` and `/servers/detail`, newest first, at most `limit` and never more than Nova's own maximum.
 * A full page has a next link, even if nothing follows.
 * Source: nova/api/openstack/compute/servers.py `_get_servers`, nova/api/openstack/common.py `_get_collection_links`.
 */
export function listServers(request: NovaRequest, detailed: boolean): Answer {
  if (request.projectId === undefined) throw policyDenies(`os_compute_api:servers:${detailed ? 'detail' : 'index'}`);
  const size = pageSize(request);
  const accepts = filters(request);
  const here = request.context.world.servers.filter((server) => server.region === request.region && accepts(server));
  const reachable = sorted(
    request,
    here.filter((server) => !server.cellDown),
  );
  const page = afterMarker(request, reachable).slice(0, size);
  const records = page.map((server) => (detailed ? renderServer(request, server) : renderBrief(request, server)));
  const last = page.at(-1);
  const isFull = last !== undefined && page.length === size;
  // Records of a cell that is down come at the end and have no name; older microversions leave them out.
  if (!isFull && atLeast(request.version, 69)) {
    records.push(...here.filter((server) => server.cellDown).map((server) => renderUnreachable(request, server)));
  }
  return { status: 200, body: { servers: records, ...(isFull && { servers_links: [nextLink(request, last.id)] }) } };
}
