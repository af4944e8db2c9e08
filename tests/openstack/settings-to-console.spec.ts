import { openPopup } from '@/tests/e2e/support/journey';
import { drawnPixels, expectPicture } from '@/tests/e2e/support/picture';
import { reopenLastConsole } from '@/tests/e2e/support/reopen';
import { SettingsPage } from '@/tests/e2e/support/settings-page';
import { killWorker } from '@/tests/e2e/support/worker';
import { revoke } from './support/api';
import { readClouds } from './support/clouds-yaml';
import { openDrawingConsole } from './support/consoles';
import { addEntry, expect, formOf, test } from './support/fixtures';

test("settings: add the cloud; popup: choose project and server; the console shows the guest's screen", async ({
  chromium,
  entry,
  api,
}, testInfo) => {
  await addEntry(chromium, entry);
  const popup = await openPopup(chromium);
  await popup.project.selectOption({ label: entry.signIn.project });

  const { console } = await openDrawingConsole(chromium, popup, api);
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
  const { console } = await openDrawingConsole(chromium, popup, api);
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
