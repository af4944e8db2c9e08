import { hasAccess } from '@/utils/clouds/host-access';
import { originPatterns } from '@/utils/clouds/host-patterns';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { HostAccess } from '@/utils/messaging/views';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import { cloudCache } from '@/utils/storage/cloud-cache';

/** @param listed match patterns; default: those stored */
export async function hostsOf(
  profile: CloudProfile,
  listed?: { compute: string[]; console: string[] },
): Promise<HostAccess[]> {
  const { compute, console } = listed ?? (await cloudCache.hosts(profile.id));
  const purposes = new Map<string, HostAccess['purpose']>();
  const addHosts = (origins: string[], purpose: HostAccess['purpose']) => {
    for (const origin of origins) if (!purposes.has(origin)) purposes.set(origin, purpose);
  };
  addHosts(originPatterns([profile.authUrl]), 'identity');
  if (usesDashboardSession(profile)) addHosts(originPatterns([profile.dashboardUrl ?? '']), 'dashboard');
  addHosts(originPatterns(profile.computeUrl === undefined ? [] : [profile.computeUrl]), 'compute');
  addHosts(compute, 'compute');
  addHosts(console, 'console');
  return Promise.all(
    [...purposes].map(async ([origin, purpose]) => {
      const host = new URL(origin.replace(/\*$/, '')).hostname;
      return { origin, host, purpose, granted: await hasAccess(origin) };
    }),
  );
}
