import type { Page } from '@playwright/test';
import type { Chromium } from '@/tests/e2e/support/chromium';
import { DashboardPageObject, LIST, logInAndEnable, signInToHorizon } from '@/tests/e2e/support/dashboard';
import { expect, test } from '@/tests/e2e/support/fixtures';
import { useDeveloperMode } from '@/tests/e2e/support/host-access';
import { newTab, openConsole } from '@/tests/e2e/support/journey';

/** Allows the extension in private windows, as the browser's page of extensions does. */
async function allowInPrivate(chromium: Chromium): Promise<void> {
  await useDeveloperMode(chromium, { alsoInPrivate: true });
  await expect(async () => (await chromium.open('popup.html')).close()).toPass({ timeout: 20_000 });
}

/** Opens a private window with this URL. */
async function openPrivately(chromium: Chromium, url: string): Promise<Page> {
  const settings = await chromium.open('options.html');
  const page = await newTab(chromium, () =>
    settings.evaluate((at) => void chrome.windows.create({ incognito: true, url: at }), url),
  );
  await page.waitForLoadState();
  return page;
}

test('a private window uses its own login, opens consoles in that window, and stores nothing', async ({
  chromium,
  cloud,
}) => {
  await allowInPrivate(chromium);
  await logInAndEnable(chromium, cloud, 'admin', { project: 'admin' });
  const page = await openPrivately(chromium, `${cloud.horizonUrl}auth/login/?next=/horizon/${LIST}`);
  await signInToHorizon(page);
  const list = new DashboardPageObject(page);
  await expect(list.button('real-console')).toBeVisible();
  cloud.resetRequests();
  await openConsole(chromium, () => list.button('real-console').click());
  expect(cloud.requests.filter(({ path }) => path.startsWith('/horizon/api/'))).toEqual([]);
  const settings = await chromium.open('options.html');
  await expect(settings.getByRole('button', { name: `Disable ${cloud.horizonUrl}` })).toBeVisible();
  const kept = await settings.evaluate(async () =>
    JSON.stringify([await chrome.storage.local.get(null), await chrome.storage.session.get(null), { ...localStorage }]),
  );
  expect(kept).toContain(cloud.horizonUrl);
  for (const trace of ['real-console', cloud.server('real-console').id]) expect(kept).not.toContain(trace);
});
