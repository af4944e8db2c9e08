import fc from 'fast-check';
import { createStore, set } from 'idb-keyval';
import { beforeEach, describe, expect, it } from 'vitest';
import { like } from '@/tests/unit/support/like';
import { runs } from '@/tests/unit/support/runs';
import { AppError } from '@/utils/problems';
import { deviceKeep } from '@/utils/vault/device-keep';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphraseKeep } from '@/utils/vault/passphrase-keep';
import { LEAST_ITERATIONS, unwrapKey, wrapKey } from '@/utils/vault/wrapped-key';

const KEPT = { kind: 'password', password: 'hunter2' } as const;
const device = createStore('novnc-vault', 'credentials');
const locked = createStore('novnc-locked', 'credentials');

/** One encrypted record, as it is written. */
const record = () => ({ version: 1, iv: new Uint8Array(12), data: new Uint8Array(80).buffer });

describe('whatever the databases of the vault hold', () => {
  it('a record of this device is read, or taken for missing', async () => {
    await fc.assert(
      fc.asyncProperty(like(record()), async (value) => {
        await set('c', value, device);
        expect(await deviceKeep.get('c')).toBeNull();
      }),
      { numRuns: runs(60) },
    );
    await deviceKeep.put('c', KEPT);
    expect(await deviceKeep.get('c')).toEqual(KEPT);
  });

  describe('behind the passphrase', () => {
    const keyring = createKeyring();
    const keep = createPassphraseKeep(keyring, { exists: async () => true });
    beforeEach(() => keyring.open(new Uint8Array(32)));

    it('a record is read, taken for missing, or said to be tampered with', async () => {
      await fc.assert(
        fc.asyncProperty(like(record()), async (value) => {
          await set('c', value, locked);
          const found = await keep.get('c').catch((error: unknown) => error);
          if (found !== null) expect(found).toMatchObject({ code: 'VAULT_TAMPERED' });
        }),
        { numRuns: runs(60) },
      );
    });
  });

  it('the key behind the passphrase opens for its passphrase, or is said to be none of ours', async () => {
    const bytes = new Uint8Array(32).fill(7);
    const wrapped = await wrapKey('a long passphrase', bytes, LEAST_ITERATIONS);
    await fc.assert(
      fc.asyncProperty(like(wrapped), async (value) => {
        const opened = await unwrapKey('a long passphrase', value).catch((error: unknown) => error);
        if (opened instanceof AppError) expect(opened.code).toBe('VAULT_TAMPERED');
        // What was changed in a way that can still be read does not open, or was not changed where it counts.
        else expect([null, bytes]).toContainEqual(opened);
      }),
      // Each one costs 600,000 rounds.
      { numRuns: Math.min(runs(20), 200) },
    );
  });
});
