import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type Locator, type Page, chromium as playwrightChromium } from '@playwright/test';
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
  return findRealPopup(chromium);
}

/** Clicks what closes the popup, and waits until it is gone. */
export async function clickThatCloses(target: Locator): Promise<void> {
  const closed = target.page().waitForEvent('close');
  // The page may be gone before the driver has heard that its click was heard.
  await Promise.all([
    closed,
    target.click().catch((error: unknown) => (target.page().isClosed() ? undefined : Promise.reject(error))),
  ]);
}

/** The toolbar's popup that is open or about to be. */
export async function findRealPopup(chromium: Chromium): Promise<RealPopup> {
  const [port] = (await readFile(join(chromium.userDataDir, 'DevToolsActivePort'), 'utf8')).split('\n');
  const deadline = Date.now() + 5_000;
  do {
    // A client sees the popup only if it connects while it is open: so each look is a new connection.
    const browser = await playwrightChromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const page = popupOf(browser);
    if (page !== undefined) return { page, detach: () => browser.close() };
    await browser.close();
  } while (Date.now() < deadline);
  throw new Error('The toolbar popup did not open.');
}

function popupOf(browser: Browser): Page | undefined {
  const pages = browser.contexts().flatMap((context) => context.pages());
  return pages.find((page) => page.url().endsWith('/popup.html'));
}
