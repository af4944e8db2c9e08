import { originPatterns } from '@/utils/clouds/hosts';
import type { CloudProfile } from '@/utils/clouds/profile';
import { listClouds } from '@/utils/clouds/store';
import { inventory } from '@/utils/memory/inventory';
import { isLent } from '@/utils/sessions/loan';
import { listDashboards } from './store';

/**
 * @param origins match patterns that were asked for.
 * @returns those that neither a stored cloud nor an enabled dashboard needs.
 */
export async function spareHosts(origins: readonly string[]): Promise<string[]> {
  const [clouds, dashboards] = await Promise.all([listClouds(), listDashboards()]);
  const seen = await Promise.all(clouds.map(({ id }) => inventory.hosts(id)));
  const needed = new Set([
    ...originPatterns(clouds.flatMap((cloud) => [cloud.authUrl, cloud.computeUrl ?? '', lenderOf(cloud)])),
    ...seen.flatMap(({ compute, console }) => [...compute, ...console]),
    ...originPatterns(dashboards.map(({ root }) => root)),
    ...dashboards.flatMap(({ compute = [] }) => compute),
  ]);
  return [...new Set(origins)].filter((origin) => !needed.has(origin));
}

function lenderOf(cloud: CloudProfile): string {
  return (isLent(cloud) && cloud.dashboardUrl) || '';
}
