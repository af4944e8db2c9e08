import { expect } from 'vitest';
import type { FakeCloud } from '@/tests/fake-cloud';
import { CREDENTIAL } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { putClouds } from '@/utils/storage/clouds';

/** Replaces the password of cloud `cloud-1` with an application credential for its project `demo`. */
export const replacePassword = (cloud: FakeCloud, { accounts } = newWorker(), days: number | null = 30) =>
  accounts.replacePassword({ cloudId: 'cloud-1', projectId: cloud.project('demo').id, days });

/** The application credentials on the cloud that were created by this browser. */
export const issuedOn = (cloud: FakeCloud) =>
  cloud.contents.applicationCredentials.filter(({ name }) => name.startsWith('novnc-for-openstack '));

/** Fails to replace it where the credential can be neither proved nor found to be deleted. @returns its name */
export async function failToReplace(cloud: FakeCloud): Promise<string> {
  const before = issuedOn(cloud).map(({ name }) => name);
  cloud.fail({ service: 'nova', path: 'limit=1', status: 503, times: null });
  cloud.fail({ service: 'keystone', method: 'GET', path: 'application_credentials', status: 503, times: null });
  await expect(replacePassword(cloud)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  cloud.heal();
  return issuedOn(cloud).find(({ name }) => !before.includes(name))?.name ?? expect.fail('no credential remained');
}

/** Stores a cloud with its password, without a token. */
export async function stored(cloud: FakeCloud, signIn: CloudProfile['signIn']): Promise<CloudProfile> {
  const profile = demoProfile(cloud.authUrl, { signIn });
  const { vault, sessions } = newWorker();
  await sessions.endTokens(profile);
  await putClouds([profile]);
  await vault.put(profile.id, profile.remember, CREDENTIAL, profile.authUrl);
  cloud.resetRequests();
  return profile;
}
