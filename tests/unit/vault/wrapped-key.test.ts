import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { malformed } from '@/tests/unit/support/malformed';
import { AppError } from '@/utils/problems/app-error';
import { salts } from '@/utils/storage/salts';
import { MIN_COST } from '@/utils/vault/argon2';
import { parseWrappedKey, unwrapKey, wrapKey } from '@/utils/vault/wrapped-key';

const PHRASE = 'correct horse battery';
const bytes = crypto.getRandomValues(new Uint8Array(32));
const wrapped = await wrapKey(PHRASE, bytes);
const TAMPERED = { code: 'VAULT_TAMPERED' };
/** Opens what is stored as `vaultKey` does. */
async function unwrap(passphrase: string, value: unknown) {
  const parsed = parseWrappedKey(value);
  const salt = await salts.read(parsed.salt);
  return salt === null ? 'erased' : ((await unwrapKey(passphrase, parsed, salt))?.bytes ?? null);
}

describe('the wrapped key', () => {
  it('is opened by its passphrase and by no other', async () => {
    expect(await unwrap(PHRASE, wrapped)).toEqual(bytes);
    expect(await unwrap(`${PHRASE} `, wrapped)).toBeNull();
  });

  it('takes the same letters for the same passphrase, however they were composed', async () => {
    const composed = await wrapKey('caf\u00e9 au lait', bytes, MIN_COST);
    expect(await unwrap('cafe\u0301 au lait', composed)).toEqual(bytes);
  });

  it('has a fresh salt and vector each time', async () => {
    const again = await wrapKey(PHRASE, bytes);
    expect(again).toMatchObject({ version: 1, kdf: 'argon2id', ...MIN_COST });
    for (const part of ['salt', 'iv'] as const) expect(again[part]).not.toEqual(wrapped[part]);
    expect((await salts.read(again.salt))?.bytes.byteLength).toBe(32);
  });

  it('is opened by nothing once its salt is erased', async () => {
    const erased = await wrapKey(PHRASE, bytes);
    await salts.erase(erased.salt);
    expect(await unwrap(PHRASE, erased)).toBe('erased');
    expect(await unwrap(PHRASE, { ...erased, salt: wrapped.salt })).toBeNull();
  });

  it('is refused where it would be cheap to guess, even if the passphrase is right', async () => {
    const cheap = await wrapKey(PHRASE, bytes, { ...MIN_COST, memory: MIN_COST.memory - 1 });
    await expect(unwrap(PHRASE, cheap)).rejects.toMatchObject(TAMPERED);
  });

  it.each([
    ['another version', { version: 0 }],
    ['another function', { kdf: 'argon2i' }],
    ['so many passes that it never ends', { passes: 101 }],
    ['more memory than there is', { memory: 1024 * 1024 + 1 }],
    ['both, within their limits', { memory: 1024 * 1024, passes: 100 }],
    ['no pass', { passes: 0 }],
    ['a cost that is no number', { memory: '47104' }],
    ['half a pass', { passes: 1.5 }],
    ['a salt that is no id', { salt: '../salts' }],
    ['another vector length', { iv: new Uint8Array(16) }],
    ['a key of another length', { data: new ArrayBuffer(32) }],
    ['no data', { data: undefined }],
  ])('is refused with %s', async (_, change) => {
    await expect(unwrap(PHRASE, { ...wrapped, ...change })).rejects.toMatchObject(TAMPERED);
  });

  it.each([undefined, null, 7, 'key', []])('is refused where it is %j', async (value) => {
    await expect(unwrap(PHRASE, value)).rejects.toMatchObject(TAMPERED);
  });

  it('of a later format is reported as newer, not as tampered with', async () => {
    await expect(unwrap(PHRASE, { ...wrapped, version: 2 })).rejects.toMatchObject({ code: 'STORAGE_NEWER' });
  });

  it('does not open with one bit changed, or with another cost', async () => {
    const data = wrapped.data.slice(0);
    const view = new Uint8Array(data);
    view[0] = (view[0] ?? 0) ^ 1;
    expect(await unwrap(PHRASE, { ...wrapped, data })).toBeNull();
    expect(await unwrap(PHRASE, { ...wrapped, passes: wrapped.passes + 1 })).toBeNull();
  });

  it('opens in any mutation for its passphrase only, or is reported as tampered with', async () => {
    await fc.assert(
      fc.asyncProperty(malformed(wrapped), async (value) => {
        const opened = await unwrap(PHRASE, value).catch((error: unknown) => error);
        if (opened instanceof AppError) expect(['VAULT_TAMPERED', 'STORAGE_NEWER']).toContain(opened.code);
        // What was changed in a way that can still be read does not open, or was not changed where it counts.
        else expect([null, 'erased', bytes]).toContainEqual(opened);
      }),
      // Each one costs 46 MiB: not one of those that are run for long. Whatever is read goes through `parseWrappedKey`.
      { numRuns: 20, examples: [[{ ...wrapped, passes: 0 }], [{ ...wrapped, memory: '47104' }], [null]] },
    );
  });
});
