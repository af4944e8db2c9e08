import { OpenStackError } from '@/utils/openstack/errors';
import { CONSOLE_MICROVERSION } from './access';

/**
 * Best first. `action`: before 2.6; `hasPage`: a tab can show the URL (a serial console's is a WebSocket). No
 * `spice-direct`: it gives a file. Source: nova/api/openstack/compute/remote_consoles.py, schemas/remote_consoles.py
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

/** A console type with its protocol. */
export type ConsoleKind = KnownConsole extends infer K
  ? K extends KnownConsole
    ? { protocol: K['protocol']; type: K['type'] }
    : never
  : never;

/** Such as `vnc`. */
export type ConsoleProtocol = ConsoleKind['protocol'];
/** Such as `novnc`. */
export type ConsoleType = ConsoleKind['type'];

/** Best first. */
export const CONSOLES_WITH_PAGE: readonly ConsoleKind[] = CONSOLES.filter(({ hasPage }) => hasPage);

/** `action`: null where there is none. */
export function knownConsole({ type }: ConsoleKind): Omit<KnownConsole, keyof ConsoleKind> {
  const found = CONSOLES.find((known) => known.type === type);
  if (!found) throw new TypeError(`no such console type: ${type}`);
  return found;
}

/** http(s), without a page also ws(s). Throws CONSOLE_URL_UNSAFE, which does not repeat the URL, a secret. */
export function safeConsoleUrl(url: string, kind: ConsoleKind): string {
  const allowed = knownConsole(kind).hasPage ? ['http:', 'https:'] : ['http:', 'https:', 'ws:', 'wss:'];
  if (!URL.canParse(url) || !allowed.includes(new URL(url).protocol)) {
    throw new OpenStackError('CONSOLE_URL_UNSAFE', { service: 'compute' });
  }
  return url;
}
