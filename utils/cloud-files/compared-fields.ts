import type { CloudProfile } from '@/utils/clouds/profile';
import { type SignIn, signInMethod } from '@/utils/sign-in/methods';

/** What can be told of a cloud without a secret, in the order that people look for it. */
export const COMPARED_FIELDS = [
  'authUrl',
  'method',
  'user',
  'credential',
  'passcode',
  'project',
  'interface',
  'region',
  'computeUrl',
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];

/** The part of a profile that a file can tell. */
export type FileProfile = Pick<CloudProfile, 'authUrl' | 'interface' | 'region' | 'regions' | 'computeUrl' | 'signIn'>;

/** A cloud as people can compare it, fact by fact; what it does not say is empty. */
export function fieldTextsOf({
  authUrl,
  interface: facing,
  region,
  regions,
  computeUrl,
  signIn,
}: FileProfile): Record<ComparedField, string> {
  return {
    authUrl,
    method: signIn.method,
    ...signInTextsOf(signIn),
    passcode: 'passcode' in signIn && signIn.passcode ? 'asked' : '',
    interface: facing,
    region: [...new Set([region ?? '', ...(regions ?? [])])].filter((name) => name !== '').join(', '),
    computeUrl: computeUrl ?? '',
  };
}

/** Who signs in, by what, to which project; empty where the sign-in does not say. */
export function signInTextsOf(signIn: SignIn): Record<'user' | 'credential' | 'project', string> {
  return { user: '', credential: '', project: '', ...signInMethod(signIn.method).facts(signIn) };
}
