import { logInToDashboard, openDashboard } from '@/tests/e2e/support/dashboard';
import { expect, test } from '@/tests/e2e/support/desktop-fixtures';
import { openConsole } from '@/tests/e2e/support/journey';
import { findRealPopup } from '@/tests/e2e/support/real-popup';
import { settingsPage } from '@/tests/e2e/support/settings-page';

// The shortcut gives the popup access to the active tab, as a click on the toolbar button does.
test('on a tab with Horizon, the popup enables it and saves its cloud', async ({ desktop, chromium, cloud }) => {
  await logInToDashboard(chromium, cloud);
  const list = await openDashboard(chromium, `${cloud.horizonUrl}project/instances/`);
  await list.page.bringToFront();
  await expect(list.page.locator('table#instances')).toBeVisible();

  desktop.press('alt+shift+o');
  const popup = await findRealPopup(chromium);
  await expect(popup.page.getByRole('button', { name: 'Add a cloud' })).toBeVisible();
  await popup.page.getByRole('button', { name: 'Enable on this dashboard' }).click();
  await expect(list.button('real-console')).toBeVisible();
  await popup.detach();
  await list.page.bringToFront();
  await openConsole(chromium, () => list.button('real-console').click());

  await list.page.bringToFront();
  desktop.press('alt+shift+o');
  const again = await findRealPopup(chromium);
  const [page] = await Promise.all([
    chromium.context.waitForEvent('page'),
    again.page.getByRole('button', { name: 'Save this cloud' }).click(),
  ]);
  const settings = settingsPage(page);
  await expect(settings.field('Auth URL')).toHaveValue(cloud.authUrl);
  await again.detach();
});
