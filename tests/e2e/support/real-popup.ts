import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, expect, type Page, chromium as playwrightChromium } from '@playwright/test';
import type { Chromium } from './chromium';

/** The popup that hangs from the toolbar, not popup.html in a tab. */
export interface RealPopup {
  page: Page;
  /** ends the second client; the browser goes on */
  detach(): Promise<void>;
}

/**
 * Opens the toolbar's popup over the tab in front. The client that started the browser never sees a popup; one that
 * connects while it is open does.
 */
export async function openRealPopup(chromium: Chromium): Promise<RealPopup> {
  const host = chromium.context.pages().find((page) => !page.url().startsWith('chrome-extension://'));
  await host?.bringToFront();
  const opener =
    chromium.context.serviceWorkers()[0] ?? (await chromium.context.waitForEvent('serviceworker', { timeout: 5_000 }));
  await opener.evaluate(() => chrome.action.openPopup());
  const [port] = (await readFile(join(chromium.userDataDir, 'DevToolsActivePort'), 'utf8')).split('\n');
  const browser = await playwrightChromium.connectOverCDP(`http://127.0.0.1:${port}`);
  return { page: await popupPage(browser), detach: () => browser.close() };
}

async function popupPage(browser: Browser): Promise<Page> {
  const find = () =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => page.url().endsWith('/popup.html'));
  await expect.poll(find, { message: 'the toolbar popup is open', timeout: 5_000 }).toBeDefined();
  const page = find();
  if (page === undefined) throw new Error('The popup closed again.');
  return page;
}
