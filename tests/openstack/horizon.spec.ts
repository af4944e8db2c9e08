import { activityOf } from '@/tests/e2e/support/dashboard';
import { newTab } from '@/tests/e2e/support/journey';
import { drawnPixels } from '@/tests/e2e/support/picture';
import { settingsPage } from '@/tests/e2e/support/settings-page';
import { isGood, serversOf } from './support/api';
import { hasPassword, type PasswordEntry, readClouds } from './support/clouds-yaml';
import { openDrawingFromList } from './support/consoles';
import { expect, test } from './support/fixtures';
import { HORIZON_URL, logInToHorizon, openHorizon, switchProject, tokenOf } from './support/horizon';

const LIST = 'project/instances/';

/** The button's message for each status. */
const WITHOUT_SCREEN: Record<string, string> = {
  SHUTOFF: 'This server is shut off, so its console has no screen. Start it, then open its console.',
  ERROR:
    'This server is in error, so it has no working console. Look at its fault in Horizon, or ask your administrator.',
  PAUSED: 'This server is paused, so its console shows nothing. Unpause it, then open its console.',
  SUSPENDED: 'This server is suspended, so its console has no screen. Resume it, then open its console.',
};

/** The entry of the clouds.yaml with this name, which these tests need. */
function entryNamed(name: string): PasswordEntry {
  const found = readClouds()
    .filter(hasPassword)
    .find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`The clouds.yaml has no entry "${name}" that signs in with a password.`);
  return found;
}

test('without a stored cloud, the buttons of the list and of the detail page open consoles', async ({
  chromium,
  entry,
  api,
}, testInfo) => {
  const { view, settings } = await openHorizon(chromium, entry, LIST);
  const { console, name } = await openDrawingFromList(chromium, view, api);
  await console.screenshot({ path: testInfo.outputPath('console.png') });
  await view.page.screenshot({ path: testInfo.outputPath('list.png') });
  expect((await activityOf(settings))[0]).toMatch(/with your Horizon session/);
  await console.close();

  const id = (await serversOf(api)).find((server) => server.name === name)?.id;
  await view.page.goto(`${HORIZON_URL}${LIST}${id}/`);
  await expect(view.buttons).toHaveCount(1);
  await view.page.screenshot({ path: testInfo.outputPath('detail.png') });
  const again = await newTab(chromium, () => view.buttons.click());
  await expect.poll(() => drawnPixels(again)).toBeGreaterThan(500);
});

test('every row has one button, disabled with the reason where there is no console', async ({
  chromium,
  entry,
  api,
}) => {
  const { view } = await openHorizon(chromium, entry, LIST);
  await expect(view.page.locator('tr[data-object-id]').first()).toBeVisible();
  const shown = await view.page.locator('tr[data-object-id]').evaluateAll((rows) => rows.map(({ id }) => id));
  await expect(view.page.locator('tr[data-object-id] [data-novnc-for-openstack]')).toHaveCount(shown.length);
  const visible = (await serversOf(api)).filter(({ id }) => shown.some((row) => row.endsWith(id)));
  const off = visible.filter(({ status }) => status in WITHOUT_SCREEN);
  for (const status of ['SHUTOFF', 'ERROR'])
    expect(off, `the first page of the list has a server in ${status}`).toContainEqual(
      expect.objectContaining({ status }),
    );
  for (const { name, status } of off) {
    await expect(view.button(name)).toHaveAttribute('title', WITHOUT_SCREEN[status] ?? '');
    await expect(view.button(name)).toHaveAttribute('aria-disabled', 'true');
  }
  const on = visible.filter(({ status }) => status === 'ACTIVE');
  expect(on.length, 'and one that runs').toBeGreaterThan(0);
  for (const { name } of on) {
    await expect(view.button(name)).toHaveAttribute('title', `Console of ${name} in a new tab`);
    await expect(view.button(name)).not.toHaveAttribute('aria-disabled');
  }
});

test('a click on a server that is shut off shows the reason and opens nothing', async ({ chromium, entry, api }) => {
  const { view } = await openHorizon(chromium, entry, LIST);
  const off = (await serversOf(api)).find(({ status }) => status === 'SHUTOFF');
  expect(off, 'the project has a server in SHUTOFF').toBeDefined();
  const button = view.button(off?.name ?? '');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  const before = chromium.context.pages().length;
  // Playwright's click waits for an enabled button.
  await button.click({ force: true });
  await expect(view.alert).toContainText(`${off?.name}: ${WITHOUT_SCREEN.SHUTOFF}`);
  expect(chromium.context.pages()).toHaveLength(before);
});

test('after a project switch in another tab, the message says so', async ({ chromium, entry, api }) => {
  const { view } = await openHorizon(chromium, entry, LIST);
  const active = (await serversOf(api)).find(({ status }) => status === 'ACTIVE');
  const next = readClouds().filter(hasPassword).find(isInOtherProject(entry))?.signIn.project ?? '';
  expect(next, 'the clouds.yaml has another project of the same user').not.toBe('');
  const other = await chromium.context.newPage();
  await other.goto(HORIZON_URL);
  await switchProject(other, next);
  await view.page.bringToFront();
  await view.button(active?.name ?? '').click();
  await expect(view.alert).toContainText(`switched to project ${next}`);
});

test('after a logout in another tab, the message says so', async ({ chromium, entry, api }) => {
  const { view } = await openHorizon(chromium, entry, LIST);
  const active = (await serversOf(api)).find(({ status }) => status === 'ACTIVE');
  await expect(view.button(active?.name ?? '')).toBeVisible();
  const other = await chromium.context.newPage();
  await other.goto(`${HORIZON_URL}auth/logout/`);
  await view.page.bringToFront();
  await view.button(active?.name ?? '').click();
  await expect(view.alert).toContainText('Your session in Horizon has ended.');
});

// Needs a cloud with short-lived tokens.
for (const seconds of [Number(process.env.OS_TOKEN_SECONDS)].filter((life) => life > 0 && life <= 300)) {
  test('after the token expired, the message says so, and the button works after a new login', async ({
    chromium,
    entry,
    api,
  }) => {
    test.setTimeout((seconds + 240) * 1000);
    const { view } = await openHorizon(chromium, entry, LIST);
    const name = (await serversOf(api)).find(({ status }) => status === 'ACTIVE')?.name ?? '';
    const token = await tokenOf(view.page);
    await (await newTab(chromium, () => view.button(name).click())).close();
    await expect.poll(() => isGood(entry, token), { timeout: (seconds + 60) * 1000 }).toBe(false);
    await view.page.bringToFront();
    await view.button(name).click();
    await expect(view.alert).toContainText('Your session in Horizon has ended.');

    const other = await chromium.context.newPage();
    await logInToHorizon(other, entry);
    await view.page.bringToFront();
    await newTab(chromium, () => view.button(name).click());
    await expect(view.alert).toHaveCount(0);
  });
}

test('a cloud saved from API access needs only the password', async ({ chromium, entry }) => {
  const { settings: page } = await openHorizon(chromium, entry, LIST);
  await page.goto(`${page.url().split('#')[0]}#from=${encodeURIComponent(HORIZON_URL)}`);
  await page.reload();
  const settings = settingsPage(page);
  await expect(settings.field('User name')).toHaveValue(entry.signIn.userName);
  await settings.secret('Password').fill(entry.signIn.password);
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
});

test("a reader gets Nova's reason and the request id", async ({ chromium, api, entry }) => {
  const reader = entryNamed('reader');
  expect(reader.signIn.project, 'the reader is in the same project').toBe(entry.signIn.project);
  const { view, settings } = await openHorizon(chromium, reader, LIST);
  const active = (await serversOf(api)).find(({ status }) => status === 'ACTIVE');
  const before = chromium.context.pages().length;
  await view.button(active?.name ?? '').click();
  await expect(view.alert).toContainText('Your role in this project may not open consoles.');
  await expect(view.alert).toContainText(/→ 403 · req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/);
  await expect(view.alert.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  expect(chromium.context.pages()).toHaveLength(before);
  expect((await activityOf(settings))[0]).toContain('Your role in this project may not open consoles.');
});

test('the detail page of a server in ERROR says so', async ({ chromium, entry, api }) => {
  const broken = (await serversOf(api)).find(({ status }) => status === 'ERROR');
  expect(broken, 'the project has a server in ERROR').toBeDefined();
  const { view } = await openHorizon(chromium, entry, `${LIST}${broken?.id}/`);
  await expect(view.buttons).toHaveCount(1);
  await expect(view.buttons).toBeDisabled();
  await expect(view.buttons).toHaveAttribute('title', WITHOUT_SCREEN.ERROR ?? '');
});

test("the admin panel opens the console of another project's server", async ({ chromium, api, entry }) => {
  const admin = entryNamed('admin');
  expect(admin.signIn.project, 'the administrator is in another project').not.toBe(entry.signIn.project);
  const { view, settings } = await openHorizon(chromium, admin, 'admin/instances/');
  const rows = await view.page.locator('tr[data-object-id]').count();
  expect(rows).toBeGreaterThan(0);
  await expect(view.page.locator('tr[data-object-id] [data-novnc-for-openstack]')).toHaveCount(rows);
  const active = (await serversOf(api)).find(({ status }) => status === 'ACTIVE');
  await view.page.goto(`${HORIZON_URL}admin/instances/${active?.id}/detail`);
  const console = await newTab(chromium, () => view.buttons.click());
  expect(console.url(), 'a page of noVNC, with the token of this console').toMatch(/\/vnc[a-z_]*\.html\?.*token/);
  await expect(console.locator('canvas').first()).toBeAttached();
  const [newest] = await activityOf(settings);
  expect(newest).toContain(active?.name ?? 'no server');
  expect(newest).toContain('with your Horizon session');
});

/** Whether an entry is of the same user in another project. */
function isInOtherProject({ signIn: here }: PasswordEntry): (entry: PasswordEntry) => boolean {
  return ({ signIn }) =>
    signIn.userName === here.userName && signIn.userDomain === here.userDomain && signIn.project !== here.project;
}
