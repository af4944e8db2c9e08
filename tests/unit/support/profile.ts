import type { JournalEntry } from '@/utils/accounts/app-credential/journal';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { SignIn } from '@/utils/sign-in/methods';

/** A profile of the fake cloud's user `demo`, project `demo`, with these changes. */
export function demoProfile(authUrl: string, more: Partial<CloudProfile> = {}): CloudProfile {
  const signIn: SignIn = {
    method: 'password',
    user: { name: 'demo', domain: { name: 'Default' } },
    project: { name: 'demo', domain: { name: 'Default' } },
  };
  return {
    id: 'cloud-1',
    name: 'Demo',
    authUrl,
    color: '#3366cc',
    production: false,
    interface: 'public',
    signIn,
    remember: 'session',
    ...more,
  };
}

/** The scope in which that cloud is first shown. */
export const PLACE = { cloudId: 'cloud-1', projectId: null, region: null };

/** A journal entry for an application credential of a cloud, of its user `demo` by default. */
export function demoJournalEntry(profile: CloudProfile, name: string, more: Partial<JournalEntry> = {}): JournalEntry {
  const { id: cloudId, name: cloudName, authUrl } = profile;
  return { cloudId, cloudName, authUrl, userId: 'u-demo', userName: 'demo', projectId: 'p-demo', name, ...more };
}
