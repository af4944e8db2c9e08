import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { CHROMIUM_FLAGS } from '@/tests/tools/browser-flags';
import { CHROMIUM_EXTENSION } from '@/tests/tools/build';

export interface LaunchOptions {
  /** path of the browser */
  executablePath: string;
  /** folder of the profile; the caller removes it */
  userDataDir: string;
  /** folders of unpacked extensions, this one first */
  extensions?: string[];
  headless?: boolean;
  /** language of the browser and so of the extension, such as `zh-CN` */
  language?: string;
  colorScheme?: 'light' | 'dark';
  /** null: as large as the window */
  viewport?: { width: number; height: number } | null;
  env?: Record<string, string>;
}

/** A real Chromium with the built extension in it. */
export interface Chromium {
  context: BrowserContext;
  extensionId: string;
  userDataDir: string;
  language: string;
  /** opens a page of the extension, such as `popup.html`, in a tab of its own */
  open(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** Starts the browser with the built extension, and waits until its background runs. */
export async function launchChromium(options: LaunchOptions): Promise<Chromium> {
  const extensions = (options.extensions ?? [CHROMIUM_EXTENSION]).map((folder) => resolve(folder));
  const language = options.language ?? 'en-US';
  const context = await chromium.launchPersistentContext(options.userDataDir, {
    executablePath: options.executablePath,
    headless: options.headless ?? true,
    // Playwright's own flag would disable extensions loaded through the debugger.
    ignoreDefaultArgs: ['--disable-extensions'],
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.viewport === undefined ? { width: 1280, height: 800 } : options.viewport,
    // Without the system's package of translations, the browser would report English to pages.
    locale: language,
    // On Linux the browser's language is set here, on other systems by --lang.
    env: { ...definedEnv(), LANGUAGE: language.replace('-', '_'), ...options.env },
    args: [
      `--lang=${language}`,
      ...CHROMIUM_FLAGS,
      `--disable-extensions-except=${extensions.join()}`,
      `--load-extension=${extensions.join()}`,
      // Software rendering of a GPU costs a quarter of a test's time.
      '--disable-gpu',
      '--disable-software-rasterizer',
      // For a second client: see real-popup.ts.
      '--remote-debugging-port=0',
      // Branded Chrome accepts unpacked extensions only through the debugger.
      '--enable-unsafe-extension-debugging',
    ],
  });
  const extensionId = await installedId(context, extensions);
  return {
    context,
    extensionId,
    userDataDir: options.userDataDir,
    language,
    async open(path) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/${path}`);
      return page;
    },
    close: () => context.close(),
  };
}

/** The extension's id, once its worker runs; where the browser ignored the command line, it is loaded through the debugger. */
async function installedId(context: BrowserContext, extensions: string[]): Promise<string> {
  const worker =
    context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 5_000 }).catch(() => null));
  if (worker !== null) return new URL(worker.url()).host;
  const browser = context.browser();
  if (browser === null) throw new Error('The browser has no debugger to load the extension with.');
  const session = await browser.newBrowserCDPSession();
  const ids: string[] = [];
  for (const path of extensions) ids.push((await session.send('Extensions.loadUnpacked', { path })).id);
  return ids[0] ?? '';
}

/**
 * The id that Chromium gives an unpacked extension: the hash of its path, in the letters a to p
 * (extensions/common/extension.cc, `GenerateIdForPath`).
 */
export function idOfUnpacked(folder: string): string {
  const hash = createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32);
  return [...hash].map((digit) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16))).join('');
}

/** A fresh profile folder; `remove` when done. */
export async function freshProfile(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'novnc-profile-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** An open page of the extension. @throws Error where there is none */
export function extensionPage(chromium: Chromium): Page {
  const origin = `chrome-extension://${chromium.extensionId}/`;
  const page = chromium.context.pages().find((open) => open.url().startsWith(origin));
  if (page === undefined) throw new Error('No page of the extension is open.');
  return page;
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
