import type { Page } from '@playwright/test';
import { issuedCredentials } from './support/calls';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, newTab, openPopup } from './support/journey';
import { type SettingsPageObject, settingsPage } from './support/settings-page';

/** Replaces the password by a restricted application credential. */
async function replacePassword(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use a restricted application credential instead' }).click();
  await expect(page.getByText('The password is forgotten.')).toBeVisible();
}

/** Saves the form, which has the user name and asks for the password again. */
async function signInWithPassword(settings: SettingsPageObject): Promise<void> {
  await expect(settings.signInWith).toHaveValue('password');
  await expect(settings.field('User name')).toHaveValue('demo');
  await settings.secret('Password').fill('password');
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
}

test('after a restart, a restricted credential kept for the session is replaced by the password', async ({
  launch,
  chromium,
  cloud,
}) => {
  cloud.config.acceptAccessRules = true;
  const { page } = await addCloud(chromium, { ...demoForm(cloud), project: 'demo' });
  await expect(page.getByText('after each start your password is asked for again')).toBeVisible();
  await replacePassword(page);
  await chromium.close();

  const restarted = await launch();
  const popup = await openPopup(restarted);
  await expect(popup.alert).toContainText('Your sign-in was kept only until the browser closed.');
  const settings = settingsPage(await restarted.open('options.html'));
  await expect(settings.page.getByText('is not kept here any more')).toBeVisible();
  await expect(settings.field('Project')).toHaveValue('demo');
  await signInWithPassword(settings);
  await expect(settings.page.getByText('is not kept here any more')).toBeHidden();
  // The credential that cannot be used any more is deleted on the cloud.
  await expect.poll(() => issuedCredentials(cloud)).toEqual([]);
  const later = await openPopup(restarted);
  await expect(later.server('web-01')).toBeVisible();
});

test('after signing out of a restricted credential kept for the session, the form asks for the password', async ({
  chromium,
  cloud,
}) => {
  const { page } = await addCloud(chromium, demoForm(cloud));
  await replacePassword(page);
  const settings = settingsPage(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText(/^Signed out/)).toBeVisible();
  await signInWithPassword(settings);
  await expect(page.getByText(/^Signed out/)).toBeHidden();
});

test('after a restricted credential was deleted on the cloud, the popup leads to the password', async ({
  chromium,
  cloud,
}) => {
  cloud.config.acceptAccessRules = true;
  const { page } = await addCloud(chromium, demoForm(cloud), 'On this device');
  await replacePassword(page);
  const [own] = issuedCredentials(cloud);
  cloud.contents.applicationCredentials = cloud.contents.applicationCredentials.filter((one) => one !== own);
  cloud.revokeAllTokens();

  const popup = await openPopup(chromium);
  await expect(popup.alert).toContainText('did not accept this application credential');
  const edit = popup.alert.getByRole('button', { name: 'Edit cloud' });
  const settings = settingsPage(await newTab(chromium, () => edit.click()));
  await expect(settings.page.getByText('The cloud did not accept the application credential')).toBeVisible();
  await signInWithPassword(settings);
  const later = await openPopup(chromium);
  await expect(later.status).toHaveText(/servers$/);
});

test('a password found expired with the passcode is changed in the popup', async ({ chromium, cloud }) => {
  const user = cloud.contents.users.find(({ name }) => name === 'totp');
  if (user === undefined) throw new Error('There is no user with a passcode.');
  const settings = settingsPage(await chromium.open('options.html#new'));
  await settings.fill({ ...demoForm(cloud), userName: 'totp' });
  await settings.page.getByRole('checkbox', { name: 'Sign in with a passcode too' }).check();
  await settings.field('Passcode').fill(cloud.passcode());
  await settings.save.click();
  await expect(settings.saved).toBeVisible();

  user.passwordExpiresAt = '2020-01-01T00:00:00.000000';
  cloud.revokeAllTokens();
  const popup = await openPopup(chromium);
  const passcode = popup.page.getByRole('textbox', { name: 'Passcode' });
  await passcode.fill(cloud.passcode());
  await passcode.press('Enter');
  await popup.page.getByLabel('New password', { exact: true }).fill('battery-staple');
  await popup.page.getByLabel('New password again').fill('battery-staple');
  await popup.page.getByRole('button', { name: 'Change password' }).click();
  await expect(passcode).toBeFocused();
  // A password change revokes all tokens issued in the same second.
  const second = () => Math.floor(Date.now() / 1000);
  await expect.poll(second).toBeGreaterThan(second());
  await passcode.fill(cloud.passcode());
  await passcode.press('Enter');
  await expect(popup.server('web-01')).toBeVisible();
  expect(user.password).toBe('battery-staple');
});
