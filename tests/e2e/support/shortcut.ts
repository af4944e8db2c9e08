import type { Page } from '@playwright/test';

/** The browser's shortcut for a command of the extension, such as `Alt+Shift+O`; empty: none. */
export function shortcutOf(command: string, extensionPage: Page): Promise<string> {
  return extensionPage.evaluate(async (name) => {
    const commands = await chrome.commands.getAll();
    return commands.find((known) => known.name === name)?.shortcut ?? '';
  }, command);
}
