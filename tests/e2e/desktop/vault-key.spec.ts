import { expect, test } from '@/tests/e2e/support/desktop-fixtures';
import { newTab, openConsoleOnce } from '@/tests/e2e/support/journey';
import { expectPicture } from '@/tests/e2e/support/picture';
import { findRealPopup } from '@/tests/e2e/support/real-popup';
import { LOCKED } from '@/tests/e2e/support/settings-page';
import { shortcutOf } from '@/tests/e2e/support/shortcut';
import { answerPrompt } from '@/tests/e2e/support/vault';

test('the key, pressed while locked, opens the popup with the question, and the answer opens the console', async ({
  desktop,
  launch,
  chromium,
  cloud,
}) => {
  await openConsoleOnce(chromium, cloud, LOCKED);
  await chromium.close();

  const restarted = await launch();
  const page = await restarted.open('options.html');
  await page.bringToFront();
  const keys = await shortcutOf('reopen-last-console', page);
  desktop.press(keys.toLowerCase());
  const popup = await findRealPopup(restarted);
  await expectPicture(await newTab(restarted, () => answerPrompt(popup)));
  await popup.detach();
  expect(cloud.requests.filter(({ path }) => path.endsWith('/remote-consoles'))).toHaveLength(2);
});
