import { OpenStackError } from '@/utils/openstack/errors';
import { CONSOLE_MICROVERSION } from './microversion';

/**
 * The consoles that Nova can be asked for, the best first: the microversion that `remote-consoles` needs, the action that
 * came before it, and whether the URL is of a page that a tab can show (a serial console's is a bare WebSocket). This is
 * the only list of them. `spice-direct` is left out: it gives a file for a viewer program.
 * Source: openstack/nova nova/api/openstack/compute/schemas/remote_consoles.py, nova/api/openstack/compute/remote_consoles.py
 */
const CONSOLES = [
  { protocol: 'vnc', type: 'novnc', microversion: CONSOLE_MICROVERSION, action: 'os-getVNCConsole', hasPage: true },
  {
    protocol: 'spice',
    type: 'spice-html5',
    microversion: CONSOLE_MICROVERSION,
    action: 'os-getSPICEConsole',
    hasPage: true,
  },
  { protocol: 'mks', type: 'webmks', microversion: '2.8', action: null, hasPage: true },
  { protocol: 'rdp', type: 'rdp-html5', microversion: CONSOLE_MICROVERSION, action: 'os-getRDPConsole', hasPage: true },
  {
    protocol: 'serial',
    type: 'serial',
    microversion: CONSOLE_MICROVERSION,
    action: 'os-getSerialConsole',
    hasPage: false,
  },
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

/** The consoles whose URL is of a page, the best first. */
export const CONSOLES_WITH_PAGE: readonly ConsoleKind[] = CONSOLES.filter(({ hasPage }) => hasPage);

/** What asking for such a console takes. `action` is null where there never was one. */
export function knownConsole({ type }: ConsoleKind): Omit<KnownConsole, keyof ConsoleKind> {
  const found = CONSOLES.find((known) => known.type === type);
  if (!found) throw new TypeError(`no such console type: ${type}`);
  return found;
}

/**
 * A console URL that may be opened: http or https; where it is no page's, also ws or wss.
 * It is a secret, so the error does not repeat it. Throws CONSOLE_URL_UNSAFE.
 */
export function safeConsoleUrl(url: string, kind: ConsoleKind): string {
  const allowed = knownConsole(kind).hasPage ? ['http:', 'https:'] : ['http:', 'https:', 'ws:', 'wss:'];
  if (!URL.canParse(url) || !allowed.includes(new URL(url).protocol)) {
    throw new OpenStackError('CONSOLE_URL_UNSAFE', { service: 'compute' });
  }
  return url;
}
