import type { CallOptions, Client } from '@/utils/openstack/client';
import { request } from '@/utils/openstack/http';
import type { ComputeAccess } from './access';

/**
 * Finds out whether a token may list servers, by asking for one: `GET /servers/detail?limit=1`.
 * Throws TOKEN_INVALID (also for a good token whose access rules do not let it, or whose service knows no access rules),
 * FORBIDDEN, and what `request` throws.
 * Source: https://docs.openstack.org/api-ref/compute/#list-servers-detailed
 */
export async function probeServers(
  client: Client,
  { endpoint, token }: ComputeAccess,
  options: CallOptions = {},
): Promise<void> {
  const url = `${endpoint}/servers/detail?limit=1`;
  await request(client, { service: 'compute', method: 'GET', url, headers: { 'X-Auth-Token': token } }, options);
}
