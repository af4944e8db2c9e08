import * as z from 'zod/mini';
import { type CloudProfile, cloudProfile } from '@/utils/clouds/profile';
import type { IssuedAppCredential } from '@/utils/sign-in/application-credential';
import { issuedAppCredential } from '@/utils/sign-in/issued';
import { storedList } from '@/utils/storage/stored-list';

const entry = z.object({
  cloudId: z.string(),
  cloudName: z.string(),
  authUrl: z.string(),
  userId: z.string(),
  userName: z.string(),
  projectId: z.string(),
  /** unique for the user */
  name: z.string(),
  /** the sign-in that will use it; set before its secret is stored */
  signIn: z.optional(cloudProfile.shape.signIn),
});

/** An application credential without its secret. */
export type JournalEntry = z.infer<typeof entry>;

const list = storedList('local:app-credential-journal', { version: 1, entry, id: 'name' });

/** Application credentials that may be unused on a cloud, from before their creation until deleted or dismissed. */
export const appCredentialJournal = {
  /** oldest first */
  all: list.get,
  of: async (cloudId: string): Promise<JournalEntry[]> =>
    (await list.get()).filter((entry) => entry.cloudId === cloudId),
  put: (added: JournalEntry): Promise<void> => list.put(added),
  remove: list.remove,
};

/** Adds the application credential that `after` no longer uses (null: removed). */
export async function journalUnusedAppCredential(
  before: CloudProfile | null,
  after: CloudProfile | null,
): Promise<void> {
  const issued = before === null ? undefined : issuedAppCredential(before.signIn);
  if (before === null || issued === undefined) return;
  if (after !== null && issuedAppCredential(after.signIn)?.name === issued.name) return;
  await appCredentialJournal.put(journalEntryOf(before, issued));
}

/** The entry of a credential, without `signIn`. */
export function journalEntryOf(
  { id, name: cloudName, authUrl }: CloudProfile,
  { userId, userName, projectId, name }: Pick<IssuedAppCredential, 'userId' | 'userName' | 'projectId' | 'name'>,
): JournalEntry {
  return { cloudId: id, cloudName, authUrl, userId, userName, projectId, name };
}
