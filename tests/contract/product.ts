import 'fake-indexeddb/auto';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { newWorker } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Credential, SignIn } from '@/utils/sign-in/methods';
import type { PasswordAccount } from './accounts';
import type { TestUser } from './users';

/** A background in an empty browser with access to every host. */
export function startProduct() {
  stubBrowser();
  return newWorker();
}
export type Product = ReturnType<typeof startProduct>;

/** A profile for this account's Keystone with this sign-in method. */
export function contractProfile({ authUrl, region }: PasswordAccount, signIn: SignIn): CloudProfile {
  return {
    ...{ id: crypto.randomUUID(), name: 'Contract', authUrl, color: '#3366cc', production: false },
    ...{ interface: 'public', remember: 'session', signIn },
    ...(region !== null && { region }),
  };
}

export function passwordCredential({ password }: Pick<TestUser, 'password'>): Credential {
  return { kind: 'password', password };
}

/** The sign-in method of a user with a password; without `project`, Keystone chooses. */
export function passwordMethod({ user }: Pick<TestUser, 'user'>, project?: PasswordAccount['project']): SignIn {
  return { method: 'password', user, ...(project && { project }) };
}
