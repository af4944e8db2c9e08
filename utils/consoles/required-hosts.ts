import { hasAccess } from '@/utils/clouds/host-access';
import { matchPatterns } from '@/utils/clouds/host-patterns';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { HostAccess } from '@/utils/messaging/views';
import { usesDashboardSession } from '@/utils/sign-in/dashboard-session';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { withStorageFallback } from '@/utils/storage/optional';

/** For one cloud: one more than the settings list, which then say that there are more. */
export const MAX_HOSTS = 41;

const NO_HOSTS = { compute: [], console: [] };

/** At most MAX_HOSTS, the profile's first. @param knownPatterns default: those in the cloud cache */
export async function requiredHosts(
  profile: CloudProfile,
  knownPatterns?: { compute: string[]; console: string[] },
): Promise<HostAccess[]> {
  const { compute, console } = knownPatterns ?? (await withStorageFallback(cloudCache.hosts(profile.id), NO_HOSTS));
  const purposes = new Map<string, HostAccess['purpose']>();
  const addHosts = (patterns: string[], purpose: HostAccess['purpose']) => {
    for (const pattern of patterns) if (!purposes.has(pattern)) purposes.set(pattern, purpose);
  };
  addHosts(matchPatterns([profile.authUrl]), 'identity');
  if (usesDashboardSession(profile)) addHosts(matchPatterns([profile.dashboardUrl ?? '']), 'dashboard');
  addHosts(matchPatterns(profile.computeUrl === undefined ? [] : [profile.computeUrl]), 'compute');
  addHosts(compute, 'compute');
  addHosts(console, 'console');
  return Promise.all(
    [...purposes].slice(0, MAX_HOSTS).map(async ([pattern, purpose]) => {
      const host = new URL(pattern.replace(/\*$/, '')).hostname;
      return { origin: pattern, host, purpose, granted: await hasAccess(pattern) };
    }),
  );
}
