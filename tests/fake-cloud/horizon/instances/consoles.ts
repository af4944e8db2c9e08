import type { FakeConsoleType, FakeServer } from '@/tests/fake-cloud/contents';
import type { CloudContext } from '@/tests/fake-cloud/context';
import type { FakeDashboardSession } from '@/tests/fake-cloud/horizon/sessions';
import { issueConsoleUrl } from '@/tests/fake-cloud/nova/consoles';

/** Horizon's names, in the order in which `AUTO` tries them. Source: openstack_dashboard/dashboards/project/instances/console.py. */
export const CONSOLE_TYPES: Record<string, FakeConsoleType> = {
  VNC: 'novnc',
  SPICE: 'spice-html5',
  RDP: 'rdp-html5',
  SERIAL: 'serial',
  MKS: 'webmks',
};

export interface FoundConsole {
  type: string;
  url: string;
}

const BUSY = new Set(['migrating', 'deleting']);

/**
 * The first of these types that Nova gives. Undefined where it refuses: Horizon does not
 * show the reason. `title` is added to the URL, except a serial console's.
 */
export function findConsole(
  context: CloudContext,
  session: FakeDashboardSession,
  server: FakeServer,
  types: string[],
  title: string,
): FoundConsole | undefined {
  const mayOpen =
    context.config.readersMayOpenConsoles || session.token.roles.some((role) => role === 'member' || role === 'admin');
  if (!mayOpen || server.host === null || server.consolesNotImplemented || BUSY.has(server.taskState ?? ''))
    return undefined;
  for (const type of types) {
    const offered = CONSOLE_TYPES[type];
    if (offered === undefined || !server.consoles.includes(offered)) continue;
    const url = issueConsoleUrl(context, server, offered);
    return { type, url: type === 'SERIAL' ? url : `${url}&title=${title}` };
  }
  return undefined;
}

/** `web-01(<id>)`, with Python's `urlencode` for the name. */
export function consoleTitle(server: FakeServer): string {
  return `${new URLSearchParams({ title: server.name }).toString().slice('title='.length)}(${server.id})`;
}
