import type { Page } from '@playwright/test';
import { expect, type Locator } from '@playwright/test';
import { type Chromium, extensionPage } from './chromium';
import type { PopupPageObject } from './popup-page';

/** The passphrase that `addCloud` sets. */
export const PASSPHRASE = 'seven rainy Tuesdays';

/** The popup's passphrase prompt. */
export function promptOf(popup: Pick<PopupPageObject, 'page'>): { question: Locator; field: Locator; unlock: Locator } {
  const question = popup.page.getByRole('region', { name: 'Your sign-in for this cloud is locked.' });
  return {
    question,
    field: question.getByLabel('Passphrase', { exact: true }),
    unlock: question.getByRole('button', { name: 'Unlock' }),
  };
}

/** Enters the passphrase in the popup's prompt. */
export async function enterPassphrase(popup: Pick<PopupPageObject, 'page'>, passphrase = PASSPHRASE): Promise<void> {
  const { field } = promptOf(popup);
  await expect(field).toBeFocused();
  await field.fill(passphrase);
  await field.press('Enter');
}

/** The extension's storage areas as text; needs an open page of the extension. */
export async function storageOf(chromium: Chromium): Promise<Record<'local' | 'session' | 'sync', string>> {
  const [local, session, sync] = await extensionPage(chromium).evaluate(() =>
    Promise.all(
      (['local', 'session', 'sync'] as const).map(async (area) => JSON.stringify(await chrome.storage[area].get(null))),
    ),
  );
  return { local: local ?? '', session: session ?? '', sync: sync ?? '' };
}

/** Every record that the extension has stored, as text, by area and key; needs an open page of the extension. */
export function storedRecords(chromium: Chromium): Promise<[name: string, text: string][]> {
  return extensionPage(chromium).evaluate(async () => {
    const records: [string, string][] = [];
    const request = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((done, fail) => {
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
      });
    const binary = (_: string, value: unknown) =>
      value instanceof ArrayBuffer || value instanceof Uint8Array
        ? new TextDecoder('latin1').decode(value as ArrayBuffer)
        : value;
    for (const area of ['local', 'session', 'sync'] as const)
      for (const [key, record] of Object.entries(await chrome.storage[area].get(null)))
        records.push([`${area}:${key}`, JSON.stringify(record)]);
    for (const [key, text] of Object.entries({ ...localStorage })) records.push([`page:${key}`, String(text)]);
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await request(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const open = () => database.transaction(store).objectStore(store);
        for (const key of await request(open().getAllKeys()))
          records.push([`${name}:${key}`, JSON.stringify(await request(open().get(key)), binary)]);
      }
      database.close();
    }
    return records;
  });
}

/** A page's markup and the values of its fields. */
export async function contentOf(page: Page): Promise<string> {
  const fields = await page
    .locator('input, textarea')
    .evaluateAll((all) => all.map((one) => 'value' in one && one.value));
  return [await page.content(), ...fields].join('\n');
}

/** Sets the vault's last use to so many minutes ago. */
export async function setLastUse(chromium: Chromium, minutesAgo: number): Promise<void> {
  await extensionPage(chromium).evaluate(
    (minutes) => chrome.storage.session.set({ 'vault-last-used': { v: 1, value: Date.now() - minutes * 60_000 } }),
    minutesAgo,
  );
}

/** Stores a count of wrong passphrases, the last one so many minutes ago. */
export async function setWrongPassphrases(chromium: Chromium, wrong: number, minutesAgo: number): Promise<void> {
  await extensionPage(chromium).evaluate(
    ([count, minutes]) =>
      chrome.storage.local.set({
        'passphrase-attempts': { v: 1, value: { wrong: count, at: Date.now() - minutes * 60_000 } },
      }),
    [wrong, minutesAgo] as const,
  );
}
