import type { Chromium } from './chromium';

/**
 * Asks the extension to open the last console again, as its popup does. The key that does the same is pressed in
 * desktop/: key presses of a driver never reach an extension's commands.
 */
export async function reopenLastConsole(chromium: Chromium): Promise<void> {
  const page = await chromium.open('options.html');
  await page.evaluate(async () => {
    const message = {
      id: 1,
      type: 'reopenLastConsole',
      data: { requestId: crypto.randomUUID() },
      timestamp: Date.now(),
    };
    await chrome.runtime.sendMessage(message);
  });
  await page.close();
}
