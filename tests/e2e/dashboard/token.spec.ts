import { activityOf, LIST, openEnabledList, signInToHorizon } from '@/tests/e2e/support/dashboard';
import { expect, test } from '@/tests/e2e/support/fixtures';
import { newTab, openConsole } from '@/tests/e2e/support/journey';

test("Horizon's session opens the console, and the settings show that", async ({ chromium, cloud }) => {
  const { settings, list } = await openEnabledList(chromium, cloud);
  await openConsole(chromium, () => list.button('real-console').click());
  expect((await activityOf(settings))[0]).toMatch(/real-console\s.*with your Horizon session/s);
});

test.describe('where Horizon does not give its token', () => {
  test.use({ cloudOptions: { horizonClientToken: false } });
  test('its own redirect opens the console', async ({ chromium, cloud }) => {
    const { settings, list } = await openEnabledList(chromium, cloud);
    await openConsole(chromium, () => list.button('real-console').click());
    expect((await activityOf(settings))[0]).toContain("by Horizon's own link");
  });

  test('after a project switch in another tab, the message names the project and no tab opens', async ({
    chromium,
    cloud,
  }) => {
    const { login, list } = await openEnabledList(chromium, cloud);
    await expect(list.button('web-01')).toBeVisible();
    login.switchProject('ops');
    const before = chromium.context.pages().length;
    await list.button('web-01').click();
    await expect(list.alert).toContainText('Horizon has switched to project ops');
    expect(chromium.context.pages()).toHaveLength(before);
  });

  test('a redirect back to the list is shown and listed as a failure', async ({ chromium, cloud }) => {
    const { settings, list } = await openEnabledList(chromium, cloud);
    await expect(list.button('web-01')).toBeVisible();
    cloud.server('web-01').consoles = [];
    const led = await newTab(chromium, () => list.button('web-01').click());
    await expect(led).toHaveURL(cloud.horizonUrl + LIST);
    await expect(list.alert).toContainText('Horizon led back to its own pages');
    expect((await activityOf(settings))[0]).toContain('Horizon led back to its own pages');
  });
});

test('a reader gets the reason and the request id in the page', async ({ chromium, cloud }) => {
  const { list } = await openEnabledList(chromium, cloud, 'reader');
  await list.button('web-01').click();
  await expect(list.alert).toContainText('web-01');
  await expect(list.alert).toContainText(/req-[0-9a-f-]+/);
  await expect(list.button('web-01')).toBeEnabled();
  await list.alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(list.alert).toHaveCount(0);
});

test('after the session ended, a message leads to the login, and then the button works', async ({
  chromium,
  cloud,
}) => {
  const { login, list } = await openEnabledList(chromium, cloud);
  await expect(list.button('web-01')).toBeVisible();
  login.end();
  await list.button('web-01').click();
  await expect(list.alert).toContainText('Your session in Horizon has ended.');
  await list.alert.getByRole('button', { name: 'Reload page' }).click();
  await expect(list.page).toHaveURL(/\/auth\/login\//);
  await expect(list.buttons).toHaveCount(0);
  await signInToHorizon(list.page);
  await openConsole(chromium, () => list.button('real-console').click());
});

test('after a project switch in another tab, the message names the project', async ({ chromium, cloud }) => {
  const { login, list } = await openEnabledList(chromium, cloud);
  await expect(list.button('web-01')).toBeVisible();
  login.switchProject('ops');
  await list.button('web-01').click();
  await expect(list.alert).toContainText('Horizon has switched to project ops');
  await list.alert.getByRole('button', { name: 'Reload page' }).click();
  await expect(list.button('mon-01')).toBeVisible();
});
