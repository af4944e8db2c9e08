import { issuedCredentials, signInCalls } from './support/calls';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, openCloudForm, openPopup } from './support/journey';
import { settingsPage } from './support/settings-page';

test('a passcode is asked for where it is needed; a wrong one gets an error, the right one lists the servers', async ({
  chromium,
  cloud,
}) => {
  const settings = await openCloudForm(chromium, { ...demoForm(cloud), userName: 'totp' });
  await settings.save.click();
  const passcode = settings.field('Passcode');
  await expect(passcode).toHaveAccessibleErrorMessage(/needs a passcode/);
  await passcode.fill(cloud.passcode());
  await settings.save.click();
  await expect(settings.saved).toBeVisible();

  cloud.revokeAllTokens();
  const before = signInCalls(cloud);
  const popup = await openPopup(chromium);
  const passcodeInput = popup.page.getByRole('textbox', { name: 'Passcode' });
  await expect(passcodeInput).toBeFocused();
  await passcodeInput.fill('abcdef');
  await passcodeInput.press('Enter');
  await expect(popup.page.getByText('The cloud did not accept this passcode.')).toBeVisible();
  await passcodeInput.fill(cloud.passcode());
  await popup.page.getByRole('button', { name: 'Continue' }).click();
  await expect(popup.server('web-01')).toBeVisible();
  // The password, two passcodes, the project.
  expect(signInCalls(cloud) - before).toBeLessThanOrEqual(5);
});

test('an expired password is changed in the settings', async ({ chromium, cloud }) => {
  const settings = await openCloudForm(chromium, { ...demoForm(cloud), userName: 'expired' });
  await settings.save.click();
  const { page } = settings;
  await expect(page.getByText('The password has expired.')).toBeVisible();
  await page.getByLabel('New password', { exact: true }).fill('battery-staple');
  await page.getByLabel('New password again').fill('other');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The two are not the same.')).toBeVisible();
  await page.getByLabel('New password again').fill('battery-staple');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Signed in as expired')).toBeVisible();
  expect(cloud.contents.users.find(({ name }) => name === 'expired')?.password).toBe('battery-staple');
});

for (const accepts of [true, false]) {
  test(`a restricted credential replaces the password, where access rules are ${accepts ? 'known' : 'refused'}`, async ({
    chromium,
    cloud,
  }) => {
    cloud.config.acceptAccessRules = accepts;
    const { page } = await addCloud(chromium, demoForm(cloud));
    await page.getByRole('button', { name: 'Use a restricted application credential instead' }).click();
    await expect(page.getByText('The password is forgotten.')).toBeVisible();
    await expect(page.getByText('The cloud does not support access rules').first()).toBeVisible({ visible: !accepts });
    expect(issuedCredentials(cloud)).toHaveLength(1);
    const popup = await openPopup(chromium);
    await expect(popup.server('web-01')).toBeVisible();
    await popup.page.close();

    if (accepts) {
      // A password replaces it while the cloud refuses to delete it; then another one is issued.
      const fault = { service: 'keystone', method: 'GET', path: '/application_credentials', status: 503 } as const;
      cloud.fail({ ...fault, times: null });
      const settings = settingsPage(page);
      await settings.fill(demoForm(cloud));
      await expect(page.getByText('The password is forgotten.')).toBeHidden();
      await settings.save.click();
      await expect(settings.saved).toBeVisible();
      await page.getByRole('button', { name: 'Use a restricted application credential instead' }).click();
      await expect(page.getByText('The password is forgotten.')).toBeVisible();
      cloud.heal();
      expect(issuedCredentials(cloud)).toHaveLength(2);
    }

    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('listitem')).toHaveText(
      issuedCredentials(cloud)
        .map(({ name }) => new RegExp(name))
        .reverse(),
    );
    await dialog.getByLabel('Password').fill('password');
    await dialog.getByRole('button', { name: 'Remove and delete on the cloud' }).click();
    const outcome = accepts ? 'its application credentials were deleted' : 'its application credential was deleted';
    await expect(page.getByText(`${outcome} on the cloud`)).toBeVisible();
    expect(issuedCredentials(cloud)).toEqual([]);
    expect(cloud.validTokens()).toEqual([]);
  });
}

test('the expiry of the tokens is shown, and signing out revokes them', async ({ chromium, cloud }) => {
  const { page } = await addCloud(chromium, demoForm(cloud));
  const tokens = page.getByRole('region', { name: 'Tokens' });
  await expect(tokens.getByText(/until .*, from password/).first()).toBeVisible();
  await tokens.getByRole('button', { name: 'Sign out' }).click();
  await expect(tokens.getByText('Signed out. The tokens were revoked.')).toBeVisible();
  expect(cloud.validTokens()).toEqual([]);
});
