import { type AccountContext, queueCheckRevocation } from '@/utils/accounts/sign-in-check';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Reply, Request } from '@/utils/messaging/page-requests';
import type { IssuedAppCredentialView } from '@/utils/messaging/views';
import { AppError, toProblem } from '@/utils/problems/app-error';
import { issuedAppCredential } from '@/utils/sign-in/issued';
import type { Credential } from '@/utils/sign-in/methods';
import { cloudIds, findCloud } from '@/utils/storage/clouds';
import { deleteByName } from './create';
import { appCredentialJournal, type JournalEntry, journalEntryOf } from './journal';

/** A cloud's application credentials of this browser: the one in use, then replaced ones. */
export function issuedFor(profile: CloudProfile, journal: readonly JournalEntry[]): IssuedAppCredentialView[] {
  return credentialsOf(profile.id, profile, journal);
}

/** Application credentials of removed clouds: only the user can delete them. */
export async function listOrphanedCredentials(): Promise<IssuedAppCredentialView[]> {
  const existingIds = new Set(await cloudIds());
  return (await appCredentialJournal.all()).filter(({ cloudId }) => !existingIds.has(cloudId));
}

/** The user knows that it stays on the cloud. */
export async function dismissOrphanedCredential(name: string): Promise<void> {
  if ((await listOrphanedCredentials()).some((orphaned) => orphaned.name === name))
    await appCredentialJournal.remove(name);
}

/**
 * An application credential cannot delete itself, so this signs in with the password.
 * @returns which could not be deleted, and why
 * @throws AppError CREDENTIAL_MISSING, PASSCODE_NEEDED, PASSCODE_WRONG; OpenStackError
 */
export async function deleteCredentials(
  context: AccountContext,
  { cloudId, authUrl, userId, password, passcode }: Request<'deleteCredentials'>,
): Promise<Reply<'deleteCredentials'>> {
  const { client, sessions } = context;
  const issued = credentialsOf(cloudId, await findCloud(cloudId), await appCredentialJournal.all());
  const ofUser = issued.filter((entry) => entry.authUrl === authUrl && entry.userId === userId);
  const [first] = ofUser;
  if (first === undefined) throw new AppError('CREDENTIAL_MISSING', { cloudId });
  const signIn = { method: 'password', user: { id: userId }, project: { id: first.projectId } } as const;
  const owner = { id: cloudId, authUrl, signIn };
  const typed: Credential = { kind: 'password', password };
  const tokens = await sessions.check(owner, async () => typed, passcode);
  const failed: Reply<'deleteCredentials'> = { remainingNames: [], problem: null };
  try {
    for (const { name } of ofUser) {
      try {
        await deleteByName(client, owner, tokens.state, name);
        await appCredentialJournal.remove(name);
      } catch (error) {
        failed.remainingNames.push(name);
        failed.problem ??= toProblem(error);
      }
    }
  } finally {
    await queueCheckRevocation(sessions, { profile: owner, ...tokens });
    await sessions.revoke(owner);
  }
  return failed;
}

function credentialsOf(
  cloudId: string,
  profile: CloudProfile | null,
  journal: readonly JournalEntry[],
): JournalEntry[] {
  const issued = profile === null ? undefined : issuedAppCredential(profile.signIn);
  const inUse = profile === null || issued === undefined ? [] : [journalEntryOf(profile, issued)];
  return [...inUse, ...journal.filter((entry) => entry.cloudId === cloudId && entry.name !== issued?.name)];
}
