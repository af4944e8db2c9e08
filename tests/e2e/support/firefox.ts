import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { FIREFOX_EXTENSION } from '@/tests/tools/build';

/** A real Firefox with the built extension in it, driven over WebDriver BiDi: Playwright cannot drive a stock Firefox. */
export interface Firefox {
  browser: Browser;
  /** opens a page of the extension, such as `popup.html`, in a tab of its own */
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Starts Firefox with the extension that `npm run build` left. Its permission prompt answers yes by itself.
 *
 * @param kept a profile's folder, and the part of the extension's address there, to start the same Firefox again
 */
export async function launchFirefox(
  executablePath: string,
  headless: boolean,
  kept?: { folder: string; uuid: string },
): Promise<Firefox> {
  const uuid = kept?.uuid ?? randomUUID();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless,
    ...(kept && { userDataDir: kept.folder }),
    // Without it Firefox refuses to open moz-extension: pages for a driver.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [await geckoId()]: uuid }),
      'extensions.webextOptionalPermissionPrompts': false,
      // What is installed by a driver goes with its process; what it has stored stays, as that of any extension does.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
    },
  });
  await browser.installExtension(resolve(FIREFOX_EXTENSION));
  return {
    browser,
    async open(path) {
      const page = await browser.newPage();
      // The events that puppeteer waits for are not sent for these pages.
      await page.goto(`moz-extension://${uuid}/${path}`, { waitUntil: [] });
      return page;
    },
    close: () => browser.close(),
  };
}

async function geckoId(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(FIREFOX_EXTENSION, 'manifest.json'), 'utf8'));
  const { browser_specific_settings: settings } = manifest as {
    browser_specific_settings: { gecko: { id: string } };
  };
  return settings.gecko.id;
}
