import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { malformed } from '@/tests/unit/support/malformed';
import { AppError } from '@/utils/problems/app-error';
import { ITERATIONS, MIN_ITERATIONS, unwrapKey, wrapKey } from '@/utils/vault/wrapped-key';

const PHRASE = 'correct horse battery';
const bytes = crypto.getRandomValues(new Uint8Array(32));
const wrapped = await wrapKey(PHRASE, bytes);
const TAMPERED = { code: 'VAULT_TAMPERED' };

describe('the wrapped key', () => {
  it('is opened by its passphrase and by no other', async () => {
    expect(await unwrapKey(PHRASE, wrapped)).toEqual(bytes);
    expect(await unwrapKey(`${PHRASE} `, wrapped)).toBeNull();
  });

  it('takes the same letters for the same passphrase, however they were composed', async () => {
    const composed = await wrapKey('caf\u00e9 au lait', bytes, MIN_ITERATIONS);
    expect(await unwrapKey('cafe\u0301 au lait', composed)).toEqual(bytes);
  });

  it('has a fresh salt and vector each time, and as many iterations as today', async () => {
    const again = await wrapKey(PHRASE, bytes);
    expect(again).toMatchObject({ version: 1, kdf: 'PBKDF2-SHA-256', iterations: ITERATIONS });
    expect([again.salt.byteLength, again.iv.byteLength]).toEqual([32, 12]);
    expect([again.salt, again.iv, again.data]).not.toEqual([wrapped.salt, wrapped.iv, wrapped.data]);
    expect(ITERATIONS).toBeGreaterThanOrEqual(MIN_ITERATIONS);
  });

  it('is refused where it would be cheap to guess, even if the passphrase is right', async () => {
    const cheap = await wrapKey(PHRASE, bytes, MIN_ITERATIONS - 1);
    await expect(unwrapKey(PHRASE, cheap)).rejects.toMatchObject(TAMPERED);
    const least = await wrapKey(PHRASE, bytes, MIN_ITERATIONS);
    expect(await unwrapKey(PHRASE, least)).toEqual(bytes);
  });

  it.each([
    ['another version', { version: 2 }],
    ['another function', { kdf: 'PBKDF2-SHA-1' }],
    ['so many iterations that it never ends', { iterations: 1e12 }],
    ['iterations that are no number', { iterations: '900000' }],
    ['half an iteration', { iterations: MIN_ITERATIONS + 0.5 }],
    ['a short salt', { salt: new Uint8Array(8) }],
    ['another vector length', { iv: new Uint8Array(16) }],
    ['a key of another length', { data: new ArrayBuffer(32) }],
    ['no data', { data: undefined }],
  ])('is refused with %s', async (_, change) => {
    await expect(unwrapKey(PHRASE, { ...wrapped, ...change })).rejects.toMatchObject(TAMPERED);
  });

  it.each([undefined, null, 7, 'key', []])('is refused where it is %j', async (value) => {
    await expect(unwrapKey(PHRASE, value)).rejects.toMatchObject(TAMPERED);
  });

  it('does not open with one bit changed, or with the count of another', async () => {
    const data = wrapped.data.slice(0);
    const view = new Uint8Array(data);
    view[0] = (view[0] ?? 0) ^ 1;
    expect(await unwrapKey(PHRASE, { ...wrapped, data })).toBeNull();
    expect(await unwrapKey(PHRASE, { ...wrapped, iterations: ITERATIONS + 1 })).toBeNull();
  });

  it('opens in any mutation for its passphrase only, or is reported as tampered with', async () => {
    const least = await wrapKey(PHRASE, bytes, MIN_ITERATIONS);
    await fc.assert(
      fc.asyncProperty(malformed(least), async (value) => {
        const opened = await unwrapKey(PHRASE, value).catch((error: unknown) => error);
        if (opened instanceof AppError) expect(opened.code).toBe('VAULT_TAMPERED');
        // What was changed in a way that can still be read does not open, or was not changed where it counts.
        else expect([null, bytes]).toContainEqual(opened);
      }),
      // Each one costs 600,000 rounds: not one of those that are run for long. Whatever is read goes through `isWrappedKey`.
      { numRuns: 20 },
    );
  });
});
