import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { FIREFOX_EXTENSION } from '@/tests/tools/build';

/** A real Firefox with the built extension, over WebDriver BiDi: Playwright cannot drive a stock Firefox. */
export interface Firefox {
  browser: Browser;
  /** opens a page of the extension, such as `popup.html`, in a tab of its own */
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

/**
 * Starts Firefox with the built extension. Its permission prompt is accepted automatically.
 *
 * @param profile a folder and the extension's UUID in it, to start the same Firefox again
 */
export async function launchFirefox(
  executablePath: string,
  headless: boolean,
  profile?: { folder: string; uuid: string },
): Promise<Firefox> {
  const uuid = profile?.uuid ?? randomUUID();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless,
    ...(profile && { userDataDir: profile.folder }),
    // Without it a driver cannot open moz-extension: pages.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [await geckoId()]: uuid }),
      'extensions.webextOptionalPermissionPrompts': false,
      // An extension installed by a driver is removed with the process; its storage stays.
      'extensions.webextensions.keepStorageOnUninstall': true,
      'extensions.webextensions.keepUuidOnUninstall': true,
    },
  });
  await browser.installExtension(resolve(FIREFOX_EXTENSION));
  return {
    browser,
    async open(path) {
      const page = await browser.newPage();
      // Firefox does not send puppeteer's load events for these pages.
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
