import { preparing, SECRETS, store, subject } from '@/tests/torture/support/clouds';
import type { CloudProfile } from '@/utils/clouds/profile';

/** Stores the cloud, without a token. */
export const storedIn = (remember: CloudProfile['remember'], overrides: () => Partial<CloudProfile> = () => ({})) =>
  async function prepare() {
    await store(subject({ remember, ...overrides() }), SECRETS.north);
  };

/** Stores the cloud and signs in to it. */
export const warmIn = (remember: CloudProfile['remember'], overrides?: () => Partial<CloudProfile>) =>
  async function prepare() {
    await storedIn(remember, overrides)();
    await preparing().routes.pages.listServers({ cloudId: 'cloud-1', projectId: null, region: null });
  };
