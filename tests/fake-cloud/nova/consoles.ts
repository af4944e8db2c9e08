import type { FakeConsoleType, FakeServer } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import { type FakeAnswer, isRecord } from '@/tests/fake-cloud/http/messages';
import { notFound, novaFault, policyDenies, unexpected } from './errors';
import { atLeast } from './microversion';
import { findServer, isMember, type NovaRequest } from './request';

const TYPES_OF: Record<string, string[]> = {
  vnc: ['novnc'],
  spice: ['spice-html5'],
  serial: ['serial'],
  rdp: ['rdp-html5'],
  mks: ['webmks'],
};

/** Legacy action → protocol and the types its schema lists. Source: nova/api/openstack/compute/schemas/remote_consoles.py. */
const ACTIONS: Record<string, { protocol: string; types: string[] }> = {
  'os-getVNCConsole': { protocol: 'vnc', types: ['novnc', 'xvpvnc'] },
  'os-getSPICEConsole': { protocol: 'spice', types: ['spice-html5'] },
  'os-getSerialConsole': { protocol: 'serial', types: ['serial'] },
  'os-getRDPConsole': { protocol: 'rdp', types: ['rdp-html5'] },
};

function quoted(list: string[]): string {
  return `[${list.map((item) => `'${item}'`).join(', ')}]`;
}

/** A value as Python prints it. */
function python(value: unknown): string {
  return typeof value === 'string'
    ? `'${value}'`
    : (JSON.stringify(value)?.replaceAll('"', "'").replaceAll("':", "': ") ?? 'None');
}

function invalid(field: string, value: unknown, why: string): Error {
  const shown = typeof value === 'string' ? value : python(value);
  return novaFault(400, `Invalid input for field/attribute ${field}. Value: ${shown}. ${why}`);
}

function oneOf(field: string, value: unknown, list: string[]): string {
  if (typeof value !== 'string' || !list.includes(value))
    throw invalid(field, value, `${python(value)} is not one of ${quoted(list)}`);
  return value;
}

function assertOnly(field: string, given: Record<string, unknown>, known: string[]): void {
  const extra = Object.keys(given).find((key) => !known.includes(key));
  if (extra !== undefined)
    throw invalid(field, given, `Additional properties are not allowed ('${extra}' was unexpected)`);
  const absent = known.find((key) => given[key] === undefined);
  if (absent !== undefined) throw invalid(field, given, `'${absent}' is a required property`);
}

function parseRemoteConsole(request: NovaRequest): { protocol: string; type: string } {
  const { body } = request.call;
  if (!isRecord(body) || body.remote_console === undefined)
    throw novaFault(400, "'remote_console' is a required property");
  const given = body.remote_console;
  if (!isRecord(given)) throw invalid('remote_console', given, `${python(given)} is not of type 'object'`);
  assertOnly('remote_console', given, ['protocol', 'type']);
  const mks = atLeast(request.version, 8);
  const direct = atLeast(request.version, 99);
  const protocol = oneOf('protocol', given.protocol, ['vnc', 'spice', 'serial', 'rdp', ...(mks ? ['mks'] : [])]);
  const types = [
    'novnc',
    'xvpvnc',
    'rdp-html5',
    'spice-html5',
    'serial',
    ...(mks ? ['webmks'] : []),
    ...(direct ? ['spice-direct'] : []),
  ];
  return { protocol, type: oneOf('type', given.type, types) };
}

const BUSY = new Set(['migrating', 'deleting']);

function openConsole(request: NovaRequest, server: FakeServer, protocol: string, type: string): string {
  if (server.host === null) throw novaFault(409, `Instance ${server.id} is not ready`);
  if (server.consolesNotImplemented)
    throw novaFault(501, `Unable to get ${protocol} console, functionality not implemented`);
  if (!TYPES_OF[protocol]?.includes(type)) throw novaFault(400, `Invalid console type ${type}`);
  if (!server.consoles.includes(type as FakeConsoleType)) throw novaFault(400, `Unavailable console type ${type}.`);
  return issueConsoleUrl(request.context, server, type as FakeConsoleType);
}

function assertMayOpen(request: NovaRequest): void {
  if (!isMember(request.token) && !request.context.config.readersMayOpenConsoles)
    throw policyDenies('os_compute_api:os-remote-consoles');
}

/** `POST /servers/{id}/remote-consoles`, from 2.6 on. Source: nova/api/openstack/compute/remote_consoles.py. */
export function remoteConsole(request: NovaRequest, id: string): FakeAnswer {
  if (!atLeast(request.version, 6)) throw notFound();
  if (request.call.malformed) throw novaFault(400, 'Malformed request body');
  const { protocol, type } = parseRemoteConsole(request);
  const server = findServer(request, id);
  assertMayOpen(request);
  // Nova does not handle this exception here, hence the 500.
  if (BUSY.has(server.taskState ?? '')) throw unexpected('InstanceInvalidState');
  const url = openConsole(request, server, protocol, type);
  return { status: 200, body: { remote_console: { protocol, type, url } } };
}

/** `os-getVNCConsole` and similar, below 2.6 only; undefined: another action. */
export function legacyConsole(
  request: NovaRequest,
  id: string,
  action: string,
  payload: unknown,
): FakeAnswer | undefined {
  const found = ACTIONS[action];
  if (!found) return undefined;
  if (atLeast(request.version, 6)) throw notFound();
  if (!isRecord(payload)) throw invalid(action, payload, `${python(payload)} is not of type 'object'`);
  assertOnly(action, payload, ['type']);
  const type = oneOf('type', payload.type, found.types);
  const server = findServer(request, id);
  assertMayOpen(request);
  if (BUSY.has(server.taskState ?? '')) {
    const verb = `get_${found.protocol}_console`;
    if (found.protocol !== 'vnc') throw unexpected('InstanceInvalidState');
    throw novaFault(409, `Cannot '${verb}' instance ${server.id} while it is in task_state ${server.taskState}`);
  }
  return { status: 200, body: { console: { type, url: openConsole(request, server, found.protocol, type) } } };
}

/** A new console URL; Nova's `token_ttl` is 600 seconds. Source: nova/objects/console_auth_token.py. */
export function issueConsoleUrl(context: CloudContext, server: FakeServer, type: FakeConsoleType): string {
  const { token } = context.consoleTokens.issue(server.id, type, 600);
  const host = `127.0.0.1:${context.ports.console}`;
  if (type === 'serial') return `ws://${host}/?token=${token}`;
  if (type === 'spice-html5') return `http://${host}/spice_auto.html?token=${token}`;
  if (type === 'webmks') return `http://${host}/mks.html?token=${token}`;
  return `http://${host}/vnc_lite.html?path=%3Ftoken%3D${token}`;
}
