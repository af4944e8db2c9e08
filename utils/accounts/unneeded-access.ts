import { removeAccess } from '@/utils/clouds/host-access';
import { matchPatterns } from '@/utils/clouds/host-patterns';
import type { CloudProfile } from '@/utils/clouds/profile';
import { unneededHosts } from '@/utils/dashboards/unneeded-hosts';
import { queuedAuthUrls } from '@/utils/sessions/revocation-queue';
import type { Sessions } from '@/utils/sessions/sessions';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { findCloud, listClouds } from '@/utils/storage/clouds';
import { originOf } from '@/utils/vault/vault';
import { appCredentialJournal } from './app-credential/journal';

/** A cloud with match patterns of its known hosts. */
export interface CloudHosts {
  profile: CloudProfile;
  patterns: string[];
}

/** Call it before a change: afterwards the addresses are gone. */
export async function hostsOfClouds(ids: readonly string[]): Promise<CloudHosts[]> {
  const clouds = (await listClouds()).filter(({ id }) => ids.includes(id));
  return Promise.all(
    clouds.map(async (profile) => {
      const { compute, console, former = [] } = await cloudCache.hosts(profile.id);
      return { profile, patterns: [...ownPatterns(profile), ...compute, ...console, ...former] };
    }),
  );
}

function ownPatterns({ authUrl, computeUrl = '', dashboardUrl = '' }: CloudProfile): string[] {
  return matchPatterns([authUrl, computeUrl, dashboardUrl]);
}

/** Call it when the tokens of these removed clouds were revoked. */
export async function removeAccessOfRemoved(before: readonly CloudHosts[]): Promise<void> {
  await removeUnneeded(before.flatMap(({ patterns }) => patterns));
}

/**
 * Removes access to old addresses after revoking the tokens from there. Missing clouds count as unchanged: a list may
 * lack them by mistake.
 */
export async function removeAccessOfReplaced(
  sessions: Pick<Sessions, 'revoke'>,
  before: readonly CloudHosts[],
): Promise<void> {
  const old: string[] = [];
  for (const { profile, patterns } of before) {
    const after = await findCloud(profile.id);
    if (after === null) continue;
    const hasMoved = originOf(after.authUrl) !== originOf(profile.authUrl);
    if (hasMoved) await sessions.revoke(profile);
    const kept = new Set(ownPatterns(after));
    old.push(...(hasMoved ? patterns : ownPatterns(profile)).filter((pattern) => !kept.has(pattern)));
  }
  await removeUnneeded(old);
}

/** Not where tokens are to be revoked, or application credentials to be deleted. */
async function removeUnneeded(patterns: readonly string[]): Promise<void> {
  if (patterns.length === 0) return;
  const authUrls = [...(await queuedAuthUrls()), ...(await appCredentialJournal.all()).map(({ authUrl }) => authUrl)];
  const needed = new Set(matchPatterns(authUrls));
  await removeAccess((await unneededHosts(patterns)).filter((pattern) => !needed.has(pattern)));
}
