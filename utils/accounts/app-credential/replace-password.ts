import { replaceCloud } from '@/utils/accounts/replace-cloud';
import type { AccountContext } from '@/utils/accounts/sign-in-check';
import { createMutex } from '@/utils/async';
import { canonicalJson } from '@/utils/clouds/compare';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Request } from '@/utils/messaging/page-requests';
import type { PasswordReplacementReport } from '@/utils/messaging/views';
import { OpenStackError } from '@/utils/openstack/errors';
import type { UserRef } from '@/utils/openstack/identity/auth-request';
import { AppError, isOpenStackError } from '@/utils/problems/app-error';
import type { TokenState } from '@/utils/sessions/token-store';
import type { IssuedAppCredential } from '@/utils/sign-in/application-credential';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { cloudsLock, findCloud } from '@/utils/storage/clouds';
import { lastPlace } from '@/utils/storage/last-place';
import { withStorageFallback } from '@/utils/storage/optional';
import { type CheckedCredential, createConsoleCredential, deleteByName } from './create';
import { appCredentialJournal, type JournalEntry, journalEntryOf } from './journal';

const DAY_MS = 24 * 3600_000;

/** Replaces stored passwords with application credentials. */
export interface PasswordReplacement {
  /** On failure, the password stays. Throws as `Sessions.use`. */
  replacePassword(request: Request<'replacePassword'>): Promise<PasswordReplacementReport>;
  /** Finishes a replacement whose secret is stored; deletes journaled credentials. Never throws. */
  resume(): Promise<void>;
}

interface Context extends AccountContext {
  browserName: string;
}

/** One per worker: `resume` must not delete a credential that is being created. */
export function createPasswordReplacement(context: Context): PasswordReplacement {
  const withLock = createMutex();
  return {
    replacePassword: (request) =>
      withLock(async () => {
        const profile = await findCloud(request.cloudId);
        if (profile === null) throw new AppError('CLOUD_UNKNOWN', { cloudId: request.cloudId });
        return replacePassword(context, profile, request);
      }),
    resume: () =>
      withLock(async () => {
        const cloudIds = new Set((await appCredentialJournal.all()).map(({ cloudId }) => cloudId));
        for (const cloudId of cloudIds) await resumeCloud(context, cloudId).catch(() => undefined);
      }),
  };
}

async function replacePassword(
  context: Context,
  profile: CloudProfile,
  { projectId, days }: Request<'replacePassword'>,
): Promise<PasswordReplacementReport> {
  const { client, sessions, vault, browserName, now } = context;
  if (profile.signIn.method !== 'password') throw new AppError('CREDENTIAL_MISSING', { cloudId: profile.id });
  await vault.assertUnlocked(profile.remember, 'writing');
  const name = `novnc-for-openstack ${browserName} ${crypto.randomUUID().slice(0, 8)}`;
  const expiresAt = days === null ? null : now() + days * DAY_MS;
  // A separate token can delete the credential after the cloud's tokens were ended.
  const ownerToken = await sessions.use(profile, { projectId }, (state) => separateToken(context, profile, state));
  const entry = journalEntryOf(profile, { userId: ownerToken.userId, userName: ownerToken.userName, projectId, name });
  let isStored = false;
  try {
    await deleteJournaled(context, profile, ownerToken);
    await appCredentialJournal.put(entry);
    const created = await createConsoleCredential(context, profile, ownerToken, { name, expiresAt });
    const changed = withAppCredential(profile, ownerToken, { ...entry, expiresAt }, created);
    await cloudsLock(async () => {
      await assertSameProfile(context, profile, created.state);
      await appCredentialJournal.put({ ...entry, signIn: changed.signIn });
      await replaceCloud(context, profile, changed, { kind: 'application_credential', secret: created.secret });
      isStored = true;
      await appCredentialJournal.remove(name);
      await storeProvenToken(context, changed, created.state);
    });
    return { profile: changed, name };
  } catch (error) {
    if (!isStored)
      await deleteByName(client, profile, ownerToken, name)
        .then(() => appCredentialJournal.remove(name))
        .catch(() => undefined);
    throw error;
  } finally {
    // Where it cannot be read, the token is revoked: a new one costs a sign-in.
    const stored = await withStorageFallback(sessions.list(profile.id), []);
    if (!stored.some(({ token }) => token === ownerToken.token)) await sessions.queueRevocation(profile, ownerToken);
    await sessions.revoke(profile);
  }
}

/** The same token where the cloud does not rescope. */
async function separateToken({ sessions }: Context, profile: CloudProfile, state: TokenState): Promise<TokenState> {
  return sessions.rescope(profile, state, state.project?.id ?? null).catch((error: unknown) => {
    if (isOpenStackError(error, 'FORBIDDEN')) return state;
    throw error;
  });
}

function withAppCredential(
  profile: CloudProfile,
  ownerToken: TokenState,
  { name, projectId, expiresAt }: Pick<IssuedAppCredential, 'name' | 'projectId' | 'expiresAt'>,
  { id, hasAccessRules }: CheckedCredential,
): CloudProfile {
  if (profile.signIn.method !== 'password') throw new AppError('CREDENTIAL_MISSING', { cloudId: profile.id });
  const { user, project, passcode } = profile.signIn;
  const issued: IssuedAppCredential = {
    ...{ name, expiresAt, hasAccessRules, userId: ownerToken.userId, userName: ownerToken.userName },
    ...{ projectId, projectName: ownerToken.project?.name ?? projectId },
    replaced: { user, ...(project && { project }), ...(passcode && { passcode }) },
  };
  return { ...profile, signIn: { method: 'application_credential', id, issued } };
}

async function assertSameProfile({ sessions }: Context, profile: CloudProfile, state: TokenState): Promise<void> {
  const present = await findCloud(profile.id);
  if (present !== null && canonicalJson(present) === canonicalJson(profile)) return;
  await sessions.queueRevocation(profile, state);
  throw present === null ? new AppError('CLOUD_UNKNOWN', { cloudId: profile.id }) : new OpenStackError('CONFLICT');
}

async function storeProvenToken({ sessions }: Context, profile: CloudProfile, state: TokenState): Promise<void> {
  await sessions.storeToken(profile, state);
  if (state.project === null) return;
  const { id, name } = state.project;
  await cloudCache.putProjects(profile.id, [{ id, name }]);
  const before = await lastPlace.on(profile.id);
  if (before.projectId !== id) await lastPlace.put({ ...before, projectId: id });
}

/** Throws TOKEN_INVALID, so that the caller tries again with a new token. */
async function deleteJournaled({ client }: Context, profile: CloudProfile, state: TokenState): Promise<void> {
  for (const entry of await appCredentialJournal.of(profile.id)) {
    // For another user or auth URL, the cloud would find none.
    if (entry.userId !== state.userId || entry.authUrl !== profile.authUrl) continue;
    // The secret is not stored, so the sign-in must not be used.
    if (entry.signIn !== undefined) await appCredentialJournal.put(withoutSignIn(entry));
    await deleteByName(client, profile, state, entry.name)
      .then(() => appCredentialJournal.remove(entry.name))
      .catch((error: unknown) => {
        if (isOpenStackError(error, 'TOKEN_INVALID')) throw error;
      });
  }
}

/** `background`: this must not count as use of the vault. */
async function resumeCloud(context: Context, cloudId: string): Promise<void> {
  const { sessions, vault } = context;
  const profile = await findCloud(cloudId);
  if (profile === null) return;
  if (await cloudsLock(() => finishStored(context, cloudId))) return void (await sessions.revoke(profile));
  const credential = await vault.get(cloudId, profile.remember, undefined, 'background');
  // Only a password can delete application credentials.
  const { signIn, authUrl } = profile;
  if (signIn.method !== 'password' || credential?.kind !== 'password') return;
  const entry = (await appCredentialJournal.of(cloudId)).find(
    (one) => one.authUrl === authUrl && mayBelongTo(signIn.user, one),
  );
  if (entry === undefined) return;
  const scope = { projectId: entry.projectId };
  await sessions.use(profile, scope, (state) => deleteJournaled(context, profile, state), 'background');
}

/** Whether the newest secret was stored; the profile then uses it. */
async function finishStored(context: Context, cloudId: string): Promise<boolean> {
  const profile = await findCloud(cloudId);
  const newest = (await appCredentialJournal.of(cloudId)).findLast(({ signIn }) => signIn !== undefined);
  if (profile?.signIn.method !== 'password' || newest?.signIn === undefined) return false;
  const credential = await context.vault.get(cloudId, profile.remember, undefined, 'background');
  if (credential?.kind !== 'application_credential') return false;
  await replaceCloud(context, profile, { ...profile, signIn: newest.signIn }, 'stored', 'background');
  await appCredentialJournal.remove(newest.name);
  return true;
}

/** Without a user id it compares names: a user of another domain may match too. */
function mayBelongTo(user: UserRef, { userId, userName }: JournalEntry): boolean {
  return 'id' in user ? user.id === userId : user.name.toLowerCase() === userName.toLowerCase();
}

function withoutSignIn({ signIn: _, ...entry }: JournalEntry): JournalEntry {
  return entry;
}
