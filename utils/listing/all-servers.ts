import { endpointMemory } from '@/utils/memory/endpoint-memory';
import type { Client } from '@/utils/openstack/client';
import { listServers, type Server } from '@/utils/openstack/compute/servers';
import { isOpenStackError } from '@/utils/problems';

/** Browsers end a worker whose fetch goes unanswered for 30 s. */
const TIMEOUT_MS = 25_000;
const SMALL_PAGE = 200;

/**
 * All servers of the token's project, in as few requests as the cloud is good for: as many at a time as it
 * gives, which also shows those of down cells; in small pages where that takes it too long. What the
 * endpoint can do is remembered.
 *
 * @throws OpenStackError as `listServers` does.
 */
export async function allServers(client: Client, endpoint: string, token: string): Promise<Server[]> {
  const { slow = false, ...known } = await endpointMemory.get(endpoint);
  const access = { endpoint, token, ...known };
  let max: string | undefined;
  const list = (pages: { pageSize?: number }) =>
    listServers(client, access, { ...pages, onMaxMicroversion: (found) => (max = found) }, { timeoutMs: TIMEOUT_MS });
  try {
    return await list(slow ? { pageSize: SMALL_PAGE } : {});
  } catch (error) {
    if (slow || !isOpenStackError(error, 'TIMEOUT')) throw error;
    const servers = await list({ pageSize: SMALL_PAGE });
    await endpointMemory.put(endpoint, { slow: true });
    return servers;
  } finally {
    if (max !== undefined) await endpointMemory.put(endpoint, { maxMicroversion: max });
  }
}
