import * as z from 'zod/mini';
import type { CallOptions, Client } from '@/utils/openstack/client';
import { OpenStackError } from '@/utils/openstack/errors';
import { request } from '@/utils/openstack/http';
import { type NovaConnection, serverUrl } from './access';
import { type ConsoleKind, knownConsole, safeConsoleUrl } from './console-types';
import { consoleFault } from './errors';

const consoleBody = z.object({ console: z.object({ url: z.string() }) });

/**
 * For Nova before 2.6. Out: the URL, a secret. Throws MICROVERSION_UNSUPPORTED (webmks), CONSOLE_URL_UNSAFE, what
 * `consoleFault` reads or `request` throws. Source:
 * https://docs.openstack.org/api-ref/compute/#get-vnc-console-os-getvncconsole-action-deprecated
 */
export async function getConsoleByAction(
  client: Client,
  nova: NovaConnection,
  serverId: string,
  kind: ConsoleKind,
  options: CallOptions = {},
): Promise<string> {
  const { action } = knownConsole(kind);
  if (action === null) throw new OpenStackError('MICROVERSION_UNSUPPORTED', { service: 'compute' });
  const { body } = await request(
    client,
    {
      service: 'compute',
      method: 'POST',
      url: `${serverUrl(nova, serverId)}/action`,
      headers: { 'X-Auth-Token': nova.token },
      body: { [action]: { type: kind.type } },
      schema: consoleBody,
      fault: consoleFault,
    },
    options,
  );
  return safeConsoleUrl(body.console.url, kind);
}
