import * as z from 'zod/mini';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import type { IssuedAppCredential } from '@/utils/sign-in/application-credential';
import { issuedAppCredential } from '@/utils/sign-in/issued';
import { storedList } from '@/utils/storage/stored-list';

const entry = z.object({
  cloudId: z.string(),
  /** shown after the cloud was removed */
  cloudName: z.string(),
  /** where it was created: the cloud may have another address now */
  authUrl: z.string(),
  /** the user who owns it */
  userId: z.string(),
  userName: z.string(),
  /** the project that it is for */
  projectId: z.string(),
  /** name of the application credential, unique for the user */
  name: z.string(),
  /** how the cloud signs in with it; set before its secret is stored */
  signIn: z.optional(cloudProfile.shape.signIn),
});

/** An application credential that is being created, or is to be deleted. Holds no secret. */
export type JournalEntry = z.infer<typeof entry>;

const list = storedList('local:app-credential-journal', { version: 1, entry, id: 'name' });

/**
 * Application credentials that may be on a cloud without being in use. An entry is written before the request to create one,
 * so that none is lost when the worker ends. A cloud may have several: those that could not be deleted, and a newer one. They
 * stay when their cloud is removed, until they are deleted or the user has dismissed them.
 */
export const appCredentialJournal = {
  /** @returns all entries, oldest first. */
  all: list.get,
  /** @returns the entries of one cloud, oldest first. */
  of: async (cloudId: string): Promise<JournalEntry[]> =>
    (await list.get()).filter((entry) => entry.cloudId === cloudId),
  /** Adds an entry, or replaces the one of that name. */
  put: (added: JournalEntry): Promise<void> => list.put(added),
  remove: list.remove,
};

/**
 * Journals the application credential of a cloud that is about to be signed in to in another way, or removed (`after` is
 * null): its secret is lost then, so it is to be deleted as soon as there is a password.
 */
export async function journalReplaced(before: CloudProfile | null, after: CloudProfile | null): Promise<void> {
  const issued = before === null ? undefined : issuedAppCredential(before.signIn);
  if (before === null || issued === undefined) return;
  if (after !== null && issuedAppCredential(after.signIn)?.name === issued.name) return;
  await appCredentialJournal.put(journalEntryOf(before, issued));
}

/** @returns the entry for an application credential of this cloud, without `signIn`. */
export function journalEntryOf(
  { id, name: cloudName, authUrl }: CloudProfile,
  { userId, userName, projectId, name }: Pick<IssuedAppCredential, 'userId' | 'userName' | 'projectId' | 'name'>,
): JournalEntry {
  return { cloudId: id, cloudName, authUrl, userId, userName, projectId, name };
}
