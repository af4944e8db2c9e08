import { expect, test } from '@/tests/e2e/support/desktop-fixtures';
import { demoForm } from '@/tests/e2e/support/journey';
import { SettingsPage } from '@/tests/e2e/support/settings-page';

test.use({ consent: false });

test("the browser's own question: no is explained and changes nothing, yes goes on", async ({
  desktop,
  chromium,
  cloud,
}) => {
  const settings = new SettingsPage(await chromium.open('options.html'));
  await settings.addCloud.first().click();
  await settings.fill(demoForm(cloud));

  await ask();
  // The prompt opens with "Deny" chosen.
  desktop.press('Return');
  await expect(settings.page.getByText('Access was not allowed.')).toBeVisible();
  expect(cloud.requests).toEqual([]);

  await ask();
  desktop.press('Tab');
  desktop.press('Return');
  await expect(settings.saved).toBeVisible();

  async function ask(): Promise<void> {
    const before = desktop.windows();
    await settings.save.click();
    await expect.poll(() => desktop.windows(), { message: 'the prompt is open' }).toBeGreaterThan(before);
  }
});
