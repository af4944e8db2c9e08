import * as z from 'zod/mini';
import type { DashboardDriver } from '@/utils/dashboards/driver';
import { restCall } from '@/utils/dashboards/http';
import { capped } from '@/utils/openstack/capped';
import type { Client } from '@/utils/openstack/client';
import { AppError } from '@/utils/problems/app-error';

/** one per region; only the first is used */
const MAX_ENDPOINTS = 100;
const endpoints = capped(z.object({ region_name: z.string(), url: z.string() }), MAX_ENDPOINTS);

/**
 * Needs no login (openstack/skyline-apiserver skyline_apiserver/api/v1/contrib.py); at the origin's root
 * (`nginx.conf.j2`).
 */
function keystoneEndpoints(client: Client, root: string): Promise<z.infer<typeof endpoints> | null> {
  return restCall(client, `${root}api/openstack/skyline/api/v1/contrib/keystone_endpoints`, endpoints, 'omit');
}

const driver: DashboardDriver = {
  async rootOf(client, { url }) {
    const root = `${new URL(url).origin}/`;
    return (await keystoneEndpoints(client, root).catch(() => null)) === null ? null : root;
  },
  async apiAccess(client, root) {
    const [first] = (await keystoneEndpoints(client, root)) ?? [];
    if (first === undefined) throw new AppError('DASHBOARD_NO_API_ACCESS', { host: new URL(root).host });
    const noUser = { userName: null, userDomainName: null, projectName: null, projectDomainName: null };
    return { source: 'session', authUrl: first.url, who: { ...noUser, region: first.region_name } };
  },
};

export default driver;
