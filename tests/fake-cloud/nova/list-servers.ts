import { type FakeServer, STATES } from '@/tests/fake-cloud/contents';
import type { FakeAnswer } from '@/tests/fake-cloud/http/messages';
import { novaFault, policyDenies } from './errors';
import { atLeast } from './microversion';
import { renderBrief, renderServer, renderUnreachable } from './render-server';
import type { NovaRequest } from './request';

/** Nova's `[api] max_limit`. */
const MAX_LIMIT = 1000;

function invalid(name: string, value: string, why: string): Error {
  return novaFault(400, `Invalid input for query parameters ${name}. Value: ${value}. '${value}' ${why}`);
}

function pageSize(given: string | null): number {
  if (given === null) return MAX_LIMIT;
  if (!/^\d+$/.test(given)) throw invalid('limit', given, "does not match '^[0-9]*$'");
  return Number(given) === 0 ? MAX_LIMIT : Math.min(Number(given), MAX_LIMIT);
}

/** By `all_tenants`, `status` and `name`; other parameters are ignored. */
function filter({ call: { query }, token, projectId, version }: NovaRequest): (server: FakeServer) => boolean {
  const isAll = !['0', 'false', 'no'].includes((query.get('all_tenants') ?? 'no').toLowerCase());
  if (isAll && !token.roles.includes('admin')) throw policyDenies('os_compute_api:servers:detail:get_all_tenants');
  const statuses = query.getAll('status').map((status) => status.toUpperCase());
  if (statuses.some((status) => !(status in STATES)) && atLeast(version, 38))
    throw novaFault(400, 'Invalid status value');
  const name = query.get('name') ?? '';
  let pattern: RegExp;
  try {
    pattern = new RegExp(name, 'iu');
  } catch {
    throw invalid('name', name, "is not a 'regex'");
  }
  const hasStatus = ({ status }: FakeServer): boolean =>
    statuses.length > 0 ? statuses.includes(status) : status !== 'DELETED' && status !== 'SOFT_DELETED';
  return (server) => (isAll || server.projectId === projectId) && hasStatus(server) && pattern.test(server.name);
}

function afterMarker(servers: FakeServer[], marker: string | null): FakeServer[] {
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
export function answerServerList(request: NovaRequest, detailed: boolean): FakeAnswer {
  if (request.projectId === undefined) throw policyDenies(`os_compute_api:servers:${detailed ? 'detail' : 'index'}`);
  const { query } = request.call;
  const size = pageSize(query.get('limit'));
  const accepts = filter(request);
  const here = request.context.contents.servers.filter((server) => server.region === request.region && accepts(server));
  const orderOf = (server: FakeServer): string => server.created + server.id;
  const reachable = here.filter(({ cellDown }) => !cellDown).sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1));
  const page = afterMarker(reachable, query.get('marker')).slice(0, size);
  const records = page.map((server) => (detailed ? renderServer(request, server) : renderBrief(request, server)));
  const last = page.at(-1);
  const isFull = last !== undefined && page.length === size;
  // Records of a cell that is down come at the end and have no name; older microversions leave them out.
  if (!isFull && atLeast(request.version, 69)) {
    records.push(...here.filter((server) => server.cellDown).map((server) => renderUnreachable(request, server)));
  }
  return { status: 200, body: { servers: records, ...(isFull && { servers_links: [nextLink(request, last.id)] }) } };
}
