import type { FakeCloud } from '@/tests/fake-cloud';
import { CREDENTIAL } from '@/tests/unit/support/cloud';
import { demoProfile } from '@/tests/unit/support/profile';
import { newWorker } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import { putCloud } from '@/utils/storage/clouds';

/** Stores a cloud with its password, without a token. */
export async function stored(cloud: FakeCloud, signIn: CloudProfile['signIn']): Promise<CloudProfile> {
  const profile = demoProfile(cloud.authUrl, { signIn });
  const { vault, sessions } = newWorker();
  await sessions.endTokens(profile);
  await putCloud(profile);
  await vault.put(profile.id, profile.remember, CREDENTIAL, profile.authUrl);
  cloud.resetRequests();
  return profile;
}
