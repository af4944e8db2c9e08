import type { CloudContext } from '@/tests/fake-cloud/context';
import type { ConsoleType, Server } from '@/tests/fake-cloud/world';

/** A new console URL; Nova's `token_ttl` is 600 seconds. Source: nova/objects/console_auth_token.py. */
export function issueConsoleUrl(context: CloudContext, server: Server, type: ConsoleType): string {
  const { token } = context.consoleTokens.issue(server.id, type, 600);
  const host = `127.0.0.1:${context.ports.console}`;
  if (type === 'serial') return `ws://${host}/?token=${token}`;
  if (type === 'spice-html5') return `http://${host}/spice_auto.html?token=${token}`;
  if (type === 'webmks') return `http://${host}/mks.html?token=${token}`;
  return `http://${host}/vnc_lite.html?path=%3Ftoken%3D${token}`;
}
