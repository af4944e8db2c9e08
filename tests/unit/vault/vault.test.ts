import { createStore, del } from 'idb-keyval';
import { describe, expect, it, vi } from 'vitest';
import { FakeFolder, filesIn } from '@/tests/unit/support/file-system';
import { beforeStorageCalls } from '@/tests/unit/support/storage-calls';
import { storeVaultValue, vaultKeys, vaultValue } from '@/tests/unit/support/stored';
import { browser } from '@/utils/browser';
import { salts } from '@/utils/storage/salts';
import { deviceKey, deviceStore } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import { seal, unseal } from '@/utils/vault/seal';
import { sessionStore } from '@/utils/vault/session-store';
import { eraseUnusedSalts } from '@/utils/vault/unused-salts';
import { createVault } from '@/utils/vault/vault';

const keyring = createKeyring();
const passphraseStore = createPassphraseStore(keyring);
const PASSWORD = { kind: 'password', password: 'correct horse' } as const;
const SECRET = { kind: 'application_credential', secret: 'battery staple' } as const;
const AUTH_URL = 'https://keystone.example.org:5000/v3';
const ORIGIN = 'https://keystone.example.org:5000';
/** as they are stored: with the origin that they are bound to */
const STORED_PASSWORD = { ...PASSWORD, origin: ORIGIN };
const STORED_SECRET = { ...SECRET, origin: ORIGIN };

describe.each([
  ['session', sessionStore],
  ['device', deviceStore],
])('the %s store', (_, store) => {
  it('returns what was put, for that cloud only, until it is removed', async () => {
    await store.put('a', STORED_PASSWORD);
    await store.put('b', STORED_SECRET);
    expect(await store.get('a')).toEqual(STORED_PASSWORD);
    expect(await store.get('b')).toEqual(STORED_SECRET);
    expect(await store.get('c')).toBeNull();
    expect((await store.list()).sort()).toEqual(['a', 'b']);
    await store.remove('a');
    await store.remove('b');
    expect(await store.get('a')).toBeNull();
    expect(await store.list()).toEqual([]);
  });
});

describe('the device store', () => {
  it('writes nothing readable, and puts no secret into extension storage', async () => {
    await deviceStore.put('a', STORED_PASSWORD);
    const record = await vaultValue<{ data: ArrayBuffer; iv: Uint8Array }>('device-credentials:a');
    expect(Buffer.from(record?.data ?? new ArrayBuffer(0)).toString('latin1')).not.toContain('correct');
    const { local, session, sync } = browser.storage;
    const areas = await Promise.all([local, session, sync].map((area) => area.get()));
    expect(JSON.stringify(areas)).not.toContain('correct');
    expect(await vaultKeys()).toEqual(['device-credentials:a', 'device-key']);
  });

  it('uses one key that cannot be exported, however many ask for it first', async () => {
    const [first, second] = await Promise.all([deviceKey(), deviceKey()]);
    const kept = await vaultValue<CryptoKey>('device-key');
    expect(kept, 'not its bytes').toBeInstanceOf(CryptoKey);
    for (const key of [first, second, kept as CryptoKey])
      for (const format of ['raw', 'pkcs8', 'jwk'] as const)
        await expect(crypto.subtle.exportKey(format, key)).rejects.toThrow();
    const salt = { id: 'a', bytes: new Uint8Array(32) };
    const sealed = await seal(first, 'a test', new Uint8Array([7]), salt);
    expect(await unseal(second, 'a test', sealed, salt)).toEqual(new Uint8Array([7]));
  });

  it('leaves alone what a newer release stored, and reports it; removing it is possible', async () => {
    await storeVaultValue('device-credentials:a', { shape: 'new' }, 2);
    const newer = { code: 'STORAGE_NEWER' };
    await expect(deviceStore.get('a')).rejects.toMatchObject(newer);
    await expect(deviceStore.put('a', STORED_PASSWORD)).rejects.toMatchObject(newer);
    expect(await vaultValue('device-credentials:a')).toEqual({ shape: 'new' });
    await deviceStore.remove('a');
    expect(await deviceStore.get('a')).toBeNull();
  });

  it('does not accept a record that was moved to another cloud', async () => {
    await deviceStore.put('a', STORED_PASSWORD);
    await storeVaultValue('device-credentials:b', await vaultValue('device-credentials:a'));
    await expect(deviceStore.get('b')).rejects.toMatchObject({ code: 'VAULT_TAMPERED', facts: { cloudId: 'b' } });
    expect(await deviceStore.get('a')).toEqual(STORED_PASSWORD);
    await deviceStore.put('b', STORED_SECRET);
    expect(await deviceStore.get('b')).toEqual(STORED_SECRET);
  });

  it.each(['database', 'files'] as const)(
    'says so where it cannot read the %s, and does not count a secret as missing',
    async (area) => {
      await deviceStore.put('a', STORED_PASSWORD);
      const restore = beforeStorageCalls((call) => {
        if (call.area === area && call.kind === 'read') throw new DOMException('IO error', 'NotReadableError');
      });
      await expect(deviceStore.get('a')).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
      restore();
      expect(await deviceStore.get('a')).toEqual(STORED_PASSWORD);
    },
  );

  it('counts what a newer format wrote as newer, and leaves it', async () => {
    await deviceStore.put('a', STORED_PASSWORD);
    const record = await vaultValue<object>('device-credentials:a');
    await storeVaultValue('device-credentials:a', { ...record, version: 2 });
    const newer = { code: 'STORAGE_NEWER' };
    await expect(deviceStore.get('a')).rejects.toMatchObject(newer);
    await expect(deviceStore.put('a', STORED_PASSWORD)).rejects.toMatchObject(newer);
    await expect(eraseUnusedSalts()).rejects.toMatchObject(newer);
    await storeVaultValue('device-credentials:a', record);
    expect(await deviceStore.get('a')).toEqual(STORED_PASSWORD);
  });

  it('writes with a fresh initialisation vector each time', async () => {
    await deviceStore.put('a', STORED_PASSWORD);
    const first = await vaultValue<{ iv: Uint8Array }>('device-credentials:a');
    await deviceStore.put('a', STORED_PASSWORD);
    const second = await vaultValue<{ iv: Uint8Array }>('device-credentials:a');
    expect(first?.iv).not.toEqual(second?.iv);
  });
});

describe('the vault', () => {
  const vault = createVault({ session: sessionStore, device: deviceStore, passphrase: passphraseStore });

  it('stores a credential in the store that was chosen and in no other', async () => {
    await vault.put('a', 'device', PASSWORD, AUTH_URL);
    expect(await sessionStore.get('a')).toBeNull();
    await vault.put('a', 'session', SECRET, AUTH_URL);
    expect(await deviceStore.get('a')).toBeNull();
    expect(await vault.get('a', 'session')).toEqual(SECRET);
    await vault.put('a', 'device', SECRET, AUTH_URL);
    expect(await sessionStore.get('a')).toBeNull();
    expect(await deviceStore.get('a')).toMatchObject(SECRET);
    await vault.remove('a');
    expect(await vault.get('a', 'session')).toBeNull();
  });

  it('finishes an interrupted move, and keeps the copy that can be read', async () => {
    await deviceStore.put('a', STORED_PASSWORD);
    await sessionStore.put('a', STORED_PASSWORD);
    await vault.finishMove('a', 'device');
    expect(await sessionStore.get('a')).toBeNull();
    await sessionStore.put('a', STORED_PASSWORD);
    const record = await vaultValue<{ salt: string }>('device-credentials:a');
    await salts.erase(record?.salt ?? '');
    await vault.finishMove('a', 'device');
    expect(await vault.get('a', 'device')).toEqual(PASSWORD);
    await vault.remove('a');
  });

  const NO_SALTS: [name: string, spoil: (id: string) => void][] = [
    ['empty, as after a loss of power', (id) => filesIn('salts').set(id, new Uint8Array())],
    ['short', (id) => filesIn('salts').set(id, new Uint8Array(4))],
    ['long', (id) => filesIn('salts').set(id, new Uint8Array(64))],
    [
      'a folder',
      () => {
        const isFolder = async () => Promise.reject(new DOMException('a folder', 'TypeMismatchError'));
        vi.spyOn(FakeFolder.prototype, 'getFileHandle')
          .mockImplementationOnce(isFolder)
          .mockImplementationOnce(isFolder);
      },
    ],
  ];
  it.each(NO_SALTS)('takes a secret whose salt is %s for erased: another one can be stored', async (_, spoil) => {
    await vault.put('a', 'device', PASSWORD, AUTH_URL);
    spoil((await vaultValue<{ salt: string }>('device-credentials:a'))?.salt ?? '');
    expect(await deviceStore.has('a')).toBe(false);
    expect(await vault.get('a', 'device')).toBeNull();
    await vault.put('a', 'device', PASSWORD, AUTH_URL);
    expect(await vault.get('a', 'device')).toEqual(PASSWORD);
    await vault.remove('a');
    await eraseUnusedSalts();
  });

  it('erases the salts that no record names, but none where there is no record at all', async () => {
    await vault.put('a', 'device', PASSWORD, AUTH_URL);
    const unused = await salts.create();
    const record = await vaultValue('device-credentials:a');
    for (const key of await vaultKeys()) await del(key, createStore('vault', 'records'));
    await eraseUnusedSalts();
    expect(await salts.read(unused.id)).not.toBeNull();
    await storeVaultValue('device-credentials:a', record);
    await eraseUnusedSalts();
    expect(await salts.ids()).toEqual([(record as { salt: string }).salt]);
  });

  it.each(['session', 'device', 'passphrase'] as const)(
    'returns what is stored in %s for the origin it was put for only',
    async (remember) => {
      await keyring.open(new Uint8Array(32));
      await vault.put('a', remember, PASSWORD, AUTH_URL);
      expect(await vault.get('a', remember, `${AUTH_URL}/`)).toEqual(PASSWORD);
      for (const other of [
        'https://evil.example/v3',
        'http://keystone.example.org:5000/v3',
        'https://keystone.example.org/v3',
        'x',
      ])
        expect(await vault.get('a', remember, other)).toBeNull();
      expect(await vault.get('a', remember, AUTH_URL)).toEqual(PASSWORD);
      await vault.remove('a');
    },
  );
});
