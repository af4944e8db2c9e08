import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubAlarmsAndIdle } from '@/tests/unit/support/browser-stubs';
import { startBrowserProfileCopy } from '@/tests/unit/support/copied-profile';
import { workerEndingAtWrite } from '@/tests/unit/support/ending-worker';
import { filesIn } from '@/tests/unit/support/file-system';
import { malformed } from '@/tests/unit/support/malformed';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { storedValue, storeVaultValue, vaultKeys, vaultValue } from '@/tests/unit/support/stored';
import { newWorker } from '@/tests/unit/support/worker';
import { browser } from '@/utils/browser';
import type { AppError } from '@/utils/problems/app-error';
import type { VaultLock } from '@/utils/vault/lock';

// What is guessed does not matter here, and there are many derivations.
vi.mock('@/utils/vault/argon2', async (importActual) => {
  const actual = await importActual<typeof import('@/utils/vault/argon2')>();
  const hash = async (passphrase: string, salt: Uint8Array) =>
    new Uint8Array(
      await crypto.subtle.digest('SHA-256', Uint8Array.from([...salt, ...new TextEncoder().encode(passphrase)])),
    );
  return { ...actual, calibratedCost: async () => actual.MIN_COST, argon2: hash };
});

const PHRASE = 'correct horse battery';
const NEXT = 'staple the second one';
const URL = 'https://keystone.example.org/v3';
const PASSWORD = { kind: 'password', password: 'first' } as const;
const base64 = (byte: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(byte)));
const VIEW = { credentialId: 'AAAA', input: base64(8) };
/** What the authenticator computes. */
const RIGHT = base64(1);
const ATTACKERS = base64(2);
const LOCKED = { code: 'VAULT_LOCKED' };
const TAMPERED = { code: 'VAULT_TAMPERED' };

const lock = (): VaultLock => newWorker().vaultLock;
const secret = () => newWorker().vault.get('a', 'passphrase', URL);

/** A vault with a passkey and a secret, locked. */
async function withPasskey(): Promise<void> {
  await lock().setPassphrase(PHRASE);
  await newWorker().vault.put('a', 'passphrase', PASSWORD, URL);
  expect(await lock().addPasskey(PHRASE, VIEW, RIGHT)).toMatchObject({ passkey: VIEW });
  await lock().lock();
}

beforeEach(async () => {
  stubAlarmsAndIdle();
  await browser.storage.local.clear();
  await startBrowserProfileCopy();
  await withPasskey();
});
afterEach(() => vi.useRealTimers());

describe('a passkey', () => {
  it('unlocks with what its authenticator computes, and with nothing else', async () => {
    await expect(lock().unlockWithPasskey(ATTACKERS)).rejects.toMatchObject(TAMPERED);
    await expect(secret()).rejects.toMatchObject(LOCKED);
    expect(await lock().unlockWithPasskey(RIGHT)).toMatchObject({ locked: false, passkey: VIEW });
    expect(await secret()).toEqual(PASSWORD);
    expect((await lock().lock()).locked).toBe(true);
    await lock().unlock(PHRASE);
    expect(await secret()).toEqual(PASSWORD);
  });

  it('is added by who knows the passphrase, not by who finds the vault unlocked', async () => {
    await expect(lock().addPasskey(PHRASE, VIEW, ATTACKERS), 'locked').rejects.toMatchObject(LOCKED);
    await lock().unlockWithPasskey(RIGHT);
    for (const retryAt of [null, null, expect.any(Number)]) {
      await expect(lock().addPasskey('a guess', VIEW, ATTACKERS)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
      expect((await lock().state()).retryAt).toEqual(retryAt);
    }
    await lock().lock();
    await expect(lock().unlockWithPasskey(ATTACKERS)).rejects.toMatchObject(TAMPERED);
    await lock().unlockWithPasskey(RIGHT);
  });

  it('that fails is no try of a passphrase; one that unlocks ends no wait', async () => {
    for (let n = 0; n < 12; n += 1) await expect(lock().unlockWithPasskey(ATTACKERS)).rejects.toMatchObject(TAMPERED);
    expect(await storedValue('local', 'passphrase-attempts')).toBeUndefined();
    for (let n = 0; n < 3; n += 1)
      await lock()
        .unlock('a guess')
        .catch(() => undefined);
    const before = await storedValue('local', 'passphrase-attempts');
    expect(before).toMatchObject({ wrong: 3 });
    expect(await lock().unlockWithPasskey(RIGHT)).toMatchObject({ locked: false, retryAt: expect.any(Number) });
    await lock().lock();
    await expect(lock().unlock(PHRASE)).rejects.toMatchObject({ code: 'PASSPHRASE_WAIT' });
    expect(await storedValue('local', 'passphrase-attempts')).toEqual(before);
  });

  it('locks again by time, as set', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await lock().unlockWithPasskey(RIGHT);
    vi.setSystemTime(Date.now() + 17 * 60_000);
    expect(await lock().state()).toMatchObject({ locked: true, autoLockMinutes: 15 });
  });

  it('keeps its salt at the start of a worker', async () => {
    await newWorker().start();
    expect(await lock().unlockWithPasskey(RIGHT)).toMatchObject({ locked: false });
  });

  it('unlocks where a change of the passphrase was not finished before it was added', async () => {
    const endingWorker = workerEndingAtWrite(8, () => undefined);
    await endingWorker.vaultLock.changePassphrase(PHRASE, NEXT).catch(() => undefined);
    endingWorker.end();
    const phrase = await lock()
      .unlock(NEXT)
      .then(
        () => NEXT,
        () => PHRASE,
      );
    await lock().unlock(phrase);
    await lock().addPasskey(phrase, VIEW, RIGHT);
    await lock().lock();
    await lock().unlockWithPasskey(RIGHT);
    expect(await secret()).toEqual(PASSWORD);
  });
});

/** What was done with the passkey, after which it opens nothing. */
const FORGOTTEN: [name: string, act: () => Promise<unknown>][] = [
  ['is removed', () => lock().removePasskey()],
  ['is there when the passphrase is changed', () => lock().changePassphrase(PHRASE, NEXT)],
  ['is there when the vault is reset', () => lock().reset()],
  [
    'is replaced',
    async () =>
      lock()
        .unlock(PHRASE)
        .then(() => lock().addPasskey(PHRASE, VIEW, base64(3))),
  ],
  [
    'is there when a passphrase is set where none is left',
    async () => {
      filesIn('salts').delete((await vaultValue<{ salt: string }>('passphrase-key'))?.salt ?? '');
      await lock().setPassphrase(NEXT);
    },
  ],
];

describe('a passkey of a copied profile, with its authenticator,', () => {
  it.each(FORGOTTEN)('opens nothing once it %s', async (_, act) => {
    const records = await Promise.all((await vaultKeys()).map(async (key) => [key, await vaultValue(key)] as const));
    const salt = (await vaultValue<{ salt: string }>('passkey-key'))?.salt ?? '';
    expect(filesIn('salts').has(salt)).toBe(true);
    await act();
    expect(filesIn('salts').has(salt), 'its salt is erased').toBe(false);
    await lock().lock();
    for (const [key, record] of records) await storeVaultValue(key, record);
    await expect(lock().unlockWithPasskey(RIGHT)).rejects.toMatchObject(LOCKED);
  });

  it.each([FORGOTTEN[1], FORGOTTEN[4]].filter((one) => one !== undefined))(
    'opens nothing that came later once it %s, even with its record and salt of before',
    async (_, act) => {
      const [record, files] = [await vaultValue('passkey-key'), new Map(filesIn('salts'))];
      await act();
      await lock().lock();
      await storeVaultValue('passkey-key', record);
      for (const [name, bytes] of files) filesIn('salts').set(name, bytes);
      await expect(lock().unlockWithPasskey(RIGHT)).rejects.toMatchObject(TAMPERED);
      expect((await lock().state()).locked).toBe(true);
    },
  );

  it('is nowhere stored with what its authenticator computes', async () => {
    await lock().unlockWithPasskey(RIGHT);
    const raw = (value: unknown): string =>
      JSON.stringify(value, (_, part: unknown) =>
        part instanceof ArrayBuffer || part instanceof Uint8Array
          ? btoa(String.fromCharCode(...new Uint8Array(part as ArrayBuffer)))
          : part,
      );
    const areas = [await browser.storage.local.get(), await browser.storage.session.get()];
    const records = await Promise.all((await vaultKeys()).map((key) => vaultValue(key)));
    for (const stored of [...areas, ...records, ...filesIn('salts').values()]) expect(raw(stored)).not.toContain(RIGHT);
    expect(raw(records), 'the search finds what is there').toContain(VIEW.input);
  });
});

describe('who writes into the profile', () => {
  it('cannot have a key of their own opened with a passkey of their own', async () => {
    const [key, credentials] = [await vaultValue('passphrase-key'), await vaultValue('passphrase-credentials:a')];
    const files = new Map(filesIn('salts'));
    await lock().reset();
    await lock().setPassphrase('what the attacker chose');
    await lock().addPasskey('what the attacker chose', { ...VIEW, credentialId: 'EVIL' }, ATTACKERS);
    await lock().lock();
    // Theirs is planted, and all else is the user's.
    await storeVaultValue('passphrase-key', key);
    await storeVaultValue('passphrase-credentials:a', credentials);
    for (const [name, bytes] of files) filesIn('salts').set(name, bytes);
    for (const output of [ATTACKERS, RIGHT]) {
      await expect(lock().unlockWithPasskey(output)).rejects.toMatchObject(TAMPERED);
      expect((await lock().state()).locked).toBe(true);
    }
    await lock().unlock(PHRASE);
    expect(await secret()).toEqual(PASSWORD);
    expect(await lock().removePasskey()).not.toHaveProperty('passkey');
  });

  it('cannot have a vault of their own opened with the user’s passkey', async () => {
    const record = await vaultValue('passkey-key');
    const files = new Map(filesIn('salts'));
    await lock().reset();
    await lock().setPassphrase('what the attacker chose');
    await lock().lock();
    await storeVaultValue('passkey-key', record);
    for (const [name, bytes] of files) filesIn('salts').set(name, bytes);
    await expect(lock().unlockWithPasskey(RIGHT)).rejects.toMatchObject(TAMPERED);
    expect((await lock().state()).locked).toBe(true);
  });

  it.each([
    ['another credential', { credentialId: 'EVIL' }],
    ['another input', { input: base64(9) }],
    ['data of another record', { data: new ArrayBuffer(48) }],
  ])('cannot give it %s', async (_, change) => {
    await storeVaultValue('passkey-key', { ...(await vaultValue<object>('passkey-key')), ...change });
    await expect(lock().unlockWithPasskey(RIGHT)).rejects.toMatchObject(TAMPERED);
    expect((await lock().state()).locked).toBe(true);
  });

  it('cannot put another record in its place', async () => {
    const record = await vaultValue<object>('passkey-key');
    for (const name of ['passphrase-key', 'passphrase-credentials:a']) {
      await storeVaultValue('passkey-key', { ...(await vaultValue<object>(name)), ...VIEW });
      await expect(lock().unlockWithPasskey(RIGHT)).rejects.toMatchObject(TAMPERED);
    }
    await storeVaultValue('passphrase-key', record);
    await expect(lock().unlock(PHRASE)).rejects.toMatchObject(TAMPERED);
  });

  it('breaks nothing, whatever they write: the passphrase unlocks', async () => {
    const record = await vaultValue<object>('passkey-key');
    const unlocks = async (value: unknown) => {
      await lock().lock();
      await storeVaultValue('passkey-key', value);
      expect(await lock().state()).toMatchObject({ exists: true, locked: true });
      const code = await lock()
        .unlockWithPasskey(RIGHT)
        .then(
          () => null,
          (error: AppError) => error.code,
        );
      expect([null, 'VAULT_LOCKED', 'VAULT_TAMPERED', 'STORAGE_NEWER']).toContain(code);
      if (code === null) expect(await secret()).toEqual(PASSWORD);
      await lock().unlock(PHRASE);
      expect(await secret()).toEqual(PASSWORD);
    };
    await unlocks({ ...record, version: 2 });
    await forAnyAsync(60, malformed(record), unlocks);
  });
});

describe('a worker that ends', () => {
  it.each([
    ['adds', () => lock().unlock(PHRASE), (vault: VaultLock) => vault.addPasskey(PHRASE, VIEW, base64(3))],
    ['removes', async () => undefined, (vault: VaultLock) => vault.removePasskey()],
  ])('while it %s one leaves no salt without a record, and the passphrase unlocks', async (_, prepare, act) => {
    for (let n = 1, hasEnded = true; hasEnded; n += 1) {
      await lock().reset();
      await withPasskey();
      await prepare();
      const endingWorker = workerEndingAtWrite(n, () => undefined);
      await act(endingWorker.vaultLock).catch(() => undefined);
      hasEnded = endingWorker.end();
      await newWorker().start();
      const { passkey } = await lock().state();
      expect(filesIn('salts').size, `write ${n}`).toBe(passkey === undefined ? 2 : 3);
      await lock().lock();
      await lock().unlock(PHRASE);
      expect(await secret()).toEqual(PASSWORD);
      expect(n).toBeLessThan(30);
    }
  });
});
