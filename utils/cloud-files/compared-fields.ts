import type { CloudProfile } from '@/utils/clouds/profile';
import { type SignIn, signInMethod } from '@/utils/sign-in/methods';

/** In the order of the form. */
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
/** What an import compares. */
export type ComparedField = (typeof COMPARED_FIELDS)[number];

/** What a file can contain of a profile. */
export type FileProfile = Pick<CloudProfile, 'authUrl' | 'interface' | 'region' | 'regions' | 'computeUrl' | 'signIn'>;

/** To compare and show; empty where the cloud has no value. */
export function fieldTextsOf({
  authUrl,
  interface: endpointInterface,
  region,
  regions,
  computeUrl,
  signIn,
}: FileProfile): Record<ComparedField, string> {
  return {
    authUrl,
    method: signIn.method,
    ...signInTextsOf(signIn),
    // any text, to compare
    passcode: 'passcode' in signIn && signIn.passcode ? 'asked' : '',
    interface: endpointInterface,
    region: [...new Set([region ?? '', ...(regions ?? [])])].filter((name) => name !== '').join(', '),
    computeUrl: computeUrl ?? '',
  };
}

/** Empty where the sign-in has none. */
export function signInTextsOf(signIn: SignIn): Record<'user' | 'credential' | 'project', string> {
  return { user: '', credential: '', project: '', ...signInMethod(signIn.method).importComparedTexts(signIn) };
}
