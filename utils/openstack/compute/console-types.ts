import { OpenStackError } from '@/utils/openstack/errors';
import { CONSOLE_MICROVERSION } from './microversion';

/**
 * The consoles that Nova can be asked for: the microversion that `remote-consoles` needs, and the action that came before
 * it. `spice-direct` is left out: it gives a file for a viewer program, no page.
 * Source: openstack/nova nova/api/openstack/compute/schemas/remote_consoles.py, nova/api/openstack/compute/remote_consoles.py
 */
const CONSOLES = [
  { protocol: 'vnc', type: 'novnc', microversion: CONSOLE_MICROVERSION, action: 'os-getVNCConsole' },
  { protocol: 'spice', type: 'spice-html5', microversion: CONSOLE_MICROVERSION, action: 'os-getSPICEConsole' },
  { protocol: 'serial', type: 'serial', microversion: CONSOLE_MICROVERSION, action: 'os-getSerialConsole' },
  { protocol: 'rdp', type: 'rdp-html5', microversion: CONSOLE_MICROVERSION, action: 'os-getRDPConsole' },
  { protocol: 'mks', type: 'webmks', microversion: '2.8', action: null },
] as const;

type KnownConsole = (typeof CONSOLES)[number];

/** A protocol with its type, such as `{protocol: 'vnc', type: 'novnc'}`. */
export type ConsoleKind = KnownConsole extends infer K
  ? K extends KnownConsole
    ? { protocol: K['protocol']; type: K['type'] }
    : never
  : never;

export type ConsoleProtocol = ConsoleKind['protocol'];
export type ConsoleType = ConsoleKind['type'];

/** What asking for such a console takes. `action` is null where there never was one. */
export function knownConsole({ type }: ConsoleKind): { microversion: string; action: string | null } {
  const found = CONSOLES.find((known) => known.type === type);
  if (!found) throw new TypeError(`no such console type: ${type}`);
  return found;
}

/**
 * A console URL that may be opened: http or https; for a serial console, which is a bare WebSocket, also ws or wss.
 * It is a secret, so the error does not repeat it. Throws CONSOLE_URL_UNSAFE.
 */
export function safeConsoleUrl(url: string, { type }: ConsoleKind): string {
  const allowed = type === 'serial' ? ['http:', 'https:', 'ws:', 'wss:'] : ['http:', 'https:'];
  if (!URL.canParse(url) || !allowed.includes(new URL(url).protocol)) {
    throw new OpenStackError('CONSOLE_URL_UNSAFE', { service: 'compute' });
  }
  return url;
}
