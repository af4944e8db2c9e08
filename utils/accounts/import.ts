import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Request } from '@/utils/messaging/page-requests';
import { authUrlCandidates } from '@/utils/openstack/identity/auth-url';
import type { Sessions } from '@/utils/sessions/sessions';
import { signInBeforeReplacement } from '@/utils/sign-in/issued';
import { findCloud } from '@/utils/storage/clouds';
import { lastPlace } from '@/utils/storage/last-place';
import type { Vault } from '@/utils/vault/vault';
import { type CloudReplacement, type ReplaceCloudDeps, replaceClouds } from './replace-cloud';
import { revokeQueuedInBackground } from './sign-out';

interface Deps extends ReplaceCloudDeps {
  sessions: Pick<Sessions, 'endTokens' | 'revoke'>;
  vault: Vault;
}

/**
 * Imports all clouds or none, under `cloudsLock`. No stored secret goes to another address or user.
 * @throws OpenStackError AUTH_URL_INVALID; as `Vault.assertUnlocked` and `replaceClouds`
 */
export async function importClouds(deps: Deps, { clouds }: Request<'importClouds'>): Promise<void> {
  const changes = await Promise.all(clouds.map(changeOf));
  for (const remember of new Set(changes.map(({ after }) => after.remember)))
    await deps.vault.assertUnlocked(remember, 'writing');
  await replaceClouds(deps, changes);
  for (const { before, after } of changes) {
    if (before === null) continue;
    if (projectOf(before) !== projectOf(after)) await lastPlace.removeFor(before.id);
    revokeQueuedInBackground(deps.sessions, before);
  }
}

async function changeOf({ profile, credential }: Request<'importClouds'>['clouds'][number]): Promise<CloudReplacement> {
  const [authUrl = profile.authUrl] = authUrlCandidates(profile.authUrl);
  const before = await findCloud(profile.id);
  // Discovery may have changed the stored URL.
  const isKnownUrl = before?.authUrl === profile.authUrl;
  // Without a new secret, an application credential that replaced the password stays.
  const isReplaced =
    before !== null &&
    credential === undefined &&
    canonicalJson(signInBeforeReplacement(before.signIn)) === canonicalJson(profile.signIn);
  const signIn = isReplaced ? before.signIn : profile.signIn;
  return {
    before,
    after: { ...profile, signIn, ...(!isKnownUrl && { authUrl }) },
    secret: credential ?? 'keepForSameTarget',
  };
}

function projectOf({ signIn }: CloudProfile): string {
  return canonicalJson('project' in signIn ? signIn.project : null);
}
