import { expect, type Page } from '@playwright/test';
import type { Chromium } from '@/tests/e2e/support/chromium';
import { logInToDashboard } from '@/tests/e2e/support/dashboard';
import type { FakeCloud } from '@/tests/fake-cloud';

/** Saves a picture of a page under this name. */
export type Shoot = (page: Page, name: string) => Promise<void>;

/** Pictures of the button in Horizon's list and detail page in each theme, of a failure, and of the settings. */
export async function shootDashboard(chromium: Chromium, cloud: FakeCloud, shoot: Shoot): Promise<void> {
  cloud.config.horizonLanguage = chromium.language.startsWith('zh') ? 'zh-hans' : 'en';
  await logInToDashboard(chromium, cloud);
  const settings = await chromium.open('options.html#new');
  await settings.locator('#dashboard-url').fill(cloud.horizonUrl);
  await settings.locator('#dashboard-url').press('Enter');
  await expect(settings.getByText(cloud.horizonUrl)).toBeVisible();
  const page = await chromium.context.newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const theme of ['default', 'material'] as const) {
    cloud.config.horizonTheme = theme;
    await page.goto(`${cloud.horizonUrl}project/instances/`);
    await expect(page.locator('[data-novnc-for-openstack]').first()).toBeVisible();
    await expect(page.locator('[data-novnc-for-openstack][aria-disabled=true]').first()).toBeVisible();
    await shoot(page, `horizon-list-${theme}`);
    await page.goto(`${cloud.horizonUrl}project/instances/${cloud.server('real-console').id}/`);
    await expect(page.locator('[data-novnc-for-openstack]')).toHaveCount(1);
    await shoot(page, `horizon-detail-${theme}`);
    cloud.fail({ service: 'nova', status: 403, path: 'remote-consoles' });
    await page.locator('button[data-novnc-for-openstack]').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await shoot(page, `horizon-failure-${theme}`);
  }
  await settings.reload();
  await expect(settings.locator('.activity li').first()).toBeVisible();
  await settings.locator('.activity').scrollIntoViewIfNeeded();
  await shoot(settings, 'settings-dashboards');
  await settings.close();
  await page.close();
}
