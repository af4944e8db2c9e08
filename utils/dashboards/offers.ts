import * as z from 'zod/mini';
import { originPattern, typedOrigin } from '@/utils/clouds/host-patterns';
import type { OfferedDashboard } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { changeCloud, cloudsLock, listClouds } from '@/utils/storage/clouds';
import { storedItem } from '@/utils/storage/stored-item';
import { dashboardAddress, isInside } from './address';
import { type Dashboard, listDashboards } from './store';

/** Why dashboards could not be enabled, by address. */
const enableProblems = storedItem('session:dashboard-problems', {
  version: 1,
  schema: z.record(
    z.string(),
    z.custom<Problem>((value) => value instanceof Object && 'code' in value),
  ),
  fallback: {},
});

/** Stores why a dashboard could not be enabled; null: it could. */
export async function noteEnableProblem(address: string, problem: Problem | null): Promise<void> {
  await enableProblems.update(({ [address]: _, ...others }) =>
    problem === null ? others : { ...others, [address]: problem },
  );
}

/** @returns the dashboards that stored clouds name and that are not enabled. @param isWorking whether one is being enabled */
export async function listOffers(isWorking: (address: string) => boolean): Promise<OfferedDashboard[]> {
  const [clouds, dashboards, known] = await Promise.all([listClouds(), listDashboards(), enableProblems.get()]);
  const offers = new Map<string, OfferedDashboard>();
  for (const { name: cloudName, dashboardUrl } of clouds) {
    if (dashboardUrl === undefined || dashboards.some(({ root }) => isInside(dashboardUrl, root))) continue;
    const url = dashboardAddress(dashboardUrl);
    const origin = url === null ? null : originPattern(url);
    if (url === null || origin === null || offers.has(url)) continue;
    offers.set(url, { url, origin, cloudName, working: isWorking(url), problem: known[url] ?? null });
  }
  return [...offers.values()];
}

/** Stores the root of a dashboard that was found in the clouds that name the address that led to it. */
export async function resolveOffers(address: string, { root }: Dashboard): Promise<void> {
  await noteEnableProblem(address, null);
  if (address === root) return;
  await cloudsLock(async () => {
    for (const { id, dashboardUrl, signIn } of await listClouds()) {
      // Whose token a cloud may have is for the user to change.
      if (signIn.method === 'horizon_session' && typedOrigin(address) !== typedOrigin(root)) continue;
      if (dashboardUrl === undefined || dashboardAddress(dashboardUrl) !== address) continue;
      await changeCloud(id, (profile) => ({ ...profile, dashboardUrl: root }));
    }
  });
}
