import * as z from 'zod/mini';
import { matchPattern, typedOrigin } from '@/utils/clouds/host-patterns';
import type { OfferedDashboard } from '@/utils/messaging/views';
import { withoutCloudFacts } from '@/utils/openstack/safe-facts';
import type { Problem } from '@/utils/problems/problem';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import { changeCloud, cloudsLock, listClouds } from '@/utils/storage/clouds';
import { storedItem } from '@/utils/storage/stored-item';
import { isInside, normalizeDashboardUrl } from './address';
import { type Dashboard, listDashboards } from './store';

/** By address. */
const enableProblems = storedItem('session:dashboard-problems', {
  version: 1,
  schema: z.record(
    z.string(),
    z.custom<Problem>((value) => value instanceof Object && 'code' in value),
  ),
  fallback: {},
});

/** @param problem null: enabled */
export async function storeEnableProblem(address: string, problem: Problem | null): Promise<void> {
  await enableProblems.update(({ [address]: _, ...others }) =>
    problem === null ? others : { ...others, [address]: problem },
  );
}

/** At the lock: without what a dashboard or cloud wrote. */
export async function removeProblemFacts(): Promise<void> {
  await enableProblems.update((problems) =>
    Object.fromEntries(
      Object.entries(problems).map(([address, { code, facts }]) => [
        address,
        { code, facts: withoutCloudFacts(facts) },
      ]),
    ),
  );
}

/** @returns dashboards of stored clouds that are not enabled */
export async function listOffers(isWorking: (address: string) => boolean): Promise<OfferedDashboard[]> {
  const [clouds, dashboards, problems] = await Promise.all([listClouds(), listDashboards(), enableProblems.get()]);
  const offers = new Map<string, OfferedDashboard>();
  for (const { name: cloudName, dashboardUrl } of clouds) {
    if (dashboardUrl === undefined || dashboards.some(({ root }) => isInside(dashboardUrl, root))) continue;
    const url = normalizeDashboardUrl(dashboardUrl);
    const origin = url === null ? null : matchPattern(url);
    if (url === null || origin === null || offers.has(url)) continue;
    offers.set(url, { url, origin, cloudName, working: isWorking(url), problem: problems[url] ?? null });
  }
  return [...offers.values()];
}

/** Replaces the address by the root in stored clouds. */
export async function resolveOffers(address: string, { root }: Dashboard): Promise<void> {
  await storeEnableProblem(address, null);
  if (address === root) return;
  await cloudsLock(async () => {
    for (const { id, dashboardUrl, signIn } of await listClouds()) {
      // Only the user changes whose token a cloud gets.
      if (usesDashboardSession({ signIn }) && typedOrigin(address) !== typedOrigin(root)) continue;
      if (dashboardUrl === undefined || normalizeDashboardUrl(dashboardUrl) !== address) continue;
      await changeCloud(id, (profile) => ({ ...profile, dashboardUrl: root }));
    }
  });
}
