import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchFirefox } from '@/tests/e2e/support/firefox';
import { expect, test } from '@/tests/e2e/support/firefox-fixtures';
import { addDemoCloudInFirefox, named } from '@/tests/e2e/support/firefox-journey';
import { copiedFiles, filesWithBytes, readSalts } from '@/tests/e2e/support/salts';
import { findBrowser } from '@/tests/tools/find-browser';

test('a copy of the profile has no salt of a secret that was removed with its cloud', async ({ cloud, headless }) => {
  const folder = await mkdtemp(join(tmpdir(), 'firefox-'));
  const firefox = await launchFirefox(findBrowser('firefox') ?? '', headless, { folder, uuid: randomUUID() });
  try {
    await addDemoCloudInFirefox(firefox, cloud, { remember: 'On this device' });
    const page = await firefox.open('options.html');
    await named(page, 'button', 'Add a cloud');
    const [[, salt] = ['', []]] = await page.evaluate(readSalts);
    expect(salt).toHaveLength(32);
    expect(filesWithBytes(await copiedFiles(folder), salt), 'a salt in use is found').not.toEqual([]);

    await (await page.waitForSelector('::-p-text(Demo cloud)'))?.click();
    await (await named(page, 'button', 'Remove')).click();
    await (await page.waitForSelector('dialog ::-p-aria([name="Remove"][role="button"])'))?.click();
    await page.waitForSelector('::-p-text(Demo cloud was removed)');
    expect(await page.evaluate(readSalts)).toEqual([]);
    expect(filesWithBytes(await copiedFiles(folder), salt), 'an erased salt').toEqual([]);
  } finally {
    await firefox.close();
    await rm(folder, { recursive: true, force: true });
  }
});
