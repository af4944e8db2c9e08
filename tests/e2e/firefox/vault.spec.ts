import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchFirefox } from '@/tests/e2e/support/firefox';
import { expect, test } from '@/tests/e2e/support/firefox-fixtures';
import { addDemoCloudInFirefox, consoleTab, typeSecret } from '@/tests/e2e/support/firefox-journey';
import { filesWith, profileFiles } from '@/tests/e2e/support/profile-files';
import { LOCKED, type RememberLabel } from '@/tests/e2e/support/settings-page';
import { PASSPHRASE } from '@/tests/e2e/support/vault';
import { findBrowser } from '@/tests/tools/find-browser';

/** A unique password. */
const PASSWORD = 'correct-horse-7f3a';

test.use({ cloudOptions: { password: PASSWORD } });

for (const remember of ['Until the browser closes', 'On this device', LOCKED] as RememberLabel[]) {
  test(`after a restart the sign-in is remembered as chosen, and no file has a secret: ${remember}`, async ({
    cloud,
    headless,
  }) => {
    const folder = await mkdtemp(join(tmpdir(), 'firefox-'));
    const profile = { folder, uuid: randomUUID() };
    const launch = () => launchFirefox(findBrowser('firefox') ?? '', headless, profile);
    try {
      const first = await launch();
      await addDemoCloudInFirefox(first, cloud, { password: PASSWORD, remember });
      const popup = await first.open('popup.html');
      await (await popup.waitForSelector('::-p-text(real-console)'))?.click();
      await consoleTab(first.browser, cloud);
      await first.close();

      const files = await profileFiles(folder);
      const secrets = [PASSWORD, PASSPHRASE, ...cloud.issuedTokens().map(({ id }) => id)];
      expect(secrets.length).toBeGreaterThan(2);
      expect(filesWith(files, cloud.authUrl), 'the auth URL is found').not.toEqual([]);
      for (const secret of secrets) expect(filesWith(files, secret), secret).toEqual([]);

      const again = await launch();
      const later = await again.open('popup.html');
      if (remember === 'Until the browser closes') {
        await later.waitForSelector('::-p-text(Your sign-in was kept only until the browser closed.)');
      } else {
        if (remember === LOCKED) {
          await typeSecret(later, 'Passphrase', PASSPHRASE);
          await later.keyboard.press('Enter');
          // The cached list is shown while the passphrase is checked.
          await later.waitForSelector('::-p-text(Your sign-in for this cloud is locked.)', { hidden: true });
        }
        await later.waitForSelector('::-p-text( servers)');
        await (await later.waitForSelector('::-p-text(real-console)'))?.click();
        await consoleTab(again.browser, cloud);
      }
      await again.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
