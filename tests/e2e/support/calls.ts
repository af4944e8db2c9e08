import type { FakeCloud } from '@/tests/fake-cloud';

/** The calls that a cloud's APIs have received, in order, such as `POST /v3/auth/tokens`. */
export function apiCalls(cloud: FakeCloud): string[] {
  return cloud.requests
    .filter(({ service }) => service === 'keystone' || service === 'nova')
    .map(({ method, path }) => `${method} ${path}`);
}

/** The calls that `act` causes; it has to end after the last of them. */
export async function callsDuring(cloud: FakeCloud, act: () => Promise<unknown>): Promise<string[]> {
  const before = apiCalls(cloud).length;
  await act();
  return apiCalls(cloud).slice(before);
}

/** How often somebody tried to sign in with a secret. */
export function signIns(cloud: FakeCloud): number {
  return apiCalls(cloud).filter((call) => call === 'POST /v3/auth/tokens').length;
}
