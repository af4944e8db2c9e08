import type { Page } from '@playwright/test';
import type { Desktop } from '@/tests/e2e/support/desktop';
import { expect, test } from '@/tests/e2e/support/desktop-fixtures';
import { addCloud, demoForm, openConsole, openConsoleOnce } from '@/tests/e2e/support/journey';
import { findRealPopup } from '@/tests/e2e/support/real-popup';
import { shortcutOf } from '@/tests/e2e/support/shortcut';
import { killWorker } from '@/tests/e2e/support/worker';

test('the shortcut reopens the last console, also when the worker has ended', async ({ desktop, chromium, cloud }) => {
  const { settings, console } = await openConsoleOnce(chromium, cloud);
  await console.close();
  await killWorker(chromium);
  await settings.page.bringToFront();

  await openConsole(chromium, () => pressShortcutOf('reopen-last-console', settings.page, desktop));
});

test('the shortcut works after a restart of the browser', async ({ desktop, launch, chromium, cloud }) => {
  await openConsoleOnce(chromium, cloud, 'On this device');
  await chromium.close();

  const restarted = await launch();
  const page = await restarted.open('options.html');
  await page.bringToFront();
  await openConsole(restarted, () => pressShortcutOf('reopen-last-console', page, desktop));
});

test('the shortcut opens the popup', async ({ desktop, chromium, cloud }) => {
  const settings = await addCloud(chromium, demoForm(cloud));
  await settings.page.bringToFront();
  await pressShortcutOf('_execute_action', settings.page, desktop);
  const popup = await findRealPopup(chromium);
  await expect(popup.page.getByRole('searchbox', { name: 'Search servers' })).toBeFocused();
  await popup.detach();
});

/** Presses the shortcut that the browser has assigned to a command of the extension. */
async function pressShortcutOf(command: string, page: Page, desktop: Desktop): Promise<void> {
  const keys = await shortcutOf(command, page);
  expect(keys, `the browser has a key for ${command}`).toMatch(/^Alt\+Shift\+[A-Z]$/);
  desktop.press(keys.toLowerCase());
}
