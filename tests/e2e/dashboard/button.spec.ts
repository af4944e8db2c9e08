import type { Page } from '@playwright/test';
import {
  enableDashboard,
  LIST,
  logInAndEnable,
  logInToDashboard,
  openDashboard,
  openEnabledList,
} from '@/tests/e2e/support/dashboard';
import { expect, test } from '@/tests/e2e/support/fixtures';
import { useDeveloperMode } from '@/tests/e2e/support/host-access';
import { openConsole } from '@/tests/e2e/support/journey';

test('opens a console from the list and from the detail page, by mouse and by keyboard', async ({
  chromium,
  cloud,
}) => {
  const { list } = await openEnabledList(chromium, cloud);
  await openConsole(chromium, () => list.button('real-console').click());

  const { id } = cloud.server('real-console');
  const detail = await openDashboard(chromium, `${cloud.horizonUrl}${LIST}${id}/`);
  await expect(detail.buttons).toHaveCount(1);
  await detail.buttons.focus();
  await openConsole(chromium, () => detail.page.keyboard.press('Enter'));
});

test('the disabled button of a server without a console says why, and opens nothing', async ({ chromium, cloud }) => {
  const { list } = await openEnabledList(chromium, cloud);
  for (const [name, reason] of [
    ['build-runner-7', 'This server is shut off'],
    ['legacy-billing', 'This server is in error'],
    ['archive-2019', 'This server is shelved'],
  ] as const) {
    // The reason, then the next step.
    await expect(list.button(name)).toHaveAttribute('title', new RegExp(`${reason}.*\\. \\S`));
    await expect(list.button(name)).toBeDisabled();
  }
  const before = chromium.context.pages().length;
  cloud.resetRequests();
  await list.button('build-runner-7').click({ force: true });
  await list.button('build-runner-7').press('Enter');
  await openConsole(chromium, () => list.button('real-console').click());
  expect(chromium.context.pages()).toHaveLength(before + 1);
});

test.describe('with rows that Horizon polls', () => {
  test.use({ cloudOptions: { horizonPollMs: 200 } });
  test('each row keeps one button while its server changes', async ({ chromium, cloud }) => {
    const server = cloud.server('web-02');
    Object.assign(server, { status: 'REBOOT', taskState: 'rebooting' });
    const { list } = await openEnabledList(chromium, cloud);
    await expect(list.button('web-02')).toBeVisible();
    const polls = () => cloud.requests.filter(({ path }) => path.includes('action=row_update')).length;
    const start = polls();
    await expect.poll(polls).toBeGreaterThan(start + 3);
    await expect(list.page.locator('tr[data-display="web-02"] [data-novnc-for-openstack]')).toHaveCount(1);

    Object.assign(server, { status: 'SHUTOFF', taskState: null });
    await expect(list.button('web-02')).toHaveAttribute('title', /shut off/);
    await expect(list.page.locator('tr[data-display="web-02"] [data-novnc-for-openstack]')).toHaveCount(1);
  });
});

test('a click on a disabled button checks the server again', async ({ chromium, cloud }) => {
  await logInAndEnable(chromium, cloud);
  Object.assign(cloud.server('real-console'), { status: 'SHUTOFF' });
  const list = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await expect(list.button('real-console')).toHaveAttribute('title', /shut off/);
  await list.button('real-console').click({ force: true });
  await expect(list.alert).toContainText('shut off');
  // Started in another place; the page is not updated.
  Object.assign(cloud.server('real-console'), { status: 'ACTIVE' });
  await openConsole(chromium, () => list.button('real-console').click({ force: true }));
  await expect(list.alert).toHaveCount(0);
});

for (const theme of ['default', 'material'] as const) {
  test(`makes no row and no header higher, in the ${theme} theme`, async ({ chromium, cloud }) => {
    cloud.config.horizonTheme = theme;
    await logInToDashboard(chromium, cloud);
    const heights = (page: Page) =>
      page
        .locator('tr[data-object-id], .detail-header')
        .evaluateAll((all) => all.map((element) => Math.round(element.getBoundingClientRect().height)));
    const { id } = cloud.server('real-console');
    const paths = [LIST, `${LIST}${id}/`];
    const before: number[][] = [];
    for (const path of paths) before.push(await heights((await openDashboard(chromium, cloud.horizonUrl + path)).page));
    await enableDashboard(chromium, cloud.horizonUrl);
    for (const path of paths) {
      const view = await openDashboard(chromium, cloud.horizonUrl + path);
      await expect(view.buttons.first()).toBeVisible();
      expect(await heights(view.page)).toEqual(before.shift());
    }
  });
}

test('after an update of the extension, each row has one working button', async ({ chromium, cloud }) => {
  const { settings, list } = await openEnabledList(chromium, cloud);
  const rows = await list.page.locator('tr[data-object-id]').count();
  await expect(list.buttons).toHaveCount(rows);
  const old = await list.page.locator('button[data-novnc-for-openstack]').elementHandles();
  await useDeveloperMode(chromium);
  // As at an update: the extension restarts and its pages close, this one before it answers.
  await Promise.all([settings.waitForEvent('close'), settings.evaluate(() => chrome.runtime.reload()).catch(() => {})]);
  // The new script has replaced the old buttons, which have lost their extension.
  await expect
    .poll(() => Promise.all(old.map((button) => button.evaluate((element) => element.isConnected))))
    .not.toContain(true);
  await expect(list.buttons).toHaveCount(rows);
  await expect(list.page.locator('button[data-novnc-for-openstack]')).toHaveCount(rows);
  await openConsole(chromium, () => list.button('real-console').click());
  await expect(list.alert).toHaveCount(0);
});

for (const horizonRelease of ['mitaka', '2026.1'] as const) {
  test.describe(`in release ${horizonRelease}`, () => {
    test.use({ cloudOptions: { horizonRelease } });
    test('opens the console', async ({ chromium, cloud }) => {
      const { list } = await openEnabledList(chromium, cloud);
      await openConsole(chromium, () => list.button('real-console').click());
      const { id } = cloud.server('real-console');
      const detail = await openDashboard(chromium, `${cloud.horizonUrl}${LIST}${id}/`);
      await expect(detail.buttons).toHaveCount(1);
    });
  });
}

test('an administrator opens consoles of other projects', async ({ chromium, cloud }) => {
  await logInAndEnable(chromium, cloud, 'admin', { project: 'admin' });
  const { id } = cloud.server('real-console');
  const detail = await openDashboard(chromium, `${cloud.horizonUrl}admin/instances/${id}/detail`);
  await openConsole(chromium, () => detail.buttons.click());
});
