import type { CloudProfile, SignIn } from '@/utils/clouds/profile';

/** A profile of the fake cloud's user `demo`, project `demo`, unless told otherwise. */
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
