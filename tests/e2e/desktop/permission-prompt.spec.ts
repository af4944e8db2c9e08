import type { Locator } from '@playwright/test';
import { expect, test } from '@/tests/e2e/support/desktop-fixtures';
import { demoForm } from '@/tests/e2e/support/journey';
import { SettingsPage } from '@/tests/e2e/support/settings-page';

test.use({ consent: false });

/** Where the question has its button "Allow" in a window of 1280 by 900. */
const ALLOW = { x: 809, y: 256 };

test("the browser's own question: no is explained and changes nothing, yes goes on", async ({
  desktop,
  chromium,
  cloud,
}) => {
  const settings = new SettingsPage(await chromium.open('options.html'));
  await settings.addCloud.first().click();
  await settings.fill(demoForm(cloud));
  const bright = await desktop.brightness();

  await ask();
  // The question opens with "Deny" chosen.
  await answer(() => desktop.press('Return'), settings.page.getByText('Access was not allowed.'));
  expect(cloud.requests).toEqual([]);
  await expect(settings.field('User name')).toHaveValue('demo');

  await ask();
  await answer(() => desktop.click(ALLOW.x, ALLOW.y), settings.saved);

  /** Answers until that takes effect: for half a second the browser ignores it, lest it is done by chance. */
  async function answer(act: () => void, effect: Locator): Promise<void> {
    await expect(async () => {
      act();
      await expect(effect).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 15_000 });
  }

  /** Clicks Save and waits for the question: the window grows dark behind it. */
  async function ask(): Promise<void> {
    await expect.poll(() => desktop.brightness()).toBeGreaterThan(bright * 0.95);
    await settings.save.click();
    await expect.poll(() => desktop.brightness(), { message: 'the question is open' }).toBeLessThan(bright * 0.6);
  }
});
