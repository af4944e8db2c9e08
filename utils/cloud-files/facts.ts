import type { CloudProfile } from '@/utils/clouds/profile';
import type { DomainRef, ProjectRef, UserRef } from '@/utils/openstack/identity/auth-request';
import type { SignIn } from '@/utils/sign-in/methods';

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

/** Who signs in, by what, to which project. */
export function whoOf(signIn: SignIn): Record<'user' | 'credential' | 'project', string> {
  const facts: { user?: UserRef; project?: ProjectRef | undefined; id?: string; name?: string } = signIn;
  return {
    user: textOf(facts.user),
    credential: facts.id ?? facts.name ?? '',
    project: textOf(facts.project),
  };
}

/** `demo (Default)`; a reference by id shows the id. */
function textOf(ref: { id: string } | { name: string; domain: DomainRef } | undefined): string {
  if (ref === undefined) return '';
  if ('id' in ref) return ref.id;
  return `${ref.name} (${'id' in ref.domain ? ref.domain.id : ref.domain.name})`;
}
