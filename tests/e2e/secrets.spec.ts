import { expect, test } from './support/fixtures';
import { addCloud, demoForm, newTab, openPopup } from './support/journey';
import { expectPicture } from './support/picture';

/** A password that occurs nowhere by itself. */
const PASSWORD = 'correct-horse-7f3a';

test.use({ cloudOptions: { password: PASSWORD } });

for (const remember of ['Until the browser closes', 'On this device'] as const) {
  test(`nothing secret reaches the disk in clear, the sync service or the log: ${remember}`, async ({
    chromium,
    cloud,
  }) => {
    const log: string[] = [];
    chromium.context.on('console', (message) => log.push(message.text()));
    await addCloud(chromium, { ...demoForm(cloud), password: PASSWORD }, remember);
    const popup = await openPopup(chromium);
    await expectPicture(await newTab(chromium, () => popup.server('real-console').click()));
    await popup.server('build-runner-7').click();
    await expect(popup.alert).toBeVisible();

    const page = await chromium.open('options.html');
    const stored = await page.evaluate(async () =>
      JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.sync.get(null)]),
    );
    // What is looked for is really there to be found.
    expect(stored).toContain(cloud.authUrl);
    const secrets = cloud.secrets();
    expect(secrets).toContain(PASSWORD);
    expect(secrets.length).toBeGreaterThan(3);
    for (const secret of secrets) {
      expect(stored).not.toContain(secret);
      expect(log.join('\n')).not.toContain(secret);
      for (const open of chromium.context.pages().filter((tab) => tab.url().startsWith('chrome-extension:'))) {
        expect(await open.content()).not.toContain(secret);
      }
    }
  });
}
