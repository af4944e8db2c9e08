import type { Page } from '@playwright/test';

/**
 * Sends the popup's message to reopen the last console. The shortcut for it is tested in desktop/:
 * a driver's key presses do not reach an extension's commands.
 */
export async function reopenLastConsole(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await chrome.runtime.sendMessage({ name: 'reopenLastConsole', data: { requestId: crypto.randomUUID() } });
  });
}
