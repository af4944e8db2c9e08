import { signInMethod } from '@/utils/sign-in/methods';
import { typedOrigin } from './host-patterns';
import type { CloudProfile } from './profile';

type SecretFields = Pick<CloudProfile, 'authUrl' | 'dashboardUrl' | 'computeUrl' | 'signIn'>;

/** Another address, method or owner: the stored secret is not used. */
export function needsNewSecret(a: SecretFields, b: SecretFields): boolean {
  return JSON.stringify(secretFieldsOf(a)) !== JSON.stringify(secretFieldsOf(b));
}

function secretFieldsOf({ authUrl, dashboardUrl = '', computeUrl, signIn }: SecretFields): unknown[] {
  const owner = signInMethod(signIn.method).secretOwner(signIn, typedOrigin(dashboardUrl));
  return [authUrl, computeUrl, signIn.method, owner];
}

/** Sorts keys: browsers reorder those of stored objects. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
