import { typedOrigin } from './host-patterns';
import type { CloudProfile } from './profile';

type Place = Pick<CloudProfile, 'authUrl' | 'dashboardUrl' | 'computeUrl' | 'signIn'>;

/** Whether the secret of one would go to another address, or be another user's, with the other. */
export function secretTargetChanged(a: Place, b: Place): boolean {
  const { method } = a.signIn;
  if (a.authUrl !== b.authUrl || a.computeUrl !== b.computeUrl || method !== b.signIn.method) return true;
  if (a.signIn.method === 'password' && b.signIn.method === 'password')
    return JSON.stringify(a.signIn.user) !== JSON.stringify(b.signIn.user);
  if (a.signIn.method === 'application_credential' && b.signIn.method === 'application_credential')
    return keyOf(a.signIn) !== keyOf(b.signIn);
  return method === 'horizon_session' && typedOrigin(a.dashboardUrl ?? '') !== typedOrigin(b.dashboardUrl ?? '');
}

/** What tells one application credential from another. */
function keyOf(way: Extract<CloudProfile['signIn'], { method: 'application_credential' }>): string {
  return JSON.stringify('id' in way ? [way.id] : [way.name, way.user]);
}

/** @returns the value as JSON whose keys are sorted: browsers give the keys of what they store back in an order of their own. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
