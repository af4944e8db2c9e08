import { logInToDashboard } from '@/tests/e2e/support/dashboard';
import { expect, test } from '@/tests/e2e/support/fixtures';
import { newTab, openPopup } from '@/tests/e2e/support/journey';
import { expectPicture } from '@/tests/e2e/support/picture';
import { SettingsPage } from '@/tests/e2e/support/settings-page';

for (const [source, horizonOff] of [
  ['clouds.yaml', []],
  ['openrc', ['cloudsYaml']],
  ['the table of endpoints', ['cloudsYaml', 'openrc']],
  ['the REST answers', ['cloudsYaml', 'openrc', 'endpoints']],
] as const) {
  test.describe(`from ${source}`, () => {
    test.use({ cloudOptions: { horizonOff: [...horizonOff] } });
    test('a cloud is saved with its password alone', async ({ chromium, cloud }) => {
      await logInToDashboard(chromium, cloud);
      const page = await chromium.open('options.html');
      // Enabling it grants access to the dashboard.
      await page.getByRole('textbox', { name: 'Dashboard URL' }).fill(cloud.horizonUrl);
      await page.getByRole('button', { name: 'Enable', exact: true }).click();
      await expect(page.getByText('Enabled:')).toBeVisible();
      await page.goto(`${page.url().split('#')[0]}#from=${encodeURIComponent(cloud.horizonUrl)}`);
      await page.reload();

      const settings = new SettingsPage(page);
      await expect(settings.field('Auth URL')).toHaveValue(cloud.authUrl);
      await expect(settings.field('User name')).toHaveValue('demo');
      await expect(settings.field('User domain')).toHaveValue('Default');
      await expect(settings.field('Project')).toHaveValue('demo');
      await expect(settings.field('Dashboard of this cloud')).toHaveValue(cloud.horizonUrl);
      await settings.secret('Password').fill('password');
      await settings.save.click();
      await expect(settings.saved).toBeVisible();
      const popup = await openPopup(chromium);
      await expectPicture(await newTab(chromium, () => popup.server('real-console').click()));
    });
  });
}

test('without a login, the form is shown with the error', async ({ chromium, cloud }) => {
  const page = await chromium.open('options.html');
  await page.getByRole('textbox', { name: 'Dashboard URL' }).fill(cloud.horizonUrl);
  await page.getByRole('button', { name: 'Enable', exact: true }).click();
  await expect(page.getByText('Enabled:')).toBeVisible();
  await page.goto(`${page.url().split('#')[0]}#from=${encodeURIComponent(cloud.horizonUrl)}`);
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('Your session in Horizon has ended.');
  await expect(new SettingsPage(page).field('Auth URL')).toBeVisible();
});
