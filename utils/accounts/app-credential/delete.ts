import { discardCheck, signInWith } from '@/utils/accounts/sign-in-check';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Reply, Request } from '@/utils/messaging/page-requests';
import type { IssuedAppCredentialView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { AppError, toProblem } from '@/utils/problems/app-error';
import type { ReadDashboardToken } from '@/utils/sessions/dashboard-token';
import type { Sessions } from '@/utils/sessions/sessions';
import type { Credential } from '@/utils/sign-in/methods';
import { cloudIds, findCloud } from '@/utils/storage/clouds';
import type { Vault } from '@/utils/vault/vault';
import { deleteByName } from './create';
import { appCredentialJournal, issuedAppCredential, type JournalEntry, journalEntryOf } from './journal';

interface Deps {
  client: Client;
  sessions: Sessions;
  vault: Vault;
  readDashboardToken: ReadDashboardToken;
  /** ms since the epoch */
  now: () => number;
}

/**
 * The application credentials that were made here for a cloud and, for all that is known, are on it: the one in use, then
 * those that others took the place of and that could not be deleted yet.
 *
 * @param notes all notes there are
 */
export function issuedFor(profile: CloudProfile, notes: readonly JournalEntry[]): IssuedAppCredentialView[] {
  return all(profile.id, profile, notes);
}

/** Those whose cloud is not here any more: nobody but the person can delete them. */
export async function listOrphaned(): Promise<IssuedAppCredentialView[]> {
  const here = new Set(await cloudIds());
  return (await appCredentialJournal.all()).filter(({ cloudId }) => !here.has(cloudId));
}

/** The person has seen to one of {@link listOrphaned}. */
export async function dismissOrphaned(name: string): Promise<void> {
  if ((await listOrphaned()).some((left) => left.name === name)) await appCredentialJournal.remove(name);
}

/**
 * Deletes, on the cloud, all that were made here for a cloud and are one user's. They may not do that themselves, so it
 * takes the password of that user, which is sent to where they were made.
 *
 * @returns which of them are left, and why.
 * @throws AppError CREDENTIAL_MISSING (none was made), PASSCODE_NEEDED, PASSCODE_WRONG; OpenStackError.
 */
export async function deleteCredentials(
  deps: Deps,
  { cloudId, authUrl, userId, password, passcode }: Request<'deleteCredentials'>,
): Promise<Reply<'deleteCredentials'>> {
  const { client, sessions } = deps;
  const issued = all(cloudId, await findCloud(cloudId), await appCredentialJournal.all());
  const theirs = issued.filter((one) => one.authUrl === authUrl && one.userId === userId);
  const [first] = theirs;
  if (first === undefined) throw new AppError('CREDENTIAL_MISSING', { cloudId });
  const signIn = { method: 'password', user: { id: userId }, project: { id: first.projectId } } as const;
  const person = { id: cloudId, authUrl, signIn };
  const typed: Credential = { kind: 'password', password };
  const tokens = await signInWith(deps, person, async () => typed, passcode);
  const left: Reply<'deleteCredentials'> = { names: [], problem: null };
  try {
    for (const { name } of theirs) {
      try {
        await deleteByName(client, person, tokens.state, name);
        await appCredentialJournal.remove(name);
      } catch (error) {
        left.names.push(name);
        left.problem ??= toProblem(error);
      }
    }
  } finally {
    await discardCheck(sessions, { profile: person, ...tokens });
    await sessions.revoke(person);
  }
  return left;
}

function all(cloudId: string, profile: CloudProfile | null, notes: readonly JournalEntry[]): JournalEntry[] {
  const issued = issuedAppCredential(profile);
  const current = profile === null || issued === null ? [] : [journalEntryOf(profile, issued)];
  return [...current, ...notes.filter((note) => note.cloudId === cloudId && note.name !== issued?.name)];
}
