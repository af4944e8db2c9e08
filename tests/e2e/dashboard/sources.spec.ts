import {
  activityOf,
  LIST,
  logInAndEnable,
  logInToDashboard,
  openDashboard,
  openEnabledList,
} from '@/tests/e2e/support/dashboard';
import { expect, test } from '@/tests/e2e/support/fixtures';
import { addCloud, demoForm, newTab, openConsole } from '@/tests/e2e/support/journey';
import { settingsPage } from '@/tests/e2e/support/settings-page';

test('a stored cloud with the project opens the console, and the settings show that', async ({ chromium, cloud }) => {
  await logInToDashboard(chromium, cloud);
  const form = demoForm(cloud);
  await addCloud(chromium, form);
  // Saving enables the dashboard.
  const { page: settings, ...saving } = settingsPage(await chromium.open('options.html'));
  await saving.field('Dashboard of this cloud').fill(cloud.horizonUrl);
  await saving.save.click();
  await expect(saving.saved).toBeVisible();
  await expect(settings.getByRole('button', { name: `Disable ${cloud.horizonUrl}` })).toBeVisible();
  const list = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await expect(list.button('real-console')).toBeVisible();
  cloud.resetRequests();
  await openConsole(chromium, () => list.button('real-console').click());
  expect((await activityOf(settings))[0]).toMatch(new RegExp(`real-console\\s.*${form.name}`, 's'));
});

test('a cloud is saved while its dashboard cannot be reached, which can be enabled later', async ({
  chromium,
  cloud,
}) => {
  cloud.fail({ service: 'horizon', effect: 'reset', times: null });
  const { page: settings, ...form } = await addCloud(chromium, demoForm(cloud));
  await form.field('Dashboard of this cloud').fill(cloud.horizonUrl);
  await form.save.click();
  const dashboards = settings.getByRole('region', { name: 'Dashboards' });
  await expect(dashboards).toContainText('but it could not be enabled.');
  await expect(dashboards).toContainText('cannot be reached.');
  cloud.heal();
  await dashboards.getByRole('button', { name: `Enable ${cloud.horizonUrl}` }).click();
  await expect(dashboards.getByRole('button', { name: `Disable ${cloud.horizonUrl}` })).toBeVisible();
});

test('the next click after a region switch in Horizon uses the new region', async ({ chromium, cloud }) => {
  await logInAndEnable(chromium, cloud);
  const far = cloud.contents.servers.find(({ region, status }) => region === 'RegionTwo' && status === 'ACTIVE');
  const list = await openDashboard(chromium, cloud.horizonUrl + LIST);
  await expect(list.button('web-01')).toBeVisible();
  await list.page.goto(`${cloud.horizonUrl}auth/switch_services_region/RegionTwo/?next=/horizon/${LIST}`);
  cloud.resetRequests();
  await newTab(chromium, () => list.button(far?.name ?? '').click());
  const consoleRequests = cloud.requests.filter(({ path }) => path.endsWith('/remote-consoles'));
  expect(consoleRequests.map(({ region, status }) => ({ region, status }))).toEqual([
    { region: 'RegionTwo', status: 200 },
  ]);
});

test.describe("where Nova's host is not allowed", () => {
  test.use({ cloudOptions: { catalogHost: 'localhost' } });
  test("servers without a console have a disabled button, the others open by Horizon's own link, and the settings offer access", async ({
    chromium,
    cloud,
  }) => {
    const { settings, list } = await openEnabledList(chromium, cloud);
    await expect(list.button('build-runner-7')).toBeDisabled();
    await expect(list.button('build-runner-7')).toHaveAttribute('title', /shut off/);
    await openConsole(chromium, () => list.button('real-console').click());
    expect((await activityOf(settings))[0]).toContain("by Horizon's own link");
    expect(cloud.requests.filter(({ service }) => service === 'nova')).toEqual([]);
    const dashboards = settings.getByRole('region', { name: 'Dashboards' });
    await expect(dashboards.getByRole('button', { name: 'Allow access' })).toBeVisible();
  });
});
