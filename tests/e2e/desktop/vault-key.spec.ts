import { expect, test } from '@/tests/e2e/support/desktop-fixtures';
import { openConsole, restartLocked } from '@/tests/e2e/support/journey';
import { findRealPopup } from '@/tests/e2e/support/real-popup';
import { shortcutOf } from '@/tests/e2e/support/shortcut';
import { enterPassphrase } from '@/tests/e2e/support/vault';

test('while locked, the shortcut opens the popup with the passphrase prompt, and unlocking opens the console', async ({
  desktop,
  launch,
  chromium,
  cloud,
}) => {
  const restarted = await restartLocked(chromium, cloud, launch);
  const page = await restarted.open('options.html');
  await page.bringToFront();
  const keys = await shortcutOf('reopen-last-console', page);
  desktop.press(keys.toLowerCase());
  const popup = await findRealPopup(restarted);
  await openConsole(restarted, () => enterPassphrase(popup));
  await popup.detach();
  expect(cloud.requests.filter(({ path }) => path.endsWith('/remote-consoles'))).toHaveLength(2);
});
