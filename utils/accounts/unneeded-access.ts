import { removeAccess } from '@/utils/clouds/host-access';
import { matchPatterns } from '@/utils/clouds/host-patterns';
import type { CloudProfile } from '@/utils/clouds/profile';
import { unneededHosts } from '@/utils/dashboards/unneeded-hosts';
import { queuedAuthUrls } from '@/utils/sessions/revocation-queue';
import type { Sessions } from '@/utils/sessions/sessions';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { findCloud, listClouds } from '@/utils/storage/clouds';
import { withStorageFallback } from '@/utils/storage/optional';
import { originOf } from '@/utils/vault/vault';
import { appCredentialJournal } from './app-credential/journal';
import { unfinishedClouds } from './unfinished';

/** A cloud with match patterns of its known hosts. */
export interface CloudHosts {
  profile: CloudProfile;
  patterns: string[];
}

/** Call it before a change: it replaces or removes the addresses. */
export async function hostsOfClouds(ids: readonly string[]): Promise<CloudHosts[]> {
  const clouds = (await listClouds()).filter(({ id }) => ids.includes(id));
  return Promise.all(
    clouds.map(async (profile) => {
      const { compute, console, former = [] } = await cloudCache.hosts(profile.id);
      return { profile, patterns: [...profilePatterns(profile), ...compute, ...console, ...former] };
    }),
  );
}

function profilePatterns({ authUrl, computeUrl = '', dashboardUrl = '' }: CloudProfile): string[] {
  return matchPatterns([authUrl, computeUrl, dashboardUrl]);
}

/** Call it when the tokens of these removed clouds were revoked. */
export async function removeAccessOfRemoved(before: readonly CloudHosts[]): Promise<void> {
  for (const { profile, patterns } of before) await removeUnneeded(profile.id, patterns);
}

/**
 * Removes access to old addresses after revoking the tokens from there. Missing clouds count as unchanged: a list may
 * lack them by mistake.
 */
export async function removeAccessOfReplaced(
  sessions: Pick<Sessions, 'revoke'>,
  before: readonly CloudHosts[],
): Promise<void> {
  for (const { profile, patterns } of before) {
    const after = await findCloud(profile.id);
    if (after === null) continue;
    const hasNewOrigin = originOf(after.authUrl) !== originOf(profile.authUrl);
    if (hasNewOrigin) await sessions.revoke(profile);
    const kept = new Set(profilePatterns(after));
    const old = (hasNewOrigin ? patterns : profilePatterns(profile)).filter((pattern) => !kept.has(pattern));
    await removeUnneeded(profile.id, old);
  }
}

/** Removes access that was kept for tokens or application credentials that are gone by now. */
export async function removeAccessLeft(): Promise<void> {
  for (const { id, access = [] } of await unfinishedClouds.all())
    if (id.startsWith(ACCESS_ID_PREFIX)) await removeUnneeded(id.slice(ACCESS_ID_PREFIX.length), access);
}

const ACCESS_ID_PREFIX = 'access ';

/** Later where tokens are to be revoked, or application credentials to be deleted: a cloud may never let us. */
async function removeUnneeded(cloudId: string, patterns: readonly string[]): Promise<void> {
  if (patterns.length === 0) return;
  const authUrls = [...(await queuedAuthUrls()), ...(await appCredentialJournal.all()).map(({ authUrl }) => authUrl)];
  const needed = new Set(matchPatterns(authUrls));
  const unneeded = await unneededHosts(patterns);
  const [id, access] = [ACCESS_ID_PREFIX + cloudId, unneeded.filter((pattern) => needed.has(pattern))];
  const marking = access.length > 0 ? unfinishedClouds.add({ id, by: 'removed', access }) : unfinishedClouds.remove(id);
  await withStorageFallback(marking, undefined);
  await removeAccess(unneeded.filter((pattern) => !needed.has(pattern)));
}
