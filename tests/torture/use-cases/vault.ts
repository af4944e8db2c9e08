import { PASSPHRASES, preparing, SECRETS, store, subject } from '@/tests/torture/support/clouds';
import type { UseCase } from '@/tests/torture/support/model';
import { network } from '@/tests/torture/support/network';
import { warmIn } from './prepare';

const { first, next } = PASSPHRASES;

/** A protected cloud of each address has tokens. */
async function protectedClouds(): Promise<void> {
  await warmIn('passphrase')();
  for (const cloudId of ['by-passphrase', 'by-session'])
    await preparing().routes.pages.listServers({ cloudId, projectId: null, region: null });
}

const bytes = (byte: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)));
const passkey = { credentialId: 'AAAA', input: bytes(1) };
const addPasskey = () => preparing().routes.pages.addPasskey({ passphrase: first, passkey, output: bytes(2) });

/** The passphrase, the lock, and what they protect. */
export const VAULT: readonly UseCase[] = [
  {
    name: 'set a passphrase',
    ...{ vault: 'unset', prepare: warmIn('device') },
    run: ({ routes }) => routes.pages.setPassphrase({ passphrase: first }),
  },
  { name: 'lock', prepare: protectedClouds, run: ({ routes }) => routes.pages.lock({}) },
  {
    name: 'unlock',
    ...{ vault: 'locked', prepare: warmIn('passphrase') },
    run: ({ routes }) => routes.pages.unlock({ passphrase: first }),
  },
  {
    name: 'unlock with a wrong passphrase',
    ...{ vault: 'locked', prepare: warmIn('passphrase'), expected: 'PASSPHRASE_WRONG' },
    run: ({ routes }) => routes.pages.unlock({ passphrase: 'another battery staple' }),
  },
  {
    name: 'change the passphrase',
    prepare: protectedClouds,
    run: ({ routes }) => routes.pages.changePassphrase({ passphrase: first, next }),
  },
  {
    name: 'delete the passphrase',
    ...{ prepare: protectedClouds, mayLose: ['cloud-1', 'by-passphrase'] },
    run: ({ routes }) => routes.pages.resetVault({}),
  },
  {
    name: 'add a passkey',
    prepare: protectedClouds,
    run: ({ routes }) => routes.pages.addPasskey({ passphrase: first, passkey, output: bytes(2) }),
  },
  {
    name: 'unlock with a passkey',
    prepare: async () => {
      await protectedClouds();
      await addPasskey();
      await preparing().routes.pages.lock({});
    },
    run: ({ routes }) => routes.pages.unlockWithPasskey({ output: bytes(2) }),
  },
  {
    name: 'remove the passkey',
    prepare: async () => {
      await protectedClouds();
      await addPasskey();
    },
    run: ({ routes }) => routes.pages.removePasskey({}),
  },
  {
    name: 'lock in time',
    prepare: protectedClouds,
    run: ({ routes }) => routes.pages.setAutoLock({ minutes: 1 }),
  },
  {
    name: 'export secrets',
    prepare: async () => {
      await store(subject({ remember: 'device' }), SECRETS.north);
    },
    // Without the secrets: they are what was asked for.
    run: async ({ routes }) => (await routes.pages.exportSecrets({ cloudIds: ['cloud-1', 'by-passphrase'] })).length,
  },
  {
    name: 'start with a token to revoke',
    prepare: async () => {
      await warmIn('session')();
      await preparing().routes.pages.listServers({ cloudId: 'by-session', projectId: null, region: null });
      network.answerInstead = ({ method }) =>
        method === 'DELETE' ? Promise.reject(new TypeError('Failed to fetch')) : null;
      await preparing().routes.pages.signOut({ cloudId: 'cloud-1' });
      network.answerInstead = () => null;
    },
    mayLose: ['cloud-1'],
    run: (worker) => worker.start(),
  },
];
