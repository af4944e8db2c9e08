import type { Page } from '@playwright/test';

/**
 * Asks the extension, from one of its pages, to open the last console again, as its popup does. The key that does the
 * same is pressed in desktop/: key presses of a driver never reach an extension's commands.
 */
export async function reopenLastConsole(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await chrome.runtime.sendMessage({ name: 'reopenLastConsole', data: { requestId: crypto.randomUUID() } });
  });
}
