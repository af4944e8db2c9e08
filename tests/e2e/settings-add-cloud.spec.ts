import { APPLICATION_CREDENTIAL_SECRET } from '@/tests/fake-cloud/seed/users';
import { signInCalls } from './support/calls';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, openCloudForm, openPopup, openPopupWithCloud } from './support/journey';

test('a cloud is added with a password, and the popup lists its servers', async ({ chromium, cloud }) => {
  const settings = await addCloud(chromium, demoForm(cloud));
  await expect(settings.page.getByText('Signed in as demo')).toBeVisible();

  const popup = await openPopup(chromium);
  await expect(popup.cloud).toHaveCount(1);
  await expect(popup.server('web-01')).toBeVisible();
});

test('a cloud is added with an application credential', async ({ chromium, cloud }) => {
  const credential = cloud.contents.applicationCredentials[0];
  await addCloud(chromium, {
    name: 'Demo cloud',
    authUrl: cloud.authUrl,
    signInWith: 'Application credential',
    applicationCredentialId: credential?.id ?? '',
    applicationCredentialSecret: APPLICATION_CREDENTIAL_SECRET,
  });

  const popup = await openPopup(chromium);
  await expect(popup.server('web-01')).toBeVisible();
});

test.describe('an error is shown at its field', () => {
  test('a wrong password, sent once', async ({ chromium, cloud }) => {
    const settings = await openCloudForm(chromium, { ...demoForm(cloud), password: 'wrong' });
    await settings.save.click();

    const password = settings.secret('Password');
    await expect(password).toHaveAttribute('aria-invalid', 'true');
    await expect(password).toHaveAccessibleErrorMessage(/did not accept this sign-in/);
    await expect(settings.saved).toBeHidden();
    expect(signInCalls(cloud)).toBe(1);
    // The other fields keep their values.
    await expect(settings.field('User name')).toHaveValue('demo');
    await settings.secret('Password').fill('password');
    await settings.save.click();
    await expect(settings.saved).toBeVisible();
  });

  test('an auth URL that is no URL', async ({ chromium, cloud }) => {
    const settings = await openCloudForm(chromium, { ...demoForm(cloud), authUrl: 'not an address' });
    await settings.save.click();

    await expect(settings.field('Auth URL')).toHaveAccessibleErrorMessage(/Type a web address/);
    expect(cloud.requests).toEqual([]);
  });

  test('an auth URL without Keystone', async ({ chromium, cloud }) => {
    cloud.fail({ service: 'keystone', status: 200, body: 'html', times: null });
    const settings = await openCloudForm(chromium, demoForm(cloud));
    await settings.save.click();

    await expect(settings.field('Auth URL')).toHaveAccessibleErrorMessage(/not the OpenStack API|No Keystone answers/);
    await expect(settings.saved).toBeHidden();
  });

  test('an unknown application credential', async ({ chromium, cloud }) => {
    const settings = await openCloudForm(chromium, {
      name: 'Demo cloud',
      authUrl: cloud.authUrl,
      signInWith: 'Application credential',
      applicationCredentialId: 'unknown',
      applicationCredentialSecret: 'wrong',
    });
    await settings.save.click();

    await expect(settings.field('Application credential ID')).toHaveAccessibleErrorMessage(
      /did not accept this application credential/,
    );
  });

  test('a required field', async ({ chromium, cloud }) => {
    const settings = await openCloudForm(chromium, { ...demoForm(cloud), userName: '' });
    await settings.save.click();

    await expect(settings.field('User name')).toHaveAccessibleErrorMessage('Please fill this in.');
    await expect(settings.field('User name')).toBeFocused();
  });
});

test('a cloud is edited without typing its password again', async ({ chromium, cloud }) => {
  const settings = await addCloud(chromium, demoForm(cloud));
  await settings.field('Name').fill('Renamed cloud');
  await settings.save.click();
  await expect(settings.saved).toBeVisible();

  const popup = await openPopup(chromium);
  await expect(popup.cloud.locator('option')).toHaveText(['Renamed cloud']);
  await expect(popup.server('web-01')).toBeVisible();
});

test('"Test sign-in" saves nothing', async ({ chromium, cloud }) => {
  const settings = await openCloudForm(chromium, demoForm(cloud));
  await settings.page.getByRole('button', { name: 'Test sign-in' }).click();
  await expect(settings.page.getByText('Sign-in works. Nothing was saved.')).toBeVisible();

  const popup = await openPopup(chromium);
  await expect(popup.page.getByRole('button', { name: 'Add a cloud' })).toBeVisible();
});

test('removing a cloud revokes its tokens', async ({ chromium, cloud }) => {
  const { settings, popup } = await openPopupWithCloud(chromium, cloud);
  await popup.page.close();

  await settings.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await settings.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(settings.page.getByText('Demo cloud was removed and its tokens were revoked.')).toBeVisible();
  expect(cloud.validTokens()).toEqual([]);

  const after = await openPopup(chromium);
  await expect(after.page.getByRole('button', { name: 'Add a cloud' })).toBeVisible();
});
