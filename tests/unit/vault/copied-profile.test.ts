import { describe, expect, it, vi } from 'vitest';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { startBrowserProfileCopy } from '@/tests/unit/support/copied-profile';
import { workerEndingAtWrite } from '@/tests/unit/support/ending-worker';
import { filesIn } from '@/tests/unit/support/file-system';
import { vaultValue } from '@/tests/unit/support/stored';
import { newWorker } from '@/tests/unit/support/worker';
import { browser } from '@/utils/browser';
import { deviceStore } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphrase } from '@/utils/vault/passphrase';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import { sessionStore } from '@/utils/vault/session-store';
import { eraseUnusedSalts } from '@/utils/vault/unused-salts';
import { createVault } from '@/utils/vault/vault';

// What is guessed does not matter here, and there are many derivations.
vi.mock('@/utils/vault/argon2', async (importActual) => {
  const actual = await importActual<typeof import('@/utils/vault/argon2')>();
  const hash = async (passphrase: string, salt: Uint8Array) =>
    new Uint8Array(
      await crypto.subtle.digest('SHA-256', Uint8Array.from([...salt, ...new TextEncoder().encode(passphrase)])),
    );
  return { ...actual, calibratedCost: async () => actual.MIN_COST, argon2: hash };
});

const OLD = 'correct horse battery';
const NEXT = 'staple the second one';
const URL = 'https://keystone.example.org/v3';
const password = (text: string) => ({ kind: 'password', password: text }) as const;
const ISSUED = { kind: 'application_credential', secret: 'issued' } as const;

function parts() {
  const keyring = createKeyring();
  const passphrase = createPassphrase(keyring);
  const store = createPassphraseStore(keyring);
  const vault = createVault({ session: sessionStore, device: deviceStore, passphrase: store });
  return { passphrase, store, vault };
}
type Parts = ReturnType<typeof parts>;

/** What was done with the secret `first`, and what a copy of the profile gives then. */
const CHANGES: [name: string, act: (parts: Parts) => Promise<unknown>, found: string[]][] = [
  ['is kept', async () => undefined, ['first']],
  ['was moved behind a passphrase', ({ vault }) => vault.put('a', 'passphrase', password('first'), URL), []],
  ['is kept until the browser closes', ({ vault }) => vault.put('a', 'session', password('first'), URL), []],
  ['was removed with its cloud', ({ vault }) => vault.remove('a'), []],
  ['was replaced by an application credential', ({ vault }) => vault.put('a', 'device', ISSUED, URL), ['issued']],
  ['was changed', ({ vault }) => vault.put('a', 'device', password('second'), URL), ['second']],
];

describe('a copy of the profile in which a secret on this device', () => {
  it.each(CHANGES)('%s', async (_, act, found) => {
    const copy = await startBrowserProfileCopy();
    const worker = parts();
    await worker.passphrase.set(OLD);
    await worker.vault.put('a', 'device', password('first'), URL);
    await act(worker);
    expect(await copy.readableSecrets()).toEqual(found);
  });

  it.each(CHANGES.slice(1))('%s, with what is kept of another cloud', async (_, act, found) => {
    const copy = await startBrowserProfileCopy();
    const worker = parts();
    await worker.passphrase.set(OLD);
    await worker.vault.put('b', 'device', password('other'), URL);
    await worker.vault.put('a', 'device', password('first'), URL);
    await act(worker);
    expect(await copy.readableSecrets()).toEqual([...found, 'other'].sort());
  });
});

const BEHIND: [name: string, act: (parts: Parts) => Promise<unknown>, found: { [passphrase: string]: string[] }][] = [
  ['is kept', async () => undefined, { [OLD]: ['first'], [NEXT]: [] }],
  [
    'was moved to this device',
    ({ vault }) => vault.put('a', 'device', password('first'), URL),
    { [OLD]: ['first'], [NEXT]: ['first'] },
  ],
  ['was removed with its cloud', ({ vault }) => vault.remove('a'), { [OLD]: [] }],
  ['was replaced', ({ vault }) => vault.put('a', 'passphrase', ISSUED, URL), { [OLD]: ['issued'] }],
  [
    'was reset',
    async ({ store, passphrase }) => {
      for (const id of await store.list()) await store.remove(id);
      await passphrase.reset();
    },
    { [OLD]: [] },
  ],
  ['has another passphrase', ({ passphrase }) => passphrase.change(OLD, NEXT), { [OLD]: [], [NEXT]: ['first'] }],
  [
    'has another passphrase, and a later secret',
    async ({ passphrase, vault }) => {
      await passphrase.change(OLD, NEXT);
      await vault.put('b', 'passphrase', password('later'), URL);
    },
    { [OLD]: [], [NEXT]: ['first', 'later'] },
  ],
];

describe('a copy of the profile in which a secret behind a passphrase', () => {
  it.each(BEHIND)('%s', async (_, act, found) => {
    for (const [passphrase, secrets] of Object.entries(found)) {
      const copy = await startBrowserProfileCopy();
      const worker = parts();
      await worker.passphrase.set(OLD);
      await worker.vault.put('a', 'passphrase', password('first'), URL);
      await act(worker);
      const records = [...(await deviceStore.list()), ...(await worker.store.list())].length;
      expect(filesIn('salts').size, 'a salt for each record and one for the passphrase').toBeLessThanOrEqual(
        records + 1,
      );
      expect(await copy.readableSecrets(passphrase), passphrase).toEqual(secrets);
    }
  });
});

describe('a copy of the profile after a worker that ended while it changed the passphrase', () => {
  it('gives nothing to the passphrase that is not the right one any more, and loses nothing', async () => {
    stubAlarmsAndIdle();
    for (let n = 1, hasEnded = true; hasEnded; n += 1) {
      const copy = await startBrowserProfileCopy();
      const first = parts();
      await first.passphrase.set(OLD);
      for (const id of ['a', 'b']) await first.vault.put(id, 'passphrase', password(id), URL);
      const endingWorker = workerEndingAtWrite(n, () => undefined);
      await endingWorker.vaultLock.changePassphrase(OLD, NEXT).catch(() => undefined);
      hasEnded = endingWorker.end();
      expect(n).toBeLessThan(60);

      const at = `write ${n}`;
      const worker = newWorker();
      await worker.start();
      if (!(await worker.vaultLock.state()).locked)
        expect(await vaultValue('passphrase-key'), `${at}: not finished`).not.toHaveProperty('previous');
      const next = parts();
      const isReadOrLocked = (error: { code?: string }) => expect(error.code, `${at}: not closed`).toBe('VAULT_LOCKED');
      for (const id of ['a', 'b']) await next.vault.get(id, 'passphrase', URL).catch(isReadOrLocked);
      await browser.storage.session.clear();
      await browser.storage.local.clear();
      const isChanged = await next.passphrase.unlock(NEXT).then(
        () => true,
        () => false,
      );
      if (!isChanged) await next.passphrase.unlock(OLD);
      if (!hasEnded) expect(isChanged).toBe(true);
      for (const id of ['a', 'b']) expect(await next.vault.get(id, 'passphrase', URL), at).toEqual(password(id));
      await next.vault.put('b', 'passphrase', password('later'), URL);
      await eraseUnusedSalts();
      expect(filesIn('salts').size, `${at}: one for each record`).toBe(3);
      expect(await copy.readableSecrets(isChanged ? OLD : NEXT), at).toEqual([]);
    }
  }, 120_000);

  it('gives nothing of later secrets to one who has an earlier copy too, and the old passphrase', async () => {
    const copy = await startBrowserProfileCopy();
    const { passphrase, vault } = parts();
    await passphrase.set(OLD);
    await vault.put('a', 'passphrase', password('first'), URL);
    const earlier = new Map(filesIn('salts'));
    await passphrase.change(OLD, NEXT);
    await vault.put('a', 'passphrase', password('second'), URL);
    await vault.put('b', 'passphrase', password('later'), URL);
    for (const [name, bytes] of earlier) filesIn('salts').set(name, bytes);
    expect(await copy.readableSecrets(OLD)).toEqual(['first']);
  });
});
