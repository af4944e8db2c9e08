import * as z from 'zod/mini';
import type { CallOptions, Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { request } from '@/utils/openstack/http';
import { CONSOLE_MICROVERSION, isOlder, microversionHeaders, type NovaConnection, serverUrl } from './access';
import {
  type ConsoleKind,
  type ConsoleProtocol,
  type ConsoleType,
  knownConsole,
  safeConsoleUrl,
} from './console-types';
import { remoteConsoleFault } from './errors';
import { getConsoleByAction } from './legacy-actions';

export type { ConsoleKind, ConsoleProtocol, ConsoleType } from './console-types';

/** `url` is a secret: it opens the console, for ten minutes by default. */
export interface RemoteConsole {
  protocol: ConsoleProtocol;
  type: ConsoleType;
  url: string;
  /** `action`: the cloud is older than 2.6 */
  via: 'remote-consoles' | 'action';
}

const remoteConsoleBody = z.object({ remote_console: z.object({ url: z.string() }) });

/**
 * Two requests where the cloud may be older than 2.6. Throws SERVER_NOT_FOUND, SERVER_NOT_READY, SERVER_BUSY,
 * CONSOLE_FORBIDDEN, CONSOLE_TYPE_UNAVAILABLE, CONSOLE_URL_UNSAFE, MICROVERSION_UNSUPPORTED (webmks before 2.8),
 * TOKEN_INVALID, what `request` throws. Source: https://docs.openstack.org/api-ref/compute/#create-console;
 * nova/api/openstack/compute/remote_consoles.py
 */
export async function createRemoteConsole(
  client: Client,
  nova: NovaConnection,
  serverId: string,
  kind: ConsoleKind,
  options: CallOptions = {},
): Promise<RemoteConsole> {
  const { protocol, type } = kind;
  if (!nova.legacy) {
    try {
      const url = await byRemoteConsoles(client, nova, serverId, kind, options);
      return { protocol, type, url, via: 'remote-consoles' };
    } catch (error) {
      if (!provesLegacy(error) || knownConsole(kind).action === null) throw error;
    }
  }
  return { protocol, type, url: await getConsoleByAction(client, nova, serverId, kind, options), via: 'action' };
}

async function byRemoteConsoles(
  client: Client,
  nova: NovaConnection,
  serverId: string,
  kind: ConsoleKind,
  options: CallOptions,
): Promise<string> {
  const { body } = await request(
    client,
    {
      service: 'compute',
      method: 'POST',
      url: `${serverUrl(nova, serverId)}/remote-consoles`,
      headers: { 'X-Auth-Token': nova.token, ...microversionHeaders(knownConsole(kind).microversion) },
      body: { remote_console: { protocol: kind.protocol, type: kind.type } },
      schema: remoteConsoleBody,
      fault: remoteConsoleFault,
    },
    options,
  );
  return safeConsoleUrl(body.remote_console.url, kind);
}

function provesLegacy(error: unknown): boolean {
  if (!(error instanceof OpenStackError) || error.code !== 'MICROVERSION_UNSUPPORTED') return false;
  const range = error.facts.microversions;
  return !range || isOlder(range.max, CONSOLE_MICROVERSION);
}
