import { createStore, get, keys } from 'idb-keyval';
import { describe, expect, it } from 'vitest';
import { browser } from '@/utils/browser';
import { deviceKey, deviceStore } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphrase } from '@/utils/vault/passphrase';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import { sessionStore } from '@/utils/vault/session-store';
import { createVault } from '@/utils/vault/vault';

const keyring = createKeyring();
const lockedKeep = createPassphraseStore(keyring, createPassphrase(keyring));
const PASSWORD = { kind: 'password', password: 'correct horse' } as const;
const SECRET = { kind: 'application_credential', secret: 'battery staple' } as const;
const AUTH_URL = 'https://keystone.example.org:5000/v3';
const records = createStore('novnc-vault', 'credentials');

describe.each([
  ['session', sessionStore],
  ['device', deviceStore],
])('the %s keep', (_, keep) => {
  it('gives back what was put, for that cloud only, until it is removed', async () => {
    await keep.put('a', PASSWORD);
    await keep.put('b', SECRET);
    expect(await keep.get('a')).toEqual(PASSWORD);
    expect(await keep.get('b')).toEqual(SECRET);
    expect(await keep.get('c')).toBeNull();
    expect((await keep.list()).sort()).toEqual(['a', 'b']);
    await keep.remove('a');
    await keep.remove('b');
    expect(await keep.get('a')).toBeNull();
    expect(await keep.list()).toEqual([]);
  });
});

describe('the device keep', () => {
  it('writes nothing readable, and puts no secret into extension storage', async () => {
    await deviceStore.put('a', PASSWORD);
    const record = await get<{ data: ArrayBuffer; iv: Uint8Array }>('a', records);
    expect(Buffer.from(record?.data ?? new ArrayBuffer(0)).toString('latin1')).not.toContain('correct');
    const areas = await Promise.all([
      browser.storage.local.get(),
      browser.storage.session.get(),
      browser.storage.sync.get(),
    ]);
    expect(JSON.stringify(areas)).not.toContain('correct');
    expect(await keys(records)).toEqual(['a']);
  });

  it('uses one key that cannot be exported, however many ask for it first', async () => {
    const [first, second] = await Promise.all([deviceKey(), deviceKey()]);
    await expect(crypto.subtle.exportKey('raw', first)).rejects.toThrow();
    const iv = new Uint8Array(12);
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, first, new Uint8Array([7]));
    expect(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, second, sealed))).toEqual(
      new Uint8Array([7]),
    );
  });

  it('does not accept a record that was moved to another cloud', async () => {
    await deviceStore.put('a', PASSWORD);
    const { set } = await import('idb-keyval');
    await set('b', await get('a', records), records);
    expect(await deviceStore.get('b')).toBeNull();
    expect(await deviceStore.get('a')).toEqual(PASSWORD);
  });

  it('writes with a fresh initialisation vector each time', async () => {
    await deviceStore.put('a', PASSWORD);
    const first = await get<{ iv: Uint8Array }>('a', records);
    await deviceStore.put('a', PASSWORD);
    const second = await get<{ iv: Uint8Array }>('a', records);
    expect(first?.iv).not.toEqual(second?.iv);
  });
});

describe('the vault', () => {
  const vault = createVault({ session: sessionStore, device: deviceStore, passphrase: lockedKeep });

  it('keeps a credential in the keep that was chosen and in no other', async () => {
    await vault.put('a', 'device', PASSWORD, AUTH_URL);
    expect(await sessionStore.get('a')).toBeNull();
    await vault.put('a', 'session', SECRET, AUTH_URL);
    expect(await deviceStore.get('a')).toBeNull();
    expect(await vault.get('a', 'session')).toEqual(SECRET);
    await vault.move('a', 'device', AUTH_URL);
    expect(await sessionStore.get('a')).toBeNull();
    expect(await deviceStore.get('a')).toMatchObject(SECRET);
    await vault.remove('a');
    expect(await vault.get('a', 'session')).toBeNull();
  });

  it('forgets the credentials of clouds that are gone', async () => {
    await vault.put('a', 'device', PASSWORD, AUTH_URL);
    await vault.put('b', 'session', PASSWORD, AUTH_URL);
    await vault.put('c', 'session', PASSWORD, AUTH_URL);
    await vault.retain(['c']);
    expect(await vault.get('a', 'session')).toBeNull();
    expect(await vault.get('b', 'session')).toBeNull();
    expect(await vault.get('c', 'session')).toEqual(PASSWORD);
  });

  it.each(['session', 'device', 'passphrase'] as const)(
    'gives what is kept in %s for the origin it was put for only',
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
      await vault.move('a', 'session', 'https://evil.example/v3');
      expect(await vault.get('a', 'session', 'https://evil.example/v3')).toBeNull();
      expect(await vault.get('a', remember, AUTH_URL)).toEqual(PASSWORD);
      await vault.remove('a');
    },
  );

  it('still gives what an older version kept, which wrote no origin', async () => {
    await deviceStore.put('a', PASSWORD);
    expect(await vault.get('a', 'device', AUTH_URL)).toEqual(PASSWORD);
    await vault.move('a', 'session', AUTH_URL);
    expect(await vault.get('a', 'session', 'https://evil.example/v3')).toBeNull();
    await vault.remove('a');
  });
});
