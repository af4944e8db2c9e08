import { canonicalJson, secretTargetChanged } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Request } from '@/utils/messaging/page-requests';
import { authUrlCandidates } from '@/utils/openstack/identity/auth-url';
import type { Sessions } from '@/utils/sessions/sessions';
import { signInBeforeReplacement } from '@/utils/sign-in/issued';
import type { Credential } from '@/utils/sign-in/methods';
import { findCloud, putClouds } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';
import { journalReplaced } from './app-credential/journal';

interface Deps {
  sessions: Pick<Sessions, 'endTokens' | 'clearRefusals' | 'revoke'>;
  vault: Vault;
  /** what was seen on a cloud, which is not true of another address, user or project */
  forgetSeen(cloudId: string): Promise<void>;
}

interface Entry {
  profile: CloudProfile;
  credential: Credential | undefined;
  /** null: a new one */
  before: CloudProfile | null;
}

/**
 * Stores several clouds, all or none, and signs in to none of them. Secrets go first and the profiles, which make
 * clouds of them, last and in one write; where anything fails, the secrets are put back as they were. Where a file has no
 * secret for a cloud that it moves to another address or user, the one that is here is forgotten. Asked again after
 * a worker that died in the middle, it does the rest.
 *
 * @throws OpenStackError AUTH_URL_INVALID, or as `Vault.ready`, before anything is stored; as `Vault.put`.
 */
export async function importClouds(
  { sessions, vault, forgetSeen }: Deps,
  { clouds }: Request<'importClouds'>,
): Promise<void> {
  const entries = await Promise.all(clouds.map(entryOf));
  const replaced = entries.map(({ before }) => before).filter((before) => before !== null);
  for (const remember of new Set(entries.map(({ profile }) => profile.remember)))
    await vault.ready(remember, 'writing');
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const { profile, credential, before } of entries) {
      const { id, remember } = profile;
      const kept = before === null ? null : await vault.get(id, before.remember, before.authUrl);
      undo.unshift(async () => {
        if (before === null || kept === null) await vault.remove(id);
        else await vault.put(id, before.remember, kept, before.authUrl);
      });
      if (credential !== undefined) await vault.put(id, remember, credential, profile.authUrl);
      // No secret follows an address or a user that a file has named.
      else if (before === null || secretTargetChanged(before, profile)) await vault.remove(id);
      else await vault.move(id, remember, profile.authUrl);
    }
    // Tokens of a credential or address that is about to be replaced must not be used again.
    for (const before of replaced) {
      await sessions.endTokens(before);
      await sessions.clearRefusals(before);
    }
    for (const { before, profile } of entries) await journalReplaced(before, profile);
    await putClouds(entries.map(({ profile }) => profile));
  } catch (error) {
    for (const step of undo) await step().catch(() => undefined);
    throw error;
  }
  for (const { profile, before } of entries)
    if (before !== null && !isSameLogin(before, profile)) await forgetSeen(before.id);
  // What cannot be revoked now waits for the next start.
  for (const before of replaced) void sessions.revoke(before);
}

function isSameLogin(before: CloudProfile, now: CloudProfile): boolean {
  return before.authUrl === now.authUrl && JSON.stringify(before.signIn) === JSON.stringify(now.signIn);
}

async function entryOf({ profile, credential }: Request<'importClouds'>['clouds'][number]): Promise<Entry> {
  const [authUrl = profile.authUrl] = authUrlCandidates(profile.authUrl);
  const before = await findCloud(profile.id);
  // The stored form may be another one, which discovery found.
  const known = before?.authUrl === profile.authUrl;
  // A credential that was made here is no less than the same user's password, which the file does not have.
  const isKept =
    before !== null &&
    credential === undefined &&
    canonicalJson(signInBeforeReplacement(before.signIn)) === canonicalJson(profile.signIn);
  const signIn = isKept ? before.signIn : profile.signIn;
  return { profile: { ...profile, signIn, ...(!known && { authUrl }) }, credential, before };
}
