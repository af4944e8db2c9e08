import { signInMethod, signInSchema } from '@/utils/sign-in/methods';
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

/** @returns a text that is equal for the same method, owner of the secret and compute endpoint */
export function secretOwnerOf({ signIn, dashboardUrl = '', computeUrl }: Omit<SecretFields, 'authUrl'>): string {
  // Parsed, the keys are in the order of the schema.
  const { data = signIn } = signInSchema.safeParse(signIn);
  const owner = signInMethod(data.method).secretOwner(data, typedOrigin(dashboardUrl));
  return JSON.stringify([data.method, owner, computeUrl ?? null]);
}

/** Sorts keys: browsers reorder those of stored objects. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
