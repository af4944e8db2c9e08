import { test as base } from '@playwright/test';
import { type FakeCloud, type FakeCloudOptions, startFakeCloud } from '@/tests/fake-cloud';
import { findBrowser } from '@/tests/tools/find-browser';
import { type Firefox, launchFirefox } from './firefox';

/** Each test has its own cloud and Firefox. */
export const test = base.extend<{ cloudOptions: FakeCloudOptions; cloud: FakeCloud; firefox: Firefox }>({
  cloudOptions: [{}, { option: true }],
  cloud: async ({ cloudOptions }, use) => {
    const cloud = await startFakeCloud(cloudOptions);
    await use(cloud);
    await cloud.close();
  },
  firefox: async ({ headless }, use) => {
    const executablePath = findBrowser('firefox');
    if (executablePath === null) throw new Error('No Firefox: `npm test` installs one, or set FIREFOX_PATH.');
    const firefox = await launchFirefox(executablePath, headless);
    await use(firefox);
    await firefox.close();
  },
});

export { expect } from '@playwright/test';
