import { test as base } from '@playwright/test';
import { type FakeCloud, type FakeCloudOptions, startFakeCloud } from '@/tests/fake-cloud';
import { CHROMIUM_EXTENSION } from '@/tests/tools/build';
import { findBrowser } from '@/tests/tools/find-browser';
import { type Chromium, freshProfile, type LaunchOptions, launchChromium } from './chromium';
import { consentTo } from './host-access';

/** Match pattern of the fake cloud's hosts. */
export const LOOPBACK = 'http://127.0.0.1/*';

interface Fixtures {
  /** language of the browser */
  language: string;
  /** access to the fake cloud's hosts is granted when the extension asks for it */
  consent: boolean;
  cloudOptions: FakeCloudOptions;
  cloud: FakeCloud;
  /** folders of the extensions in the browser, this one first */
  extensions: string[];
  /** headless by default; see desktop-fixtures.ts */
  window: Pick<LaunchOptions, 'headless' | 'env'>;
  /** starts the browser with this test's profile; after `close()`, restarts it */
  launch: () => Promise<Chromium>;
  chromium: Chromium;
}

/** Each test has its own cloud, profile and browser. */
export const test = base.extend<Fixtures>({
  language: ['en-US', { option: true }],
  consent: [true, { option: true }],
  cloudOptions: [{}, { option: true }],

  cloud: async ({ cloudOptions }, use) => {
    const cloud = await startFakeCloud(cloudOptions);
    await use(cloud);
    await cloud.close();
  },

  extensions: [[CHROMIUM_EXTENSION], { option: true }],

  window: [{}, { option: true }],

  launch: async ({ language, colorScheme, window, extensions }, use) => {
    const executablePath = findBrowser('chromium');
    if (executablePath === null) throw new Error('No Chromium: `npm test` installs one, or set CHROME_PATH.');
    const profile = await freshProfile();
    const launched: Chromium[] = [];
    await use(async () => {
      const scheme = colorScheme === 'dark' ? 'dark' : 'light';
      const launchedBrowser = await launchChromium({
        executablePath,
        userDataDir: profile.path,
        language,
        colorScheme: scheme,
        extensions,
        ...window,
      });
      launched.push(launchedBrowser);
      return launchedBrowser;
    });
    for (const launchedBrowser of launched) await launchedBrowser.close();
    await profile.remove();
  },

  chromium: async ({ launch, consent }, use) => {
    const chromium = await launch();
    if (consent) await consentTo(chromium, LOOPBACK);
    await use(chromium);
  },
});

export { expect } from '@playwright/test';
