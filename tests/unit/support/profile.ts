import type { JournalEntry } from '@/utils/accounts/app-credential/journal';
import type { CloudProfile } from '@/utils/clouds/profile';

/** A user or project of the fake cloud's domain `Default`. */
export const inDefault = (name: string) => ({ name, domain: { name: 'Default' } });

/** How such a user signs in with a password: to a project, or to the user's own. */
export function passwordOf(user: string, project?: string) {
  const method = 'password' as const;
  return { method, user: inDefault(user), ...(project !== undefined && { project: inDefault(project) }) };
}

/** A profile of the fake cloud's user `demo`, project `demo`, with these changes. */
export function demoProfile(authUrl: string, overrides: Partial<CloudProfile> = {}): CloudProfile {
  return {
    id: 'cloud-1',
    name: 'Demo',
    authUrl,
    color: '#3366cc',
    production: false,
    interface: 'public',
    signIn: passwordOf('demo', 'demo'),
    remember: 'session',
    ...overrides,
  };
}

/** The scope in which that cloud is first shown. */
export const PLACE = { cloudId: 'cloud-1', projectId: null, region: null };

/** A journal entry for an application credential of a cloud, of its user `demo` by default. */
export function demoJournalEntry(
  profile: CloudProfile,
  name: string,
  overrides: Partial<JournalEntry> = {},
): JournalEntry {
  const { id: cloudId, name: cloudName, authUrl } = profile;
  return { cloudId, cloudName, authUrl, userId: 'u-demo', userName: 'demo', projectId: 'p-demo', name, ...overrides };
}
