import type { FakeCloud } from '@/tests/fake-cloud';

/** The API calls that a cloud received, in order, such as `POST /v3/auth/tokens`. */
export function apiCalls(cloud: FakeCloud): string[] {
  return cloud.requests
    .filter(({ service }) => service === 'keystone' || service === 'nova')
    .map(({ method, path }) => `${method} ${path}`);
}

/** The API calls received during `act`. */
export async function callsDuring(cloud: FakeCloud, act: () => Promise<unknown>): Promise<string[]> {
  const before = apiCalls(cloud).length;
  await act();
  return apiCalls(cloud).slice(before);
}

/** The number of sign-ins so far. */
export function signInCalls(cloud: FakeCloud): number {
  return apiCalls(cloud).filter((call) => call === 'POST /v3/auth/tokens').length;
}

/** The application credentials on the cloud that the extension created. */
export function issuedCredentials(cloud: FakeCloud) {
  return cloud.contents.applicationCredentials.filter(({ name }) => name.startsWith('novnc-for-openstack '));
}
