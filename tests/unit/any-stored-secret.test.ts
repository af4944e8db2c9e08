import { beforeEach, describe, expect, it } from 'vitest';
import { malformed } from '@/tests/unit/support/malformed';
import { forAny, forAnyAsync } from '@/tests/unit/support/runs';
import { storeVaultValue } from '@/tests/unit/support/stored';
import { deviceStore } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import { ITERATIONS, isWrappedKey, MIN_ITERATIONS } from '@/utils/vault/wrapped-key';

const CREDENTIAL = { kind: 'password', password: 'hunter2', origin: 'https://keystone.example.org' } as const;

/** One encrypted record, as it is written. */
const record = () => ({ version: 1, iv: new Uint8Array(12), data: new Uint8Array(80).buffer });

describe('any value in the databases of the vault', () => {
  it('a record of the device store is read, or treated as missing', async () => {
    await forAnyAsync(60, malformed(record()), async (value) => {
      await storeVaultValue('device-credentials:c', value);
      expect(await deviceStore.get('c')).toBeNull();
    });
    await deviceStore.put('c', CREDENTIAL);
    expect(await deviceStore.get('c')).toEqual(CREDENTIAL);
  });

  describe('in the passphrase store', () => {
    const keyring = createKeyring();
    const store = createPassphraseStore(keyring, { exists: async () => true });
    beforeEach(() => keyring.open(new Uint8Array(32)));

    it('a record is read, treated as missing, or reported as tampered with', async () => {
      await forAnyAsync(60, malformed(record()), async (value) => {
        await storeVaultValue('passphrase-credentials:c', value);
        const found = await store.get('c').catch((error: unknown) => error);
        if (found !== null) expect(found).toMatchObject({ code: 'VAULT_TAMPERED' });
      });
    });
  });

  it('a wrapped key is accepted only with enough iterations', () => {
    const sealed = { version: 1, iv: new Uint8Array(12), data: new Uint8Array(48) };
    const wrapped = { ...sealed, kdf: 'PBKDF2-SHA-256', iterations: ITERATIONS, salt: new Uint8Array(32) };
    forAny(200, malformed(wrapped), (value) => {
      if (!isWrappedKey(value)) return;
      expect(value).toMatchObject({ version: 1, kdf: 'PBKDF2-SHA-256' });
      expect(value.iterations).toBeGreaterThanOrEqual(MIN_ITERATIONS);
    });
    expect(isWrappedKey(wrapped)).toBe(true);
  });
});
