import type { Page } from '@playwright/test';
import type { Desktop } from '@/tests/e2e/support/desktop';
import { expect, test } from '@/tests/e2e/support/desktop-fixtures';
import { addCloud, demoForm, newTab, openConsoleOnce } from '@/tests/e2e/support/journey';
import { expectPicture } from '@/tests/e2e/support/picture';
import { findRealPopup } from '@/tests/e2e/support/real-popup';
import { shortcutOf } from '@/tests/e2e/support/shortcut';
import { killWorker } from '@/tests/e2e/support/worker';

test('the key opens the last console again, and wakes a worker that is gone', async ({ desktop, chromium, cloud }) => {
  const { settings, console } = await openConsoleOnce(chromium, cloud);
  await console.close();
  await killWorker(chromium);
  await settings.page.bringToFront();

  const again = await newTab(chromium, () => pressKeyOf('reopen-last-console', settings.page, desktop));
  await expectPicture(again);
});

test('the key works after a restart of the browser', async ({ desktop, launch, chromium, cloud }) => {
  await openConsoleOnce(chromium, cloud, 'On this device');
  await chromium.close();

  const restarted = await launch();
  const page = await restarted.open('options.html');
  await page.bringToFront();
  await expectPicture(await newTab(restarted, () => pressKeyOf('reopen-last-console', page, desktop)));
});

test('the key opens the popup', async ({ desktop, chromium, cloud }) => {
  const settings = await addCloud(chromium, demoForm(cloud));
  await settings.page.bringToFront();
  await pressKeyOf('_execute_action', settings.page, desktop);
  const popup = await findRealPopup(chromium);
  await expect(popup.page.getByRole('searchbox', { name: 'Search servers' })).toBeFocused();
  await popup.detach();
});

/** Presses the key that the browser has given to a command of the extension; it gives none that it needs itself. */
async function pressKeyOf(command: string, page: Page, desktop: Desktop): Promise<void> {
  const keys = await shortcutOf(command, page);
  expect(keys, `the browser has a key for ${command}`).toMatch(/^Alt\+Shift\+[A-Z]$/);
  desktop.press(keys.toLowerCase());
}
