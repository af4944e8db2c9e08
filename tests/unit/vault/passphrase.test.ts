import { serialize } from 'node:v8';
import { beforeEach, describe, expect, it } from 'vitest';
import { filesIn } from '@/tests/unit/support/file-system';
import { storeVaultValue, vaultValue } from '@/tests/unit/support/stored';
import { browser } from '@/utils/browser';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphrase } from '@/utils/vault/passphrase';
import { delayAfter } from '@/utils/vault/passphrase-attempts';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import type { WrappedKey } from '@/utils/vault/wrapped-key';

const PHRASE = 'correct horse battery';
const NEXT = 'staple the second one';
const origin = 'https://keystone.example.org';
const PASSWORD = { kind: 'password', password: 'a password of mine', origin } as const;
const OTHER = { kind: 'application_credential', secret: 'another secret', origin } as const;
/** Keys of the encrypted credential of cloud `a`, and of the encrypted vault key. */
const RECORD_A = 'passphrase-credentials:a';
const WRAPPED_KEY = 'passphrase-key';

let clock = 0;
const now = () => clock;
/** the next worker, on the same storage */
function newWorker() {
  const keyring = createKeyring(now);
  const passphrase = createPassphrase(keyring, now);
  return { keyring, passphrase, store: createPassphraseStore(keyring) };
}
type Worker = ReturnType<typeof newWorker>;
/** a worker with a passphrase, and behind it the credential of cloud `a` */
async function withSecret(): Promise<Worker> {
  const worker = newWorker();
  await worker.passphrase.set(PHRASE);
  await worker.store.put('a', PASSWORD);
  return worker;
}
const LOCKED = { code: 'VAULT_LOCKED' };
const WRONG = { code: 'PASSPHRASE_WRONG' };
const TAMPERED = { code: 'VAULT_TAMPERED' };
/** the browser was closed: its session storage is gone */
const restart = () => browser.storage.session.clear();

beforeEach(async () => {
  clock = Date.UTC(2026, 0, 1);
  const { store, passphrase } = newWorker();
  for (const id of await store.list()) await store.remove(id);
  await passphrase.reset();
});

describe('credentials behind a passphrase', () => {
  it('are readable while unlocked, in the next worker too, and locked after the browser was closed', async () => {
    await withSecret();
    expect(await newWorker().store.get('a')).toEqual(PASSWORD);
    await restart();
    await expect(newWorker().store.get('a')).rejects.toMatchObject(LOCKED);
    await expect(newWorker().store.put('b', OTHER)).rejects.toMatchObject(LOCKED);
    expect(await newWorker().store.list()).toEqual(['a']);
    expect(await newWorker().store.get('never kept')).toBeNull();
    await newWorker().passphrase.unlock(PHRASE);
    expect(await newWorker().store.get('a')).toEqual(PASSWORD);
  });

  it('are stored with neither passphrase nor secret in clear; the key is in the session only', async () => {
    await withSecret();
    const stored = [await vaultValue(RECORD_A), await vaultValue(WRAPPED_KEY)].map((record) =>
      serialize(record).toString('latin1'),
    );
    const local = JSON.stringify([await browser.storage.local.get(), await browser.storage.sync.get()]);
    const session = JSON.stringify(await browser.storage.session.get());
    for (const secret of [PHRASE, PASSWORD.password]) expect([...stored, local, session].join()).not.toContain(secret);
    expect(session).toContain('vault-key');
    expect(local).not.toContain('vault-key');
  });

  it('are encrypted with a fresh vector each time', async () => {
    const { store } = await withSecret();
    const seenValues = new Set<string>();
    for (let n = 0; n < 5; n += 1) {
      await store.put('a', PASSWORD);
      seenValues.add(String((await vaultValue<{ iv: Uint8Array }>(RECORD_A))?.iv));
    }
    expect(seenValues.size).toBe(5);
  });

  it("are reported as tampered with where a record was swapped with another cloud's, was changed, or is not a record", async () => {
    const { store } = await withSecret();
    await store.put('b', OTHER);
    await storeVaultValue('passphrase-credentials:b', await vaultValue(RECORD_A));
    await expect(store.get('b')).rejects.toMatchObject({ code: 'VAULT_TAMPERED', facts: { cloudId: 'b' } });
    expect(await store.get('a')).toEqual(PASSWORD);
    const record = await vaultValue<{ iv: Uint8Array; data: ArrayBuffer }>(RECORD_A);
    const data = new Uint8Array(record?.data ?? new ArrayBuffer(1)).slice();
    data[0] = (data[0] ?? 0) ^ 128;
    await storeVaultValue(RECORD_A, { ...record, data: data.buffer });
    await expect(store.get('a')).rejects.toMatchObject(TAMPERED);
    await storeVaultValue(RECORD_A, 'nonsense');
    await expect(store.get('a')).rejects.toMatchObject(TAMPERED);
  });

  it('need a passphrase before anything is stored', async () => {
    await expect(newWorker().store.assertUnlocked('writing')).rejects.toMatchObject({ code: 'PASSPHRASE_UNSET' });
    await newWorker().store.assertUnlocked('reading');
    await expect(newWorker().passphrase.unlock(PHRASE)).rejects.toMatchObject({ code: 'PASSPHRASE_UNSET' });
  });
});

describe('a passphrase', () => {
  it('of fewer than eight letters is refused, and nothing is set', async () => {
    const { passphrase } = newWorker();
    await expect(passphrase.set('sevén 7')).rejects.toMatchObject({ code: 'PASSPHRASE_SHORT' });
    expect(await passphrase.exists()).toBe(false);
    await passphrase.set('八个字的口令吧！');
    expect(await passphrase.exists()).toBe(true);
  });

  it('may be set again, as after a worker that ended; another one is refused', async () => {
    await withSecret();
    await newWorker().passphrase.set(PHRASE);
    expect(await newWorker().store.get('a')).toEqual(PASSWORD);
    await expect(newWorker().passphrase.set(NEXT)).rejects.toMatchObject(WRONG);
  });

  it('can be changed; the credentials are then encrypted with another key', async () => {
    await withSecret();
    const before = await vaultValue(RECORD_A);
    await expect(newWorker().passphrase.change('not this one', NEXT)).rejects.toMatchObject(WRONG);
    await expect(newWorker().passphrase.change(PHRASE, 'short')).rejects.toMatchObject({ code: 'PASSPHRASE_SHORT' });
    await newWorker().passphrase.change(PHRASE, NEXT);
    expect(await vaultValue(RECORD_A)).not.toEqual(before);
    await restart();
    await expect(newWorker().passphrase.unlock(PHRASE)).rejects.toMatchObject(WRONG);
    await newWorker().passphrase.unlock(NEXT);
    expect(await newWorker().store.get('a')).toEqual(PASSWORD);
  });

  it('is not changed by knowing only the next one', async () => {
    await newWorker().passphrase.set(PHRASE);
    const before = await vaultValue(WRAPPED_KEY);
    await expect(newWorker().passphrase.change('not this one', PHRASE)).rejects.toMatchObject(WRONG);
    expect(await vaultValue(WRAPPED_KEY)).toEqual(before);
    await newWorker().passphrase.change(PHRASE, NEXT);
    await expect(newWorker().passphrase.change(PHRASE, NEXT)).rejects.toMatchObject(WRONG);
  });

  it('is not tried on a record that was made cheap to guess', async () => {
    await newWorker().passphrase.set(PHRASE);
    await restart();
    await storeVaultValue(WRAPPED_KEY, { ...(await vaultValue<WrappedKey>(WRAPPED_KEY)), memory: 1024 });
    await expect(newWorker().passphrase.unlock(PHRASE)).rejects.toMatchObject(TAMPERED);
    expect(await newWorker().keyring.isOpen()).toBe(false);
  });

  it('of a newer release is not changed and is reported as newer, not as missing or tampered with', async () => {
    await storeVaultValue(WRAPPED_KEY, { kdf: 'a newer one' }, 2);
    const newer = { code: 'STORAGE_NEWER' };
    await expect(newWorker().passphrase.exists()).rejects.toMatchObject(newer);
    await expect(newWorker().passphrase.set(PHRASE)).rejects.toMatchObject(newer);
    await expect(newWorker().passphrase.unlock(PHRASE)).rejects.toMatchObject(newer);
    expect(await vaultValue(WRAPPED_KEY)).toEqual({ kdf: 'a newer one' });
  });

  it('whose salt is no salt counts as none: another one can be set', async () => {
    await newWorker().passphrase.set(PHRASE);
    const { salt } = (await vaultValue<WrappedKey>(WRAPPED_KEY)) ?? expect.fail();
    filesIn('salts').set(salt, new Uint8Array());
    await restart();
    expect(await newWorker().passphrase.exists()).toBe(false);
    await expect(newWorker().passphrase.unlock(PHRASE)).rejects.toMatchObject({ code: 'PASSPHRASE_UNSET' });
    await newWorker().passphrase.set(NEXT);
    await newWorker().passphrase.unlock(NEXT);
  });

  it('that is reset deletes its key', async () => {
    await newWorker().passphrase.set(PHRASE);
    await newWorker().passphrase.reset();
    expect(await newWorker().passphrase.exists()).toBe(false);
    expect(await newWorker().keyring.key()).toBeNull();
  });
});

describe('wrong passphrases', () => {
  const wrong = () =>
    newWorker()
      .passphrase.unlock('a wrong one')
      .then(
        () => null,
        (error: { code: string; facts: object }) => [error.code, error.facts],
      );

  it('make the user wait longer each time, from the third on, and at most five minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map(delayAfter)).toEqual([0, 0, 0, 1000, 2000, 4000, 8000]);
    expect([11, 12, 100, 5000].map(delayAfter)).toEqual([256_000, 300_000, 300_000, 300_000]);
  });

  it('report the seconds to wait, in which not even the right one is tried', async () => {
    await newWorker().passphrase.set(PHRASE);
    expect(await wrong()).toEqual(['PASSPHRASE_WRONG', {}]);
    expect(await wrong()).toEqual(['PASSPHRASE_WRONG', {}]);
    expect(await wrong()).toEqual(['PASSPHRASE_WRONG', { retryAfter: 1 }]);
    expect(await newWorker().passphrase.retryAt()).toBe(clock + 1000);
    await expect(newWorker().passphrase.unlock(PHRASE)).rejects.toMatchObject({ code: 'PASSPHRASE_WAIT' });
    clock += 1000;
    expect(await wrong()).toEqual(['PASSPHRASE_WRONG', { retryAfter: 2 }]);
    await restart(); // closing the browser does not shorten it
    clock += 1500;
    expect(await wrong()).toEqual(['PASSPHRASE_WAIT', { retryAfter: 1 }]);
    clock += 500;
    await newWorker().passphrase.unlock(PHRASE);
    expect(await wrong()).toEqual(['PASSPHRASE_WRONG', {}]);
  });

  it('are slowed down when many are tried at once', async () => {
    const { passphrase } = newWorker();
    await passphrase.set(PHRASE);
    const codeOf = (guess: number) => passphrase.unlock(`guess ${guess}`).catch(({ code }: { code: string }) => code);
    const codes = await Promise.all([0, 1, 2, 3, 4, 5].map(codeOf));
    expect(codes.filter((code) => code === 'PASSPHRASE_WRONG')).toHaveLength(3);
    expect(codes.filter((code) => code === 'PASSPHRASE_WAIT')).toHaveLength(3);
  });

  it('wait exactly as long as required when the clock is set back', async () => {
    await newWorker().passphrase.set(PHRASE);
    for (let n = 0; n < 3; n += 1) await wrong();
    clock -= 3_600_000;
    expect(await wrong()).toEqual(['PASSPHRASE_WAIT', { retryAfter: 1 }]);
    clock += 1000;
    await newWorker().passphrase.unlock(PHRASE);
  });
});
