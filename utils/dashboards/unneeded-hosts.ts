import { matchPatterns } from '@/utils/clouds/host-patterns';
import type { CloudProfile } from '@/utils/clouds/profile';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { listClouds } from '@/utils/storage/clouds';
import { listDashboards } from './store';

/** @returns match patterns that no cloud or enabled dashboard needs */
export async function unneededHosts(origins: readonly string[]): Promise<string[]> {
  const [clouds, dashboards] = await Promise.all([listClouds(), listDashboards()]);
  const hosts = await Promise.all(clouds.map(({ id }) => cloudCache.hosts(id)));
  const needed = new Set([
    ...matchPatterns(clouds.flatMap((cloud) => [cloud.authUrl, cloud.computeUrl ?? '', sessionDashboardOf(cloud)])),
    ...hosts.flatMap(({ compute, console, former = [] }) => [...compute, ...console, ...former]),
    ...matchPatterns(dashboards.map(({ root }) => root)),
    ...dashboards.flatMap(({ compute = [] }) => compute),
  ]);
  return [...new Set(origins)].filter((origin) => !needed.has(origin));
}

function sessionDashboardOf(cloud: CloudProfile): string {
  return (usesDashboardSession(cloud) && cloud.dashboardUrl) || '';
}
