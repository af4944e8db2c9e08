import type { Locator } from '@playwright/test';
import { expect, test } from '@/tests/e2e/support/desktop-fixtures';
import { demoForm, openCloudForm } from '@/tests/e2e/support/journey';

test.use({ consent: false });

/** The prompt's button "Allow" in a window of 1280 by 900. */
const ALLOW = { x: 809, y: 256 };

test(`the browser's permission prompt: "Deny" shows an error and changes nothing, "Allow" saves the cloud`, async ({
  desktop,
  chromium,
  cloud,
}) => {
  const settings = await openCloudForm(chromium, demoForm(cloud));
  const bright = await desktop.brightness();

  await ask();
  // "Deny" has the focus at first.
  await answer(() => desktop.press('Return'), settings.page.getByText('Access was not allowed.'));
  expect(cloud.requests).toEqual([]);
  await expect(settings.field('User name')).toHaveValue('demo');

  await ask();
  await answer(() => desktop.click(ALLOW.x, ALLOW.y), settings.saved);

  /** Answers until it takes effect: the browser ignores input in the first half second. */
  async function answer(act: () => void, effect: Locator): Promise<void> {
    await expect(async () => {
      act();
      await expect(effect).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 15_000 });
  }

  /** Clicks Save and waits for the prompt, which darkens the window. */
  async function ask(): Promise<void> {
    await expect.poll(() => desktop.brightness()).toBeGreaterThan(bright * 0.95);
    await settings.save.click();
    await expect.poll(() => desktop.brightness(), { message: 'the prompt is open' }).toBeLessThan(bright * 0.6);
  }
});
