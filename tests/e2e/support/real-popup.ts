import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, type Locator, type Page, chromium as playwrightChromium } from '@playwright/test';
import type { Chromium } from './chromium';

/** The toolbar's popup, not popup.html in a tab. */
export interface RealPopup {
  page: Page;
  /** disconnects the second client */
  detach(): Promise<void>;
}

/**
 * Opens the toolbar's popup over the active tab. The client that started the browser never sees a popup; one that
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

/** Clicks what closes the popup, and waits until it has closed. */
export async function clickThatCloses(target: Locator): Promise<void> {
  const closed = target.page().waitForEvent('close');
  // The page can close before the driver gets the result of its click.
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
    // A client sees the popup only if it connects while it is open, hence a new connection each time.
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
