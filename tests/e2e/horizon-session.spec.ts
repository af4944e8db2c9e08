import { logInToDashboard } from './support/dashboard';
import { expect, test } from './support/fixtures';
import { newTab, openCloudForm, openConsole, openPopup } from './support/journey';

test("with Horizon's session, a cloud needs no secret; after a logout, the popup links to the login", async ({
  chromium,
  cloud,
}) => {
  const login = await logInToDashboard(chromium, cloud);
  const settings = await openCloudForm(chromium, {
    name: 'Demo cloud',
    authUrl: cloud.authUrl,
    signInWith: 'Horizon session',
  });
  await expect(settings.remember).toHaveCount(0);
  await settings.save.click();
  const dashboard = settings.field('Dashboard of this cloud');
  await expect(dashboard).toHaveAccessibleErrorMessage(/dashboard is needed/);
  await expect(dashboard).toBeFocused();
  await dashboard.fill(cloud.horizonUrl);
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  await expect(settings.page.getByText('Signed in as demo')).toBeVisible();
  await expect(settings.page.getByText(/^of your Horizon session, until/)).toBeVisible();

  const popup = await openPopup(chromium);
  await openConsole(chromium, () => popup.server('real-console').click());
  expect(cloud.validTokens().map(({ id }) => id)).toEqual([login.token()]);

  login.end();
  await popup.page.bringToFront();
  await popup.page.reload();
  await expect(popup.alert).toContainText('Your session in Horizon has ended.');
  const link = popup.alert.getByRole('link', { name: 'Open Horizon' });
  await expect(link).toHaveAttribute('href', cloud.horizonUrl);
  const shown = await newTab(chromium, () => link.click());
  await expect(shown).toHaveURL(/auth\/login/);

  const again = await logInToDashboard(chromium, cloud);
  await popup.page.bringToFront();
  await popup.page.reload();
  await openConsole(chromium, () => popup.server('real-console').click());
  await expect(popup.alert).toBeHidden();

  await settings.page.bringToFront();
  await settings.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(settings.page.getByText('Your session in Horizon goes on')).toBeVisible();
  expect(cloud.validTokens().map(({ id }) => id)).toContain(again.token());
});
