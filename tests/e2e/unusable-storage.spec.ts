import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, LOOPBACK, test } from './support/fixtures';
import { consentTo } from './support/host-access';
import { addCloud, demoForm, openCloudForm, openConsole, openPopup } from './support/journey';

test('without IndexedDB a cloud is used until the browser closes, and only what needs the vault says why not', async ({
  launch,
  cloud,
}) => {
  const first = await launch();
  await first.close();
  // A file in the place of the folder: the browser can open no database.
  const folder = join(first.userDataDir, 'Default', 'IndexedDB');
  await rm(folder, { recursive: true, force: true });
  await writeFile(folder, '');

  const chromium = await launch();
  await consentTo(chromium, LOOPBACK);
  const settings = await addCloud(chromium, demoForm(cloud));
  const words = 'The browser cannot read or write what this extension stores.';
  await expect(settings.page.getByRole('region', { name: 'Passphrase' }).getByRole('alert')).toContainText(words);
  const isUsable = await settings.page.evaluate(
    () =>
      new Promise((resolve) =>
        Object.assign(indexedDB.open('vault'), { onsuccess: () => resolve(true), onerror: () => resolve(false) }),
      ),
  );
  expect(isUsable).toBe(false);

  const popup = await openPopup(chromium);
  await openConsole(chromium, () => popup.server('real-console').click());

  const another = await openCloudForm(chromium, { ...demoForm(cloud), name: 'Another' });
  await another.choose('On this device');
  await another.save.click();
  await expect(another.page.getByRole('alert').filter({ hasText: words }).first()).toBeVisible();
  await expect((await openPopup(chromium)).cloud.getByRole('option')).toHaveText(['Demo cloud']);
});
