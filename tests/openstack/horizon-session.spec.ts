import { consentTo } from '@/tests/e2e/support/host-access';
import { newTab, openPopup } from '@/tests/e2e/support/journey';
import { settingsPage } from '@/tests/e2e/support/settings-page';
import { isGood } from './support/api';
import { hasPassword, readClouds } from './support/clouds-yaml';
import { openDrawingConsole } from './support/consoles';
import { expect, test } from './support/fixtures';
import { HORIZON_URL, logInToHorizon, switchProject, tokenOf } from './support/horizon';

test("a cloud that signs in with Horizon's session opens consoles, and does not end that session", async ({
  chromium,
  entry,
  api,
}) => {
  await consentTo(chromium, `*://${new URL(HORIZON_URL).hostname}/*`);
  const horizon = await chromium.context.newPage();
  await logInToHorizon(horizon, entry);
  const { project = '' } = entry.signIn;
  if ((await horizon.locator('.context-project').first().innerText()).trim() !== project)
    await switchProject(horizon, project);
  const dashboardToken = await tokenOf(horizon);

  const settings = settingsPage(await chromium.open('options.html'));
  await settings.addCloud.first().click();
  const { name, authUrl } = entry;
  await settings.fill({ name, authUrl, dashboardUrl: HORIZON_URL, signInWith: 'Horizon session' });
  await settings.save.click();
  await expect(settings.saved).toBeVisible();

  const popup = await openPopup(chromium);
  await (await openDrawingConsole(chromium, popup, api)).console.close();

  // Another project needs its own token.
  const next = readClouds()
    .filter(hasPassword)
    .find(({ signIn: way }) => way.userName === entry.signIn.userName && way.project !== project)?.signIn.project;
  expect(next, 'the clouds.yaml has another project of the same user').toBeDefined();
  await popup.page.bringToFront();
  await popup.search.fill('');
  await popup.project.selectOption({ label: next ?? '' });
  await expect(popup.status).toHaveText(/servers?$/);
  const stored = await settings.page.evaluate(async () => JSON.stringify(await chrome.storage.session.get(null)));
  const otherTokens = [...new Set(stored.match(/gAAAA[\w=-]+/g) ?? [])].filter((token) => token !== dashboardToken);
  expect(otherTokens).not.toEqual([]);

  await settings.page.reload();
  await settings.page.getByRole('button', { name }).first().click();
  await settings.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(settings.page.getByText('Your session in Horizon goes on')).toBeVisible();
  for (const token of otherTokens) await expect.poll(() => isGood(entry, token)).toBe(false);
  expect(await isGood(entry, dashboardToken)).toBe(true);
  await horizon.goto(HORIZON_URL);
  await expect(horizon.locator('.context-project').first()).toHaveText(project);

  await popup.page.reload();
  await expect(popup.status).toHaveText(/servers?$/);
  await horizon.goto(`${HORIZON_URL}auth/logout/`);
  await popup.page.bringToFront();
  await popup.page.reload();
  await expect(popup.alert).toContainText('Your session in Horizon has ended.');
  const login = await newTab(chromium, () => popup.alert.getByRole('link', { name: 'Open Horizon' }).click());
  await logInToHorizon(login, entry);
  await popup.page.bringToFront();
  await popup.page.reload();
  await expect(popup.status).toHaveText(/servers?$/);
  await expect(popup.alert).toBeHidden();
});
