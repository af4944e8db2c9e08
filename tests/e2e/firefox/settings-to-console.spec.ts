import { test as base, expect } from '@playwright/test';
import { type Firefox, launchFirefox } from '@/tests/e2e/support/firefox';
import { addDemoCloud, consoleTab, named } from '@/tests/e2e/support/firefox-journey';
import { type FakeCloud, type FakeCloudOptions, startFakeCloud } from '@/tests/fake-cloud';
import { findBrowser } from '@/tests/tools/find-browser';

const test = base.extend<{ cloudOptions: FakeCloudOptions; cloud: FakeCloud; firefox: Firefox }>({
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

test('settings: add a cloud; popup: choose project and server; the console shows its screen', async ({
  firefox,
  cloud,
}) => {
  await addDemoCloud(firefox, cloud);

  const popup = await firefox.open('popup.html');
  const project = await named(popup, 'combobox', 'Project');
  await popup.waitForSelector('::-p-text(web-01)');
  await project.select(cloud.world.projects.find(({ name }) => name === 'ops')?.id ?? '');
  await popup.waitForSelector('::-p-text(vault-01)');
  await (await named(popup, 'searchbox', 'Search servers')).type('vault');
  await popup.keyboard.press('Enter');

  await consoleTab(firefox.browser, cloud);
  expect(cloud.viewers(cloud.server('vault-01').id)).toBe(1);
});
