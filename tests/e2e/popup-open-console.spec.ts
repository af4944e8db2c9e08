import { expect, test } from './support/fixtures';
import { addCloud, demoForm, newTab, openConsole, openPopup } from './support/journey';
import { expectPicture } from './support/picture';
import { popupPage } from './support/popup-page';
import { clickThatCloses, openRealPopup } from './support/real-popup';

test.beforeEach(async ({ chromium, cloud }) => {
  const settings = await addCloud(chromium, demoForm(cloud));
  await settings.page.close();
});

test('a click opens the console in a new tab, and typed keys reach the server', async ({ chromium, cloud }) => {
  const popup = await openPopup(chromium);
  const console = await openConsole(chromium, () => popup.server('real-console').click());

  await console.locator('canvas').click();
  await console.keyboard.type('uname -a');
  await expect.poll(() => cloud.screenText(cloud.server('real-console').id)).toContain('uname -a');
});

test("the toolbar's popup opens a console and closes", async ({ chromium }) => {
  const { page, detach } = await openRealPopup(chromium);
  const popup = popupPage(page);
  await expect(popup.search).toBeFocused();
  const console = await newTab(chromium, () => clickThatCloses(popup.server('real-console')));
  await detach();
  await expectPicture(console);
});

test('a console is opened by keys alone: type, arrows, Enter', async ({ chromium, cloud }) => {
  const popup = await openPopup(chromium);
  await expect(popup.server('web-01')).toBeVisible();
  await expect(popup.search).toBeFocused();

  await popup.page.keyboard.type('web');
  await expect(popup.options).toHaveCount(3);
  await popup.page.keyboard.press('ArrowDown');
  const second = popup.options.nth(1);
  await expect(second).toHaveAttribute('aria-selected', 'true');
  const name = (await second.textContent()) ?? '';

  await openConsole(chromium, () => popup.page.keyboard.press('Enter'));
  const chosen = ['web-01', 'web-02', 'web-03'].find((server) => name.includes(server)) ?? '';
  expect(cloud.viewers(cloud.server(chosen).id)).toBe(1);
});

test('projects and regions have their own servers, and the choice is remembered', async ({ chromium }) => {
  const popup = await openPopup(chromium);
  await expect(popup.server('web-01')).toBeVisible();

  await popup.region.selectOption('RegionTwo');
  await expect(popup.server('edge-01')).toBeVisible();
  await expect(popup.server('web-01')).toBeHidden();

  await popup.project.selectOption({ label: 'ops' });
  await expect(popup.server('mon-02')).toBeVisible();
  await popup.region.selectOption('RegionOne');
  await expect(popup.server('vault-01')).toBeVisible();
  await popup.page.close();

  const again = await openPopup(chromium);
  await expect(again.server('vault-01')).toBeVisible();
  await expect(again.project.locator('option:checked')).toHaveText('ops');
  await expect(again.region.locator('option:checked')).toHaveText('RegionOne');
});

test('cached servers are shown at once while the cloud does not answer', async ({ chromium, cloud }) => {
  const first = await openPopup(chromium);
  await expect(first.server('web-01')).toBeVisible();
  await first.page.close();

  cloud.fail({ effect: 'hang', times: null });
  const popup = await openPopup(chromium);
  await expect(popup.server('web-01')).toBeVisible({ timeout: 1_000 });
  await expect(popup.status).toHaveText('Refreshing…');
  await popup.search.fill('bastion');
  await expect(popup.options).toHaveCount(1);
});

const WITHOUT_SCREEN = [
  ['build-runner-7', 'This server is shut off, so its console has no screen.'],
  ['staging-api', 'This server is paused, so its console shows nothing.'],
  ['analytics-nightly', 'This server is suspended, so its console has no screen.'],
  ['archive-2019', 'This server is shelved, so it has no console.'],
  ['legacy-billing', 'This server is in error, so it has no working console.'],
  ['image-builder-12', 'This server is still being built.'],
  ['erp-node-2', 'This server is moving to another host.'],
] as const;

test('a server without a console shows the reason, without a request', async ({ chromium, cloud }) => {
  const popup = await openPopup(chromium);
  for (const [name, sentence] of WITHOUT_SCREEN) {
    await popup.server(name).click();
    await expect(popup.alert).toContainText(sentence);
  }
  expect(cloud.requests.filter(({ path }) => path.includes('remote-consoles'))).toEqual([]);
  expect(chromium.context.pages().filter((page) => page.url().startsWith('http'))).toEqual([]);
});

test('all of 1,100 servers can be searched; the list has 200 rows and the number of the others', async ({
  chromium,
  cloud,
}) => {
  cloud.addServers(1_100);
  const popup = await openPopup(chromium);
  await popup.project.selectOption({ label: 'ops' });
  const all = cloud.contents.servers.filter(
    ({ name, region }) => name.startsWith('load-') && region === 'RegionOne',
  ).length;
  expect(all).toBe(1_100);
  await expect(popup.server('load-0001')).toBeAttached();

  await popup.search.fill('load-');
  await expect(popup.options).toHaveCount(200);
  await expect(popup.page.getByText('900 more servers.')).toBeVisible();
  await popup.search.fill('load-1099');
  await expect(popup.options).toHaveCount(1);
  await openConsole(chromium, () => popup.search.press('Enter'));
});

test('names with markup and control characters are shown as text', async ({ chromium, cloud }) => {
  const popup = await openPopup(chromium);
  const odd = cloud.contents.projects.find(({ name }) => name.includes('R&D'));
  await popup.project.selectOption({ label: odd?.name ?? '' });
  for (const name of ['网络监控服务器-01', '🚀 rocket 👩‍💻', '<script>alert(1)</script>', 'a/b?c=d&e#f%20']) {
    await popup.search.fill(name);
    await expect(popup.options).toHaveCount(1);
    await expect(popup.options).toContainText(name);
  }
  await popup.search.fill('a/b?c');
  await openConsole(chromium, () => popup.search.press('Enter'));
});
