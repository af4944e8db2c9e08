import type { Page } from '@playwright/test';
import type { Chromium } from '@/tests/e2e/support/chromium';
import { newTab, openPopup } from '@/tests/e2e/support/journey';
import { drawnPixels, expectPicture } from '@/tests/e2e/support/picture';
import type { PopupPage } from '@/tests/e2e/support/popup-page';
import { reopenLastConsole } from '@/tests/e2e/support/reopen';
import { SettingsPage } from '@/tests/e2e/support/settings-page';
import { killWorker } from '@/tests/e2e/support/worker';
import { type Api, listServers, revoke } from './support/api';
import { readClouds } from './support/clouds-yaml';
import { addEntry, expect, formOf, test } from './support/fixtures';

test("settings: add the cloud; popup: choose project and server; the console shows the guest's screen", async ({
  chromium,
  entry,
  api,
}, testInfo) => {
  await addEntry(chromium, entry);
  const popup = await openPopup(chromium);
  await popup.project.selectOption({ label: entry.signIn.project });

  const console = await openDrawingConsole(chromium, popup, api);
  const before = await drawnPixels(console);
  await console.locator('canvas').first().click();
  await console.keyboard.type('hello');
  await expect.poll(() => drawnPixels(console), { message: 'the guest echoes what is typed' }).not.toBe(before);
  await console.screenshot({ path: testInfo.outputPath('console.png') });
});

test('the worker dies between every two steps, and nothing is lost', async ({ chromium, entry, api }) => {
  const settings = new SettingsPage(await chromium.open('options.html'));
  await killWorker(chromium);
  await settings.addCloud.first().click();
  await settings.fill(formOf(entry));
  await killWorker(chromium);
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  await killWorker(chromium);
  const popup = await openPopup(chromium);
  await popup.project.selectOption({ label: entry.signIn.project });
  await expect(popup.status).toHaveText(/servers?$/);
  await killWorker(chromium);
  const console = await openDrawingConsole(chromium, popup, api);
  await killWorker(chromium);
  const address = console.url();
  await reopenLastConsole(popup.page);
  await expect.poll(() => console.url()).not.toBe(address);
  await expectPicture(console);
});

test('a token that was revoked behind our back is replaced without a word', async ({ chromium, entry, api }) => {
  const settings = await addEntry(chromium, entry);
  const popup = await openPopup(chromium);
  await popup.project.selectOption({ label: entry.signIn.project });
  await expect(popup.status).toHaveText(/servers?$/);

  // Fernet tokens begin so; only a page of the extension can read them, and only in the session's storage.
  const session = await settings.page.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));
  const tokens = [...new Set(session.match(/gAAAA[\w=-]+/g) ?? [])];
  expect(tokens.length).toBeGreaterThan(0);
  for (const token of tokens) await revoke(api, token);

  await openDrawingConsole(chromium, popup, api);
  await expect(popup.alert).toBeHidden();
});

for (const entry of readClouds().filter(({ signIn }) => signIn.method === 'application_credential')) {
  test(`an application credential opens a console too: ${entry.name}`, async ({ chromium, api }) => {
    await addEntry(chromium, entry);
    const popup = await openPopup(chromium);
    await openDrawingConsole(chromium, popup, api);
  });
}

/** Opens the console of `OS_SERVER`, else of one active server after another until one shows a screen. */
async function openDrawingConsole(chromium: Chromium, popup: PopupPage, api: Api): Promise<Page> {
  const active = (await listServers(api)).filter(({ status }) => status === 'ACTIVE').map(({ name }) => name);
  const names = process.env.OS_SERVER ? [process.env.OS_SERVER] : active.slice(0, 20);
  for (const name of names) {
    await popup.page.bringToFront();
    await popup.search.fill(name);
    const console = await newTab(chromium, () => popup.server(name).first().click());
    const draws = await expect
      .poll(() => drawnPixels(console), { timeout: 15_000 })
      .toBeGreaterThan(500)
      .then(() => true)
      .catch(() => false);
    if (draws) return console;
    await console.close();
  }
  throw new Error(`None of these consoles shows a screen: ${names.join(', ')}`);
}
