import type { CloudProfile } from '@/utils/clouds/profile';
import { type SignIn, signInMethod } from '@/utils/sign-in/methods';

/** What can be told of a cloud without a secret, in the order that people look for it. */
export const FACTS = [
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
export type Fact = (typeof FACTS)[number];

/** The part of a profile that a file can tell. */
export type Told = Pick<CloudProfile, 'authUrl' | 'interface' | 'region' | 'regions' | 'computeUrl' | 'signIn'>;

/** A cloud as people can compare it, fact by fact; what it does not say is empty. */
export function factsOf({
  authUrl,
  interface: facing,
  region,
  regions,
  computeUrl,
  signIn,
}: Told): Record<Fact, string> {
  return {
    authUrl,
    method: signIn.method,
    ...whoOf(signIn),
    passcode: 'passcode' in signIn && signIn.passcode ? 'asked' : '',
    interface: facing,
    region: [...new Set([region ?? '', ...(regions ?? [])])].filter((name) => name !== '').join(', '),
    computeUrl: computeUrl ?? '',
  };
}

/** Who signs in, by what, to which project; empty where the sign-in does not say. */
export function whoOf(signIn: SignIn): Record<'user' | 'credential' | 'project', string> {
  return { user: '', credential: '', project: '', ...signInMethod(signIn.method).facts(signIn) };
}
