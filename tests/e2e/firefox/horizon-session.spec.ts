import { expect, test } from '@/tests/e2e/support/firefox-fixtures';
import { consoleTab, logInToFakeHorizon, named } from '@/tests/e2e/support/firefox-journey';

test("with Horizon's session, a cloud needs no secret and the popup opens a console", async ({ firefox, cloud }) => {
  await logInToFakeHorizon(firefox, cloud);
  const [login] = cloud.validTokens();

  const page = await firefox.open('options.html');
  await (await named(page, 'button', 'Add a cloud')).click();
  await (await named(page, 'textbox', 'Name')).type('Demo cloud');
  await (await named(page, 'textbox', 'Auth URL')).type(cloud.authUrl);
  await (await named(page, 'combobox', 'Sign in with')).select('horizon_session');
  await (await named(page, 'textbox', 'Dashboard of this cloud')).type(cloud.horizonUrl);
  await (await named(page, 'button', 'Save')).click();
  await page.waitForSelector('::-p-text(Saved.)');
  await page.waitForSelector('::-p-text(of your Horizon session, until)');

  const popup = await firefox.open('popup.html');
  await popup.waitForSelector('::-p-text(real-console)');
  await (await named(popup, 'searchbox', 'Search servers')).type('real-console');
  await popup.keyboard.press('Enter');
  await consoleTab(firefox.browser, cloud);
  expect(cloud.viewers(cloud.server('real-console').id)).toBe(1);
  // Horizon's own token was used: there was no other sign-in.
  expect(cloud.validTokens().map(({ id }) => id)).toEqual([login?.id]);
});
