import { needsNewSecret } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import { AppError } from '@/utils/problems/app-error';
import type { Initiator, Sessions } from '@/utils/sessions/sessions';
import { signInBeforeReplacement } from '@/utils/sign-in/issued';
import type { Credential } from '@/utils/sign-in/methods';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { deleteCloud, putClouds } from '@/utils/storage/clouds';
import { lastConsole } from '@/utils/storage/last-console';
import { lastPlace } from '@/utils/storage/last-place';
import { withStorageFallback } from '@/utils/storage/optional';
import { originOf, type Vault } from '@/utils/vault/vault';
import { journalUnusedAppCredential } from './app-credential/journal';
import { storedSecretOf } from './stored-secret';
import { type UnfinishedCloud, unfinishedClouds } from './unfinished';

/**
 * What happens to the secret of a replaced cloud:
 * - a credential: replaces the old one.
 * - `keep`: the old one stays, also for another address or user. Only for what the user saved.
 * - `keepForSameTarget`: the old one is deleted where `needsNewSecret`, else stays.
 * - `stored`: the new one is in the vault already.
 */
export type SecretChange = Credential | 'keep' | 'keepForSameTarget' | 'stored';

/** A cloud to add or replace. */
export interface CloudReplacement {
  /** null: a new cloud */
  before: CloudProfile | null;
  after: CloudProfile;
  secret: SecretChange;
}

/** The tokens and secrets of clouds. */
export interface ReplaceCloudDeps {
  sessions: Pick<Sessions, 'endTokens'>;
  vault: Pick<Vault, 'get' | 'put' | 'assertUnlocked' | 'remove'>;
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
 * Replaces or adds clouds, under `cloudsLock`. The order is safe where the worker ends in between:
 * 1. Secrets that may not go to the new target are deleted; new ones stored, unless they wait for step 4.
 * 2. Cached answers, tokens, and the journal.
 * 3. All profiles, in one write.
 * 4. New secrets that the old profile could send, but must not.
 *
 * A failed write restores secrets and profiles; `finishChanges` deletes what is left behind.
 * @param initiator `background`: the vault may be locked, so no secret is read
 * @throws as `Vault.get` and `Vault.put`
 */
export async function replaceClouds(
  deps: ReplaceCloudDeps,
  changes: readonly CloudReplacement[],
  initiator: Initiator = 'user',
): Promise<void> {
  const { sessions } = deps;
  const undo: (() => Promise<void>)[] = [];
  await unfinishedClouds.add(...changes.map(({ before, after }) => markOf(before, after)));
  let isClean = true;
  try {
    for (const change of changes) {
      if (initiator === 'user') undo.unshift(await undoOf(deps.vault, change));
      await changeSecret(deps.vault, change);
    }
    for (const { before, after } of changes) {
      if (before === null) continue;
      if (isForOtherUser(before, after)) isClean = (await removeCloudData(before.id)) && isClean;
      await sessions.endTokens(before);
    }
    for (const { before, after } of changes) await journalUnusedAppCredential(before, after);
    if (initiator === 'user') undo.unshift(() => restoreProfiles(changes));
    await putClouds(changes.map(({ after }) => after));
    for (const { before, after, secret } of changes)
      if (isCredential(secret) && mustStoreAfterProfile(before, after, secret))
        await putSecret(deps.vault, before, after, secret);
  } catch (error) {
    isClean = initiator === 'user';
    for (const step of undo)
      await step().catch(() => {
        isClean = false;
      });
    throw error;
  } finally {
    const ids = changes.map(({ after }) => after.id);
    if (isClean) await withStorageFallback(unfinishedClouds.remove(...ids), undefined);
  }
}

function markOf(before: CloudProfile | null, { id }: CloudProfile): UnfinishedCloud {
  return { id, by: before === null ? 'added' : 'changed' };
}

/**
 * Deletes a cloud's cached answers, last place and last console.
 * @returns false: the answers are left to `finishChanges`
 */
export async function removeCloudData(cloudId: string): Promise<boolean> {
  await lastPlace.removeFor(cloudId);
  await lastConsole.removeFor(cloudId);
  return withStorageFallback(
    cloudCache.removeFor(cloudId).then(() => true),
    false,
  );
}

async function changeSecret(
  vault: ReplaceCloudDeps['vault'],
  { before, after, secret }: CloudReplacement,
): Promise<void> {
  const { id, remember } = after;
  if (secret === 'stored') return;
  if (isCredential(secret)) {
    if (!mustStoreAfterProfile(before, after, secret)) return putSecret(vault, before, after, secret);
    // With a locked vault the old one must stay.
    await vault.assertUnlocked(remember, 'writing');
    return vault.remove(id, before?.remember);
  }
  if (secret === 'keepForSameTarget') {
    // The list of clouds may have been lost: a secret found here stays bound to its target.
    if (before === null) return;
    if (needsNewSecret(before, after)) return vault.remove(id, before.remember);
    if (before.remember === remember) return;
  }
  const credential = await storedSecretOf(vault, before, after);
  if (credential !== null) await putSecret(vault, before, after, credential);
}

function putSecret(
  vault: Pick<Vault, 'put'>,
  before: CloudProfile | null,
  after: CloudProfile,
  credential: Credential,
): Promise<void> {
  return vault.put(after.id, after.remember, credential, after, before === null || before.remember === 'session');
}

/** Stored earlier, it would be sent by the old profile, which may stay. */
function mustStoreAfterProfile(before: CloudProfile | null, after: CloudProfile, secret: Credential): boolean {
  return (
    before !== null &&
    secret.kind === before.signIn.method &&
    originOf(before.authUrl) === originOf(after.authUrl) &&
    needsNewSecret(before, after)
  );
}

/** For a secret that is unreadable, or bound to another target, the new one stays. */
async function undoOf(
  vault: ReplaceCloudDeps['vault'],
  { before, after }: CloudReplacement,
): Promise<() => Promise<void>> {
  if (before === null) return () => vault.remove(after.id, after.remember);
  const { id, remember } = before;
  try {
    const old = await vault.get(id, remember, before);
    if (old !== null) return () => vault.put(id, remember, old, before);
    const isOther = (await vault.get(id, remember)) !== null;
    return async () => (isOther ? undefined : vault.remove(id));
  } catch (error) {
    if (error instanceof AppError && (error.code === 'VAULT_LOCKED' || error.code === 'VAULT_TAMPERED'))
      return async () => undefined;
    throw error;
  }
}

async function restoreProfiles(changes: readonly CloudReplacement[]): Promise<void> {
  await putClouds(changes.map(({ before }) => before).filter((before) => before !== null));
  for (const { before, after } of changes) if (before === null) await deleteCloud(after.id);
}

function isCredential(secret: SecretChange): secret is Credential {
  return typeof secret === 'object';
}

/** An application credential acts as the user whose password it replaced. */
function isForOtherUser(before: CloudProfile, after: CloudProfile): boolean {
  const asUser = (profile: CloudProfile) => ({ ...profile, signIn: signInBeforeReplacement(profile.signIn) });
  return needsNewSecret(asUser(before), asUser(after));
}
