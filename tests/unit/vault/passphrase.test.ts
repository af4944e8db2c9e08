import { serialize } from 'node:v8';
import { createStore, get, set } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from '@/utils/browser';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphrase } from '@/utils/vault/passphrase';
import { delayAfter } from '@/utils/vault/passphrase-attempts';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import { ITERATIONS, MIN_ITERATIONS, type WrappedKey, wrapKey } from '@/utils/vault/wrapped-key';

const PHRASE = 'correct horse battery';
const NEXT = 'staple the second one';
const PASSWORD = { kind: 'password', password: 'a password of mine' } as const;
const OTHER = { kind: 'application_credential', secret: 'another secret' } as const;
const records = createStore('novnc-locked', 'credentials');
const keys = createStore('novnc-passphrase', 'keys');

let clock = 0;
const now = () => clock;
/** the next worker, on the same storage */
function newWorker() {
  const keyring = createKeyring(now);
  const passphrase = createPassphrase(keyring, now);
  return { keyring, passphrase, keep: createPassphraseStore(keyring, passphrase) };
}
type Worker = ReturnType<typeof newWorker>;
/** the browser was closed: its session storage is gone */
const restart = () => browser.storage.session.clear();

beforeEach(async () => {
  clock = Date.UTC(2026, 0, 1);
  const { keep, passphrase } = newWorker();
  for (const id of await keep.list()) await keep.remove(id);
  await passphrase.reset();
});

describe('what is kept behind a passphrase', () => {
  it('is there while it is unlocked, also for the next worker, and locked after the browser was closed', async () => {
    const { passphrase, keep } = newWorker();
    await passphrase.set(PHRASE);
    await keep.put('a', PASSWORD);
    expect(await newWorker().keep.get('a')).toEqual(PASSWORD);
    await restart();
    await expect(newWorker().keep.get('a')).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    await expect(newWorker().keep.put('b', OTHER)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    expect(await newWorker().keep.list()).toEqual(['a']);
    expect(await newWorker().keep.get('never kept')).toBeNull();
    await newWorker().passphrase.unlock(PHRASE);
    expect(await newWorker().keep.get('a')).toEqual(PASSWORD);
  });

  it('leaves neither passphrase nor secret anywhere; the key is in the session only', async () => {
    const { passphrase, keep } = newWorker();
    await passphrase.set(PHRASE);
    await keep.put('a', PASSWORD);
    const stored = [await get('a', records), await get('vault', keys)].map((record) =>
      serialize(record).toString('latin1'),
    );
    const local = JSON.stringify([await browser.storage.local.get(), await browser.storage.sync.get()]);
    const session = JSON.stringify(await browser.storage.session.get());
    for (const secret of [PHRASE, PASSWORD.password]) expect([...stored, local, session].join()).not.toContain(secret);
    expect(session).toContain('vault-key');
    expect(local).not.toContain('vault-key');
  });

  it('is written with a fresh vector each time', async () => {
    const { passphrase, keep } = newWorker();
    await passphrase.set(PHRASE);
    const seen = new Set<string>();
    for (let n = 0; n < 5; n += 1) {
      await keep.put('a', PASSWORD);
      seen.add(String((await get<{ iv: Uint8Array }>('a', records))?.iv));
    }
    expect(seen.size).toBe(5);
  });

  it('says so where a record was put in another’s place, changed, or is no record', async () => {
    const { passphrase, keep } = newWorker();
    await passphrase.set(PHRASE);
    await keep.put('a', PASSWORD);
    await keep.put('b', OTHER);
    await set('b', await get('a', records), records);
    await expect(keep.get('b')).rejects.toMatchObject({ code: 'VAULT_TAMPERED', facts: { cloudId: 'b' } });
    expect(await keep.get('a')).toEqual(PASSWORD);
    const record = await get<{ iv: Uint8Array; data: ArrayBuffer }>('a', records);
    const data = new Uint8Array(record?.data ?? new ArrayBuffer(1)).slice();
    data[0] = (data[0] ?? 0) ^ 128;
    await set('a', { ...record, data: data.buffer }, records);
    await expect(keep.get('a')).rejects.toMatchObject({ code: 'VAULT_TAMPERED' });
    await set('a', 'nonsense', records);
    await expect(keep.get('a')).rejects.toMatchObject({ code: 'VAULT_TAMPERED' });
  });

  it('asks for a passphrase to be set before anything can be kept', async () => {
    await expect(newWorker().keep.ready('writing')).rejects.toMatchObject({ code: 'PASSPHRASE_UNSET' });
    await newWorker().keep.ready('reading');
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

  it('that is set twice, as after a worker that died, is the same; another one is not taken', async () => {
    await newWorker().passphrase.set(PHRASE);
    await newWorker().keep.put('a', PASSWORD);
    await newWorker().passphrase.set(PHRASE);
    expect(await newWorker().keep.get('a')).toEqual(PASSWORD);
    await expect(newWorker().passphrase.set(NEXT)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
  });

  it('can be changed: what is behind it is not written anew', async () => {
    await newWorker().passphrase.set(PHRASE);
    await newWorker().keep.put('a', PASSWORD);
    const before = await get('a', records);
    await expect(newWorker().passphrase.change('not this one', NEXT)).rejects.toMatchObject({
      code: 'PASSPHRASE_WRONG',
    });
    await expect(newWorker().passphrase.change(PHRASE, 'short')).rejects.toMatchObject({ code: 'PASSPHRASE_SHORT' });
    await newWorker().passphrase.change(PHRASE, NEXT);
    expect(await get('a', records)).toEqual(before);
    await restart();
    await expect(newWorker().passphrase.unlock(PHRASE)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
    await newWorker().passphrase.unlock(NEXT);
    expect(await newWorker().keep.get('a')).toEqual(PASSWORD);
  });

  it('is not changed by who knows only what it is to be, which is what it is already', async () => {
    await newWorker().passphrase.set(PHRASE);
    const before = await get('vault', keys);
    const wrong = { code: 'PASSPHRASE_WRONG' };
    await expect(newWorker().passphrase.change('not this one', PHRASE)).rejects.toMatchObject(wrong);
    expect(await get('vault', keys)).toEqual(before);
    await newWorker().passphrase.change(PHRASE, NEXT);
    await expect(newWorker().passphrase.change(PHRASE, NEXT)).rejects.toMatchObject(wrong);
  });

  it.each([
    ['asked again it goes on', (worker: Worker) => worker.passphrase.change(PHRASE, NEXT)],
    ['unlocked it is at its end', (worker: Worker) => worker.passphrase.unlock(NEXT)],
  ])('whose change a worker has died of: %s, and the old one does no more', async (_, next) => {
    await newWorker().passphrase.set(PHRASE);
    const dying = newWorker();
    vi.spyOn(dying.keyring, 'open').mockRejectedValue(new Error('died'));
    await expect(dying.passphrase.change(PHRASE, NEXT)).rejects.toThrow('died');
    await restart();
    await next(newWorker());
    expect(await newWorker().keyring.isOpen()).toBe(true);
    await expect(newWorker().passphrase.change(PHRASE, NEXT)).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' });
  });

  it('of an older version is made slower to guess when it is used', async () => {
    const bytes = new Uint8Array(32).fill(7);
    await set('vault', await wrapKey(PHRASE, bytes, MIN_ITERATIONS), keys);
    await newWorker().passphrase.unlock(PHRASE);
    expect((await get<WrappedKey>('vault', keys))?.iterations).toBe(ITERATIONS);
    await restart();
    await newWorker().passphrase.unlock(PHRASE);
    expect(await newWorker().keyring.isOpen()).toBe(true);
  });

  it('is not tried on a record that was made cheap to guess', async () => {
    await newWorker().passphrase.set(PHRASE);
    await restart();
    await set('vault', { ...(await get<WrappedKey>('vault', keys)), iterations: 1000 }, keys);
    await expect(newWorker().passphrase.unlock(PHRASE)).rejects.toMatchObject({ code: 'VAULT_TAMPERED' });
    expect(await newWorker().keyring.isOpen()).toBe(false);
  });

  it('that is reset takes its key along', async () => {
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

  it('wait longer and longer, from the third on, and at most five minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map(delayAfter)).toEqual([0, 0, 0, 1000, 2000, 4000, 8000]);
    expect([11, 12, 100, 5000].map(delayAfter)).toEqual([256_000, 300_000, 300_000, 300_000]);
  });

  it('are told with the seconds to wait; meanwhile not even the right one is tried', async () => {
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

  it('are slowed down when they come all at once', async () => {
    const { passphrase } = newWorker();
    await passphrase.set(PHRASE);
    const codes = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        passphrase.unlock(`guess ${n}`).catch((error: { code: string }) => error.code),
      ),
    );
    expect(codes.filter((code) => code === 'PASSPHRASE_WRONG')).toHaveLength(3);
    expect(codes.filter((code) => code === 'PASSPHRASE_WAIT')).toHaveLength(3);
  });

  it('wait no longer than they have to when the clock is set back, and no shorter', async () => {
    await newWorker().passphrase.set(PHRASE);
    for (let n = 0; n < 3; n += 1) await wrong();
    clock -= 3_600_000;
    expect(await wrong()).toEqual(['PASSPHRASE_WAIT', { retryAfter: 1 }]);
    clock += 1000;
    await newWorker().passphrase.unlock(PHRASE);
  });
});
