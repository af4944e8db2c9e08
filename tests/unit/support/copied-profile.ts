import { clear, createStore, del, set } from 'idb-keyval';
import { browser } from '@/utils/browser';
import { deviceStore } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphrase } from '@/utils/vault/passphrase';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import type { CredentialStore } from '@/utils/vault/vault';
import { filesIn } from './file-system';

const vault = createStore('vault', 'records');

/**
 * A copy of the folder of the browser's profile, as an attacker has it: its present files, and every record that was ever
 * written to the vault's database, since LevelDB and SQLite keep what was replaced or deleted.
 */
export interface BrowserProfileCopy {
  /** @returns the secrets that the extension itself reads for somebody who knows these passphrases and restores any record */
  readableSecrets(...passphrases: string[]): Promise<string[]>;
}

/** Every record that was ever written, while `isWatched`. */
const writtenRecords: [key: string, record: unknown][] = [];
let isWatched = false;
const { put } = IDBObjectStore.prototype;
// Not a spy: tests that replace this method once more restore it to this one.
IDBObjectStore.prototype.put = function (value, key) {
  if (isWatched && this.transaction.db.name === 'vault') writtenRecords.push([String(key), structuredClone(value)]);
  return put.call(this, value, key);
};

/** Begins with an empty vault; the copy has what is written from now on. */
export async function startBrowserProfileCopy(): Promise<BrowserProfileCopy> {
  await clear(vault);
  filesIn('salts').clear();
  await browser.storage.session.clear();
  writtenRecords.length = 0;
  isWatched = true;
  return { readableSecrets: (...passphrases) => readableSecrets(new Map(filesIn('salts')), passphrases) };
}

async function readableSecrets(files: ReturnType<typeof filesIn>, passphrases: string[]): Promise<string[]> {
  isWatched = false;
  const found = new Set<string>();
  for (const secret of await readAll('device-credentials', files, deviceStore)) found.add(secret);
  for (const [key, wrappedKey] of writtenRecords.filter(([name]) => name === 'passphrase-key')) {
    for (const passphrase of passphrases) {
      await browser.storage.session.clear();
      await browser.storage.local.remove('passphrase-attempts');
      await restoreRecord(key, wrappedKey, files);
      const keyring = createKeyring();
      await createPassphrase(keyring)
        .unlock(passphrase)
        .catch(() => undefined);
      if (!(await keyring.isOpen())) continue;
      for (const secret of await readAll('passphrase-credentials', files, createPassphraseStore(keyring)))
        found.add(secret);
    }
  }
  return [...found].sort();
}

async function readAll(
  kind: string,
  files: ReturnType<typeof filesIn>,
  store: Pick<CredentialStore, 'get'>,
): Promise<string[]> {
  const secrets: string[] = [];
  for (const [key, record] of writtenRecords.filter(([name]) => name.startsWith(`${kind}:`))) {
    await restoreRecord(key, record, files);
    const credential = await store.get(key.slice(kind.length + 1)).catch(() => null);
    if (credential !== null) secrets.push(secretIn(credential));
    await del(key, vault);
  }
  return secrets;
}

async function restoreRecord(key: string, record: unknown, files: ReturnType<typeof filesIn>): Promise<void> {
  await set(key, record, vault);
  for (const [name, bytes] of files) filesIn('salts').set(name, bytes);
}

function secretIn(credential: object): string {
  return Object.entries(credential)
    .filter(([name]) => name === 'password' || name === 'secret')
    .map(([, secret]) => String(secret))
    .join();
}
