import { storage } from 'wxt/utils/storage';
import * as z from 'zod/mini';
import { createMutex } from '@/utils/async';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import type { IssuedAppCredential } from '@/utils/sign-in/application-credential';

const entry = z.object({
  cloudId: z.string(),
  /** to name it by when the cloud is gone */
  cloudName: z.string(),
  /** where it is: the cloud may have another address by now */
  authUrl: z.string(),
  /** whose it is */
  userId: z.string(),
  userName: z.string(),
  /** the project it is made for */
  projectId: z.string(),
  /** the application credential's, which tells it from all others of the user */
  name: z.string(),
  /** there as soon as its secret is about to be stored */
  signIn: z.optional(cloudProfile.shape.signIn),
});

/** An application credential that is being made, or is to be deleted. No secret. */
export type JournalEntry = z.infer<typeof entry>;

const item = storage.defineItem<unknown[]>('local:pending-credentials', { version: 1, fallback: [] });
const withLock = createMutex();

/**
 * Application credentials that are being made: noted before the cloud is asked for one, so that a worker that dies leaves
 * none behind. A cloud may have several: those that could not be deleted, and a newer one. They stay when their cloud goes,
 * until they are deleted or the person knows of them.
 */
export const appCredentialJournal = {
  /** @returns all of them, oldest first. */
  async all(): Promise<JournalEntry[]> {
    return (await item.getValue()).flatMap((value) => {
      const parsed = entry.safeParse(value);
      return parsed.success ? [parsed.data] : [];
    });
  },
  /** @returns those of one cloud, oldest first. */
  of: async (cloudId: string): Promise<JournalEntry[]> =>
    (await appCredentialJournal.all()).filter((note) => note.cloudId === cloudId),
  /** Adds a note, or writes the one of that name anew. */
  put: (added: JournalEntry): Promise<void> => keep((note) => note.name !== added.name, added),
  remove: (...names: readonly string[]): Promise<void> => keep((note) => !names.includes(note.name)),
};

/**
 * A cloud is about to be signed in to in another way than by the credential that was made for this browser, or to be
 * removed (`after` is null): nobody will have its secret then, so it is deleted as soon as a password allows.
 */
export async function journalReplaced(before: CloudProfile | null, after: CloudProfile | null): Promise<void> {
  const issued = issuedAppCredential(before);
  if (before === null || issued === null || issued.name === issuedAppCredential(after)?.name) return;
  await appCredentialJournal.put(journalEntryOf(before, issued));
}

/** The credential that was made for this browser and that a cloud is signed in to with. */
export function issuedAppCredential(profile: CloudProfile | null): IssuedAppCredential | null {
  const way = profile?.signIn;
  return way !== undefined && 'issued' in way ? (way.issued ?? null) : null;
}

/** What is noted of one that was made, or is being made, for a cloud as it is now. */
export function journalEntryOf(
  { id, name: cloudName, authUrl }: CloudProfile,
  { userId, userName, projectId, name }: Pick<IssuedAppCredential, 'userId' | 'userName' | 'projectId' | 'name'>,
): JournalEntry {
  return { cloudId: id, cloudName, authUrl, userId, userName, projectId, name };
}

function keep(wanted: (note: JournalEntry) => boolean, ...added: JournalEntry[]): Promise<void> {
  return withLock(async () => item.setValue([...(await appCredentialJournal.all()).filter(wanted), ...added]));
}
