import { openPopup } from '@/tests/e2e/support/journey';
import { drawnPixels, expectPicture } from '@/tests/e2e/support/picture';
import { reopenLastConsole } from '@/tests/e2e/support/reopen';
import { settingsPage } from '@/tests/e2e/support/settings-page';
import { killWorker } from '@/tests/e2e/support/worker';
import { revoke } from './support/api';
import { readClouds } from './support/clouds-yaml';
import { openDrawingConsole } from './support/consoles';
import { addEntry, expect, formOf, test } from './support/fixtures';

test("a cloud is added, and the popup opens a console that shows the guest's screen", async ({
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

test('the worker ends between every two steps, and nothing is lost', async ({ chromium, entry, api }) => {
  const settings = settingsPage(await chromium.open('options.html'));
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

test('a token revoked on the cloud is replaced without an error', async ({ chromium, entry, api }) => {
  const settings = await addEntry(chromium, entry);
  const popup = await openPopup(chromium);
  await popup.project.selectOption({ label: entry.signIn.project });
  await expect(popup.status).toHaveText(/servers?$/);

  // Fernet tokens begin so; they are in session storage only.
  const session = await settings.page.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));
  const tokens = [...new Set(session.match(/gAAAA[\w=-]+/g) ?? [])];
  expect(tokens.length).toBeGreaterThan(0);
  for (const token of tokens) await revoke(api, token);

  await openDrawingConsole(chromium, popup, api);
  await expect(popup.alert).toBeHidden();
});

for (const entry of readClouds().filter(({ signIn }) => signIn.method === 'application_credential')) {
  test(`an application credential opens a console: ${entry.name}`, async ({ chromium, api }) => {
    await addEntry(chromium, entry);
    const popup = await openPopup(chromium);
    await openDrawingConsole(chromium, popup, api);
  });
}
