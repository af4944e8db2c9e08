import type { Page } from '@playwright/test';
import type { Chromium } from '@/tests/e2e/support/chromium';
import { enableDashboard, logInToDashboard } from '@/tests/e2e/support/dashboard';
import { expect, test } from '@/tests/e2e/support/fixtures';
import { openConsole, openPopup } from '@/tests/e2e/support/journey';
import { settingsPage } from '@/tests/e2e/support/settings-page';
import type { FakeCloud } from '@/tests/fake-cloud';

/** Enables the dashboard, which grants access to it, and opens the form with what it says. */
async function openForm(chromium: Chromium, cloud: FakeCloud): Promise<Page> {
  const page = await enableDashboard(chromium, cloud.horizonUrl);
  await page.goto(`${page.url().split('#')[0]}#from=${encodeURIComponent(cloud.horizonUrl)}`);
  await page.reload();
  return page;
}

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
      const page = await openForm(chromium, cloud);

      const settings = settingsPage(page);
      await expect(settings.field('Auth URL')).toHaveValue(cloud.authUrl);
      await expect(settings.field('User name')).toHaveValue('demo');
      await expect(settings.field('User domain')).toHaveValue('Default');
      await expect(settings.field('Project')).toHaveValue('demo');
      await expect(settings.field('Dashboard of this cloud')).toHaveValue(cloud.horizonUrl);
      await settings.secret('Password').fill('password');
      await settings.save.click();
      await expect(settings.saved).toBeVisible();
      const popup = await openPopup(chromium);
      await openConsole(chromium, () => popup.server('real-console').click());
    });
  });
}

test('without a login, the form is shown with the error', async ({ chromium, cloud }) => {
  const page = await openForm(chromium, cloud);
  await expect(page.getByRole('alert')).toContainText('Your session in Horizon has ended.');
  await expect(settingsPage(page).field('Auth URL')).toBeVisible();
});
