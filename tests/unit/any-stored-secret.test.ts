import { beforeEach, describe, expect, it } from 'vitest';
import { filesIn } from '@/tests/unit/support/file-system';
import { malformed } from '@/tests/unit/support/malformed';
import { forAny, forAnyAsync } from '@/tests/unit/support/runs';
import { storeVaultValue } from '@/tests/unit/support/stored';
import type { AppError } from '@/utils/problems/app-error';
import { MIN_COST } from '@/utils/vault/argon2';
import { deviceStore } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import { parseWrappedKey, type WrappedKey } from '@/utils/vault/wrapped-key';

const CREDENTIAL = { kind: 'password', password: 'hunter2', origin: 'https://keystone.example.org' } as const;

const SALT = '00000000-0000-4000-8000-000000000000';
/** One encrypted record, as it is written. */
const record = () => ({ version: 1, salt: SALT, iv: new Uint8Array(12), data: new Uint8Array(80).buffer });
const REFUSED = ['VAULT_TAMPERED', 'STORAGE_NEWER'];
const keyring = createKeyring();

beforeEach(async () => {
  await keyring.open(new Uint8Array(32));
  filesIn('salts').set(SALT, new Uint8Array(32));
});

describe('any value in the databases of the vault', () => {
  it.each([
    ['device', deviceStore],
    ['passphrase', createPassphraseStore(keyring)],
  ])('a record of the %s store is treated as missing, or reported as tampered with or newer', async (name, store) => {
    await forAnyAsync(60, malformed(record()), async (value) => {
      await storeVaultValue(`${name}-credentials:c`, value);
      const found = await store.get('c').catch((error: unknown) => error);
      if (found !== null) expect(REFUSED).toContain((found as AppError).code);
    });
    await store.remove('c');
    await store.put('c', CREDENTIAL);
    expect(await store.get('c')).toEqual(CREDENTIAL);
  });

  it('a wrapped key is accepted only where it is not cheap to guess', () => {
    const sealed = { ...record(), data: new Uint8Array(48) };
    const wrapped = { ...sealed, kdf: 'argon2id', ...MIN_COST };
    forAny(200, malformed(wrapped), (value) => {
      try {
        expect(parseWrappedKey(value)).toMatchObject({ version: 1, kdf: 'argon2id' });
      } catch (error) {
        expect(REFUSED).toContain((error as AppError).code);
        return;
      }
      expect((value as WrappedKey).memory).toBeGreaterThanOrEqual(MIN_COST.memory);
      expect((value as WrappedKey).passes).toBeGreaterThanOrEqual(MIN_COST.passes);
    });
    expect(parseWrappedKey(wrapped)).toEqual(wrapped);
  });
});
