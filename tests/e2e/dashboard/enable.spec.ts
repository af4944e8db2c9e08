import {
  DashboardPageObject,
  enableDashboard,
  LIST,
  logInAndEnable,
  logInToDashboard,
  openCounting,
  openDashboard,
  openEnabledList,
} from '@/tests/e2e/support/dashboard';
import { expect, test } from '@/tests/e2e/support/fixtures';
import { withdrawAccess } from '@/tests/e2e/support/host-access';
import { addCloud, demoForm } from '@/tests/e2e/support/journey';

test('enabled by its URL: buttons in open tabs, in new tabs and after a restart, until it is disabled', async ({
  launch,
  chromium,
  cloud,
}) => {
  await logInToDashboard(chromium, cloud);
  const before = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await expect(before.page.locator('table#instances')).toBeVisible();
  await expect(before.buttons).toHaveCount(0);

  await enableDashboard(chromium, cloud.horizonUrl.replace(/horizon\/$/, 'horizon'));
  const rows = await before.page.locator('tr[data-object-id]').count();
  expect(rows).toBeGreaterThan(10);
  await expect(before.buttons).toHaveCount(rows);
  const after = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await expect(after.buttons).toHaveCount(rows);
  await chromium.close();

  const restarted = await launch();
  await logInToDashboard(restarted, cloud);
  const again = await openDashboard(restarted, cloud.horizonUrl + LIST);
  await expect(again.buttons).toHaveCount(rows);

  const page = await restarted.open('options.html');
  await page.getByRole('button', { name: `Disable ${cloud.horizonUrl}` }).click();
  await expect(page.getByText(cloud.horizonUrl)).toHaveCount(0);
  // The buttons and their changes to the page are gone, and so is host access.
  await expect(again.buttons).toHaveCount(0);
  await expect(again.page.locator('#content_body td.actions_column[style]')).toHaveCount(0);
  const origins = [`${new URL(cloud.horizonUrl).protocol}//${new URL(cloud.horizonUrl).hostname}/*`];
  expect(await page.evaluate((asked) => chrome.permissions.contains({ origins: asked }), origins)).toBe(false);
  // No registered script can add them to a page that loads later.
  expect(await page.evaluate(() => chrome.scripting.getRegisteredContentScripts())).toEqual([]);
  await again.page.reload();
  await expect(again.page.locator('table#instances')).toBeVisible();
  await expect(again.buttons).toHaveCount(0);
});

test('enabled by the URL of its host', async ({ chromium, cloud }) => {
  await logInToDashboard(chromium, cloud);
  await enableDashboard(chromium, new URL(cloud.horizonUrl).origin);
  const list = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await expect(list.button('web-01')).toBeVisible();
});

test('a URL without a dashboard gets an error', async ({ chromium, cloud }) => {
  const page = await chromium.open('options.html');
  await page.getByRole('textbox', { name: 'Dashboard URL' }).fill(cloud.authUrl);
  await page.getByRole('button', { name: 'Enable', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('No Horizon or Skyline was found at this address.');
});

test('saving a cloud enables its dashboard', async ({ chromium, cloud }) => {
  await logInToDashboard(chromium, cloud);
  const list = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await addCloud(chromium, { ...demoForm(cloud), dashboardUrl: cloud.horizonUrl });
  await expect(list.button('web-01')).toBeVisible();
});

test('other pages are not changed', async ({ chromium, cloud }) => {
  await addCloud(chromium, demoForm(cloud));
  await logInAndEnable(chromium, cloud);
  const others: Awaited<ReturnType<typeof openCounting>>[] = [];
  for (const url of [`${cloud.lookalikeUrl}lookalike/${LIST}`, cloud.lookalikeUrl, `${cloud.consoleBaseUrl}/vnc.html`])
    others.push(await openCounting(chromium, url));
  const list = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await expect(list.button('web-01')).toBeVisible();
  for (const { added } of others) expect(await added()).toBe(0);
});

test('removing host access in the browser removes the buttons from open tabs', async ({ chromium, cloud }) => {
  const { list } = await openEnabledList(chromium, cloud);
  await expect(list.button('web-01')).toBeVisible();
  await withdrawAccess(chromium, `http://${new URL(cloud.horizonUrl).hostname}/*`);
  await expect(list.buttons).toHaveCount(0);
});

test('a dashboard on the default port has buttons there, and not on another port', async ({ chromium, cloud }) => {
  await logInToDashboard(chromium, cloud);
  const { page } = await openDashboard(chromium, cloud.horizonUrl + LIST);
  const body = await page.content();
  const { hostname } = new URL(cloud.horizonUrl);
  const [root, other] = [`http://${hostname}/horizon/`, `http://${hostname}:8443/horizon/`];
  for (const dashboardRoot of [root, other])
    await page.route(dashboardRoot + LIST, (route) => route.fulfill({ contentType: 'text/html', body }));
  const settings = await enableDashboard(chromium, cloud.horizonUrl); // access is to all ports of the host
  const message = { name: 'enableDashboard', data: { url: root, dashboardKind: 'horizon' } };
  await settings.evaluate((sent) => chrome.runtime.sendMessage(sent), message);
  await page.goto(root + LIST);
  await expect(new DashboardPageObject(page).button('web-01')).toBeVisible();
  await page.goto(other + LIST);
  await expect(page.locator('table#instances')).toBeVisible();
  // Any script for that page has run by now.
  await page.goto(root + LIST);
  await expect(new DashboardPageObject(page).button('web-01')).toBeVisible();
  await page.goBack();
  await expect(page.locator('table#instances')).toBeVisible();
  await expect(new DashboardPageObject(page).buttons).toHaveCount(0);
});
