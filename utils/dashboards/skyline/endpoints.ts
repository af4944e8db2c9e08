import * as z from 'zod/mini';
import { restCall } from '@/utils/dashboards/http';
import type { Client } from '@/utils/openstack/client';

/** What is asked without a login (openstack/skyline-apiserver skyline_apiserver/api/v1/contrib.py). */
const endpoints = z.array(z.object({ region_name: z.string(), url: z.string() }));

/**
 * Skyline tells everybody its Keystone's address for each region. It lives at the root of its origin
 * (openstack/skyline-apiserver `nginx.conf.j2`).
 *
 * @returns null where there is no Skyline. Throws as `restCall`.
 */
export function skylineEndpoints(client: Client, root: string): Promise<z.infer<typeof endpoints> | null> {
  return restCall(client, `${root}api/openstack/skyline/api/v1/contrib/keystone_endpoints`, endpoints);
}
