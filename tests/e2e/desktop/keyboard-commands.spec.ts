import { expect, test } from '@/tests/e2e/support/desktop-fixtures';
import { addCloud, demoForm, newTab, openPopup } from '@/tests/e2e/support/journey';
import { expectPicture } from '@/tests/e2e/support/picture';
import { findRealPopup } from '@/tests/e2e/support/real-popup';
import { killWorker } from '@/tests/e2e/support/worker';

test('Alt+Shift+C opens the last console again, and wakes a worker that is gone', async ({
  desktop,
  chromium,
  cloud,
}) => {
  const settings = await addCloud(chromium, demoForm(cloud));
  const popup = await openPopup(chromium);
  const console = await newTab(chromium, () => popup.server('real-console').click());
  await expectPicture(console);
  await console.close();
  await killWorker(chromium);
  await settings.page.bringToFront();

  const again = await newTab(chromium, async () => desktop.press('alt+shift+c'));
  await expectPicture(again);
});

test('Alt+Shift+C works after a restart of the browser', async ({ desktop, launch, chromium, cloud }) => {
  await addCloud(chromium, demoForm(cloud), 'On this device');
  const popup = await openPopup(chromium);
  await expectPicture(await newTab(chromium, () => popup.server('real-console').click()));
  await chromium.close();

  const restarted = await launch();
  const page = await restarted.open('options.html');
  await page.bringToFront();
  await expectPicture(await newTab(restarted, async () => desktop.press('alt+shift+c')));
});

test('Alt+Shift+O opens the popup', async ({ desktop, chromium, cloud }) => {
  const settings = await addCloud(chromium, demoForm(cloud));
  await settings.page.bringToFront();
  desktop.press('alt+shift+o');
  const popup = await findRealPopup(chromium);
  await expect(popup.page.getByRole('searchbox', { name: 'Search servers' })).toBeFocused();
  await popup.detach();
});
