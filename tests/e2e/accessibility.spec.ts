import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, openPopup } from './support/journey';
import { SettingsPage } from './support/settings-page';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the popup has no barrier: first run, servers, error', async ({ chromium, cloud }) => {
      const empty = await openPopup(chromium);
      await expect(empty.page.getByRole('button', { name: 'Add a cloud' })).toBeVisible();
      expect(await barriers(empty.page)).toEqual([]);
      await addCloud(chromium, demoForm(cloud));

      const popup = await openPopup(chromium);
      await expect(popup.status).toHaveText(/servers$/);
      expect(await barriers(popup.page)).toEqual([]);
      await popup.server('build-runner-7').click();
      await expect(popup.alert).toBeVisible();
      expect(await barriers(popup.page)).toEqual([]);
    });

    test('the settings have no barrier: first run, form, error, saved', async ({ chromium, cloud }) => {
      const settings = new SettingsPage(await chromium.open('options.html'));
      await expect(settings.addCloud.first()).toBeVisible();
      expect(await barriers(settings.page)).toEqual([]);
      await settings.addCloud.first().click();
      await settings.fill({ ...demoForm(cloud), password: 'wrong' });
      await settings.save.click();
      await expect(settings.secret('Password')).toHaveAttribute('aria-invalid', 'true');
      expect(await barriers(settings.page)).toEqual([]);
      await settings.secret('Password').fill('password');
      await settings.save.click();
      await expect(settings.saved).toBeVisible();
      expect(await barriers(settings.page)).toEqual([]);
    });
  });
}

/** What axe finds, in short. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
