import { violations } from './support/axe';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, openPopup } from './support/journey';
import { settingsPage } from './support/settings-page';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('the popup has no axe violation: first run, servers, error', async ({ chromium, cloud }) => {
      const empty = await openPopup(chromium);
      await expect(empty.page.getByRole('button', { name: 'Add a cloud' })).toBeVisible();
      expect(await violations(empty.page)).toEqual([]);
      await addCloud(chromium, demoForm(cloud));

      const popup = await openPopup(chromium);
      await expect(popup.status).toHaveText(/servers$/);
      expect(await violations(popup.page)).toEqual([]);
      await popup.server('build-runner-7').click();
      await expect(popup.alert).toBeVisible();
      expect(await violations(popup.page)).toEqual([]);
    });

    test('the settings page has no axe violation: first run, form, error, saved', async ({ chromium, cloud }) => {
      const settings = settingsPage(await chromium.open('options.html'));
      await expect(settings.addCloud.first()).toBeVisible();
      expect(await violations(settings.page)).toEqual([]);
      await settings.addCloud.first().click();
      await settings.fill({ ...demoForm(cloud), password: 'wrong' });
      await settings.save.click();
      await expect(settings.secret('Password')).toHaveAttribute('aria-invalid', 'true');
      expect(await violations(settings.page)).toEqual([]);
      await settings.secret('Password').fill('password');
      await settings.save.click();
      await expect(settings.saved).toBeVisible();
      expect(await violations(settings.page)).toEqual([]);
    });
  });
}
