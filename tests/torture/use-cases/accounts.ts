import { clouds, preparing, SECRETS, subject } from '@/tests/torture/support/clouds';
import type { UseCase } from '@/tests/torture/support/model';
import { passwordOf } from '@/tests/unit/support/profile';
import type { Worker } from '@/tests/unit/support/worker';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Credential } from '@/utils/sign-in/methods';
import { storedIn, warmIn } from './prepare';

const pagesOf = (worker: Worker) => worker.routes.pages;

const save =
  (profile: () => CloudProfile, credential: Credential | undefined, verify = true) =>
  (worker: Worker) =>
    pagesOf(worker).saveCloud({ profile: profile(), credential, verify });

const reader = () => subject({ remember: 'device', signIn: passwordOf('reader') });
const moved = () => subject({ remember: 'device', authUrl: clouds.south.authUrl });
const OWN = ['cloud-1'] as const;

const replacePassword = (worker: Worker) =>
  pagesOf(worker).replacePassword({ cloudId: 'cloud-1', projectId: clouds.north.project('demo').id, days: 30 });

async function withAppCredential(): Promise<void> {
  await warmIn('device')();
  await replacePassword(preparing());
}

/** Adding, changing and removing clouds. */
export const ACCOUNTS: readonly UseCase[] = [
  { name: 'add a cloud', run: save(() => subject({ remember: 'device' }), SECRETS.north) },
  { name: 'add a cloud unchecked', run: save(() => subject({ remember: 'device' }), SECRETS.north, false) },
  {
    name: 'add a cloud with a wrong password',
    run: save(() => subject(), SECRETS.wrong),
    expected: 'INVALID_CREDENTIALS',
  },
  {
    name: 'check a cloud',
    prepare: warmIn('session'),
    run: (worker) => pagesOf(worker).testCloud({ profile: subject() }),
  },
  {
    name: 'change the user',
    ...{ prepare: warmIn('session'), mayLose: OWN },
    run: save(reader, SECRETS.reader),
  },
  {
    name: 'change the address',
    ...{ prepare: warmIn('session'), mayLose: OWN },
    run: save(moved, SECRETS.south),
  },
  {
    name: 'keep it on this device',
    prepare: warmIn('session'),
    run: save(() => subject({ remember: 'device' }), undefined),
  },
  {
    name: 'protect it with the passphrase',
    prepare: warmIn('device'),
    run: save(() => subject({ remember: 'passphrase' }), undefined),
  },
  {
    name: 'keep it until the browser closes',
    prepare: warmIn('passphrase'),
    run: save(() => subject({ remember: 'session' }), undefined),
  },
  {
    name: 'import clouds',
    ...{ prepare: warmIn('session'), mayLose: OWN },
    run: (worker) =>
      pagesOf(worker).importClouds({
        clouds: [
          { profile: reader(), credential: SECRETS.reader },
          { profile: { ...moved(), id: 'cloud-2' }, credential: SECRETS.south },
        ],
      }),
  },
  {
    name: 'import a cloud without its secret',
    ...{ prepare: warmIn('device'), mayLose: OWN },
    run: (worker) => pagesOf(worker).importClouds({ clouds: [{ profile: moved() }] }),
  },
  {
    name: 'replace a password by an application credential',
    ...{ prepare: storedIn('device'), mayLoseOwnWithStorage: true },
    run: replacePassword,
  },
  {
    name: 'go back to the password',
    // The password takes the place of another method's secret; whoever typed it can type it again.
    ...{ prepare: withAppCredential, mayLose: OWN },
    run: save(() => subject({ remember: 'device' }), SECRETS.north),
  },
  {
    name: 'change the password on the cloud',
    // Where the new one cannot be stored, the old one is removed: it must not be sent again.
    ...{ prepare: warmIn('device'), mayLose: OWN },
    run: (worker) =>
      pagesOf(worker).changePassword({
        ...{ cloudId: 'cloud-1', userId: clouds.north.user('demo').id, password: SECRETS.next.password },
      }),
  },
  {
    name: 'sign out',
    ...{ prepare: warmIn('session'), mayLose: OWN },
    run: (worker) => pagesOf(worker).signOut({ cloudId: 'cloud-1' }),
  },
  {
    name: 'remove a cloud',
    ...{ prepare: withAppCredential, mayLose: OWN },
    run: (worker) => pagesOf(worker).removeCloud({ cloudId: 'cloud-1' }),
  },
];
