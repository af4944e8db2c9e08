import { expect, test } from './support/fixtures';
import { newTab, openConsole, openConsoleOnce, openPopup, openPopupWithCloud } from './support/journey';
import { expectPicture } from './support/picture';
import { reopenLastConsole } from './support/reopen';

test('the last console is reopened with a new console URL', async ({ chromium, cloud }) => {
  const { popup } = await openPopupWithCloud(chromium, cloud);
  const console = await openConsole(chromium, () => popup.server('real-console').click());
  const address = console.url();
  await console.close();

  const again = await openConsole(chromium, () => reopenLastConsole(popup.page));
  expect(again.url()).not.toBe(address);
});

test('a tab that still shows it is reused', async ({ chromium, cloud }) => {
  const { popup } = await openPopupWithCloud(chromium, cloud);
  const console = await openConsole(chromium, () => popup.server('real-console').click());
  const address = console.url();
  const tabs = chromium.context.pages().length;
  cloud.expireConsoleTokens();

  await reopenLastConsole(popup.page);
  await expect.poll(() => console.url()).not.toBe(address);
  await expectPicture(console);
  expect(chromium.context.pages()).toHaveLength(tabs);
});

test("the popup offers it by the server's name", async ({ chromium, cloud }) => {
  const { popup } = await openPopupWithCloud(chromium, cloud);
  await (await newTab(chromium, () => popup.server('real-console').click())).close();
  await popup.page.close();

  const next = await openPopup(chromium);
  const reopen = next.page.getByRole('button', { name: 'Reopen real-console' });
  await openConsole(chromium, () => reopen.click());
});

test('it is reopened after a restart of the browser if the sign-in is kept on the device', async ({
  launch,
  chromium,
  cloud,
}) => {
  await openConsoleOnce(chromium, cloud, 'On this device');
  await chromium.close();

  const restarted = await launch();
  const page = await restarted.open('options.html');
  await openConsole(restarted, () => reopenLastConsole(page));
  const after = await openPopup(restarted);
  await expect(after.server('web-01')).toBeVisible();
});

test('a sign-in kept until the browser closes is asked for again after a restart', async ({
  launch,
  chromium,
  cloud,
}) => {
  await openPopupWithCloud(chromium, cloud);
  await chromium.close();

  const restarted = await launch();
  const after = await openPopup(restarted);
  // The cached servers are still shown.
  await expect(after.server('web-01')).toBeVisible();
  await expect(after.alert).toContainText('Your sign-in was kept only until the browser closed.');
  const settings = await newTab(restarted, () => after.alert.getByRole('button', { name: 'Sign in' }).click());
  await settings.getByLabel('Password', { exact: true }).fill('password');
  await settings.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(settings.getByText('Saved.')).toBeVisible();

  const mended = await openPopup(restarted);
  await openConsole(restarted, () => mended.server('real-console').click());
});
