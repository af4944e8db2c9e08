import { expect, test } from './support/fixtures';
import { demoForm, newTab, openCloudForm, openConsole, openPopup } from './support/journey';
import { expectPicture } from './support/picture';
import { reopenLastConsole } from './support/reopen';
import { settingsPage } from './support/settings-page';
import { killWorker } from './support/worker';

test('the worker ends between every two steps, and nothing is lost', async ({ chromium, cloud }) => {
  const settings = settingsPage(await chromium.open('options.html'));
  await killWorker(chromium);
  await settings.addCloud.first().click();
  await killWorker(chromium);
  await settings.fill(demoForm(cloud));
  await killWorker(chromium);
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  await killWorker(chromium);

  const popup = await openPopup(chromium);
  await expect(popup.server('web-01')).toBeVisible();
  await killWorker(chromium);
  await popup.project.selectOption({ label: 'ops' });
  await expect(popup.server('vault-01')).toBeVisible();
  await killWorker(chromium);
  await popup.region.selectOption('RegionTwo');
  await expect(popup.server('mon-02')).toBeVisible();
  await killWorker(chromium);

  const console = await openConsole(chromium, () => popup.server('mon-02').click());
  await killWorker(chromium);
  const address = console.url();
  await reopenLastConsole(popup.page);
  await expect.poll(() => console.url()).not.toBe(address);
  await expectPicture(console);
  await killWorker(chromium);

  const after = await openPopup(chromium);
  await expect(after.project.locator('option:checked')).toHaveText('ops');
  await expect(after.server('mon-02')).toBeVisible();
});

test('the worker ends while it signs in: the popup sends its request again', async ({ chromium, cloud }) => {
  const settings = await openCloudForm(chromium, demoForm(cloud));
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  cloud.fail({ service: 'nova', method: 'GET', effect: 'hang' });

  const popup = await openPopup(chromium);
  await expect.poll(() => cloud.requests.filter(({ service }) => service === 'nova').length).toBeGreaterThan(0);
  await killWorker(chromium);
  await expect(popup.server('web-01')).toBeVisible();
  await expect(popup.alert).toBeHidden();
});

test('the worker ends while it opens a console: one tab opens', async ({ chromium, cloud }) => {
  const settings = await openCloudForm(chromium, demoForm(cloud));
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  const popup = await openPopup(chromium);
  await expect(popup.status).toHaveText(/servers$/);
  cloud.fail({ path: 'remote-consoles', effect: 'hang' });
  const opening = newTab(chromium, () => popup.server('real-console').click());
  await expect.poll(() => cloud.requests.filter(({ path }) => path.includes('remote-consoles')).length).toBe(1);
  await killWorker(chromium);

  await expectPicture(await opening);
  const consoles = chromium.context.pages().filter((page) => page.url().startsWith('http'));
  expect(consoles).toHaveLength(1);
});
