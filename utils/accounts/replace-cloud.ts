import { secretTargetChanged } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { AppError } from '@/utils/problems/app-error';
import type { Initiator, Sessions } from '@/utils/sessions/sessions';
import { signInBeforeReplacement } from '@/utils/sign-in/issued';
import type { Credential } from '@/utils/sign-in/methods';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { deleteCloud, putClouds } from '@/utils/storage/clouds';
import { lastConsole } from '@/utils/storage/last-console';
import { lastPlace } from '@/utils/storage/last-place';
import { originOf, type Vault } from '@/utils/vault/vault';
import { journalReplaced } from './app-credential/journal';

/**
 * What happens to the secret of a cloud that is replaced:
 * - a credential: it is stored in place of the old one.
 * - `keep`: the old one stays, also for another address or user. Only for what the user saved in person.
 * - `keepForSameTarget`: the old one stays where it goes to the same address, as the same user; else it is deleted.
 * - `stored`: the secret of `after` is in the vault already.
 */
export type SecretChange = Credential | 'keep' | 'keepForSameTarget' | 'stored';

export interface CloudChange {
  /** as it is stored; null: a new cloud */
  before: CloudProfile | null;
  after: CloudProfile;
  secret: SecretChange;
}

export interface ReplaceCloudDeps {
  sessions: Pick<Sessions, 'endTokens' | 'clearRefusals'>;
  vault: Pick<Vault, 'get' | 'put' | 'remove'>;
}

/** As {@link replaceClouds}, for one cloud. */
export function replaceCloud(
  deps: ReplaceCloudDeps,
  before: CloudProfile | null,
  after: CloudProfile,
  secret: SecretChange,
  initiator?: Initiator,
): Promise<void> {
  return replaceClouds(deps, [{ before, after, secret }], initiator);
}

/**
 * Replaces or adds clouds with all that belongs to them, under the clouds lock. The worker may end between any two writes,
 * so their order is:
 * 1. Secrets. One that the old profile must not get is deleted; a new one is stored, unless the old profile could send it
 *    as another user (see {@link isUsableBefore}).
 * 2. What was seen of a cloud at another address or as another user, its tokens, its refusals, the journal of application
 *    credentials.
 * 3. All profiles, in one write. Only from here on the new clouds exist.
 * 4. The new secrets that had to wait.
 *
 * Where a write fails, secrets and profiles are put back as they were.
 * @param initiator `background`: what another browser or an administrator changed. The vault may be locked then, so nothing
 *   is read from it, and refusals stay where the same secret goes to the same target.
 * @throws as `Vault.get` and `Vault.put`.
 */
export async function replaceClouds(
  deps: ReplaceCloudDeps,
  changes: readonly CloudChange[],
  initiator: Initiator = 'user',
): Promise<void> {
  const { sessions } = deps;
  const undo: (() => Promise<void>)[] = [];
  try {
    for (const change of changes) {
      if (initiator === 'user') undo.unshift(await undoOf(deps.vault, change));
      await changeSecret(deps.vault, change);
    }
    for (const { before, after } of changes) {
      if (before === null) continue;
      if (isSeenByAnother(before, after)) await forgetSeen(before.id);
      await sessions.endTokens(before);
      if (initiator === 'user' || secretTargetChanged(before, after)) await sessions.clearRefusals(before);
    }
    for (const { before, after } of changes) await journalReplaced(before, after);
    if (initiator === 'user') undo.unshift(() => restoreProfiles(changes));
    await putClouds(changes.map(({ after }) => after));
    for (const { before, after, secret } of changes)
      if (isCredential(secret) && isUsableBefore(before, after, secret))
        await deps.vault.put(after.id, after.remember, secret, after.authUrl);
  } catch (error) {
    for (const step of undo) await step().catch(() => undefined);
    throw error;
  }
}

/** Deletes what was seen on a cloud. */
export async function forgetSeen(cloudId: string): Promise<void> {
  await cloudCache.forget(cloudId);
  await lastPlace.forget(cloudId);
  await lastConsole.forget(cloudId);
}

/** Step 1 for one cloud. */
async function changeSecret(vault: ReplaceCloudDeps['vault'], { before, after, secret }: CloudChange): Promise<void> {
  const { id, remember, authUrl } = after;
  if (secret === 'stored') return;
  if (isCredential(secret))
    return isUsableBefore(before, after, secret) ? vault.remove(id) : vault.put(id, remember, secret, authUrl);
  if (secret === 'keepForSameTarget') {
    if (before === null || secretTargetChanged(before, after)) return vault.remove(id);
    if (before.remember === remember) return;
  }
  // The secret may go to an address that the user has just typed, not to one that came into the profile in another way.
  const isTyped = secret === 'keep' && before !== null && originOf(before.authUrl) !== originOf(authUrl);
  const kept = await vault.get(id, remember, isTyped ? undefined : authUrl);
  if (kept !== null) await vault.put(id, remember, kept, authUrl);
}

/**
 * Whether a new secret could be sent with the old profile: a secret is bound to the origin of its cloud, and its kind to the
 * method, but not to the user.
 */
function isUsableBefore(before: CloudProfile | null, after: CloudProfile, secret: Credential): boolean {
  return (
    before !== null &&
    secret.kind === before.signIn.method &&
    originOf(before.authUrl) === originOf(after.authUrl) &&
    secretTargetChanged(before, after)
  );
}

/**
 * @returns what puts the secret of a cloud back as it was. One that cannot be read now cannot be put back; the new one stays
 *   then, since the old profile cannot send it.
 */
async function undoOf(vault: ReplaceCloudDeps['vault'], { before, after }: CloudChange): Promise<() => Promise<void>> {
  if (before === null) return () => vault.remove(after.id);
  const { id, remember, authUrl } = before;
  try {
    const old = await vault.get(id, remember, authUrl);
    return () => (old === null ? vault.remove(id) : vault.put(id, remember, old, authUrl));
  } catch (error) {
    if (error instanceof AppError && (error.code === 'VAULT_LOCKED' || error.code === 'VAULT_TAMPERED'))
      return async () => undefined;
    throw error;
  }
}

async function restoreProfiles(changes: readonly CloudChange[]): Promise<void> {
  await putClouds(changes.map(({ before }) => before).filter((before) => before !== null));
  for (const { before, after } of changes) if (before === null) await deleteCloud(after.id);
}

function isCredential(secret: SecretChange): secret is Credential {
  return typeof secret === 'object';
}

/** An application credential sees what the user sees who it was made by. */
function isSeenByAnother(before: CloudProfile, after: CloudProfile): boolean {
  const asUser = (profile: CloudProfile) => ({ ...profile, signIn: signInBeforeReplacement(profile.signIn) });
  return secretTargetChanged(asUser(before), asUser(after));
}
