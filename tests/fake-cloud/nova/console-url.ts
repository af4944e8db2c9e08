import type { CloudContext } from '@/tests/fake-cloud/context';
import type { ConsoleType, Server } from '@/tests/fake-cloud/world';

/** A new console URL, in the style of `knobs.consoleUrlStyle`. Source: nova/objects/console_auth_token.py. */
export function issueConsoleUrl(context: CloudContext, server: Server, type: ConsoleType): string {
  const { knobs } = context;
  const { token } = context.consoleTokens.issue(server.id, type, knobs.consoleTokenSeconds);
  const host = `${knobs.consoleHost}:${context.ports.console}`;
  if (type === 'serial') return `ws://${host}/?token=${token}`;
  if (type === 'spice-html5') return `http://${host}/spice_auto.html?token=${token}`;
  if (type === 'webmks') return `http://${host}/mks.html?token=${token}`;
  const page = `http://${host}/${knobs.consolePage}`;
  if (knobs.consoleUrlStyle === 'token') return `${page}?token=${token}`;
  if (knobs.consoleUrlStyle === 'merged') return `${page}?path=websockify%3Ftoken%3D${token}`;
  return `${page}?path=%3Ftoken%3D${token}`;
}
