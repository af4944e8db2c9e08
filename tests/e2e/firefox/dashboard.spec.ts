import { expect, test } from '@/tests/e2e/support/firefox-fixtures';
import { consoleTab, logInToFakeHorizon, named } from '@/tests/e2e/support/firefox-journey';

test("Horizon's session opens a console without a stored cloud", async ({ firefox, cloud }) => {
  const list = await logInToFakeHorizon(firefox, cloud);

  const settings = await firefox.open('options.html');
  await (await named(settings, 'textbox', 'Dashboard URL')).type(cloud.horizonUrl);
  await (await named(settings, 'button', 'Enable')).click();
  await settings.waitForSelector('::-p-text(Enabled: its instances have the button now.)');

  const { id } = cloud.server('real-console');
  cloud.resetRequests();
  await list.bringToFront();
  const button = await list.waitForSelector(`button[data-novnc-for-openstack="${id}"]`);
  await button?.click();
  await consoleTab(firefox.browser, cloud);
  const cloudRequests = cloud.requests.filter(({ service }) => service === 'nova' || service === 'horizon');
  expect(cloudRequests.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
    expect.stringMatching(/\/remote-consoles$/),
  ]);
});

test('another port of the host gets no button, and neither does a disabled dashboard', async ({ firefox, cloud }) => {
  const list = await logInToFakeHorizon(firefox, cloud);
  const settings = await firefox.open('options.html');
  await (await named(settings, 'textbox', 'Dashboard URL')).type(cloud.horizonUrl);
  await (await named(settings, 'button', 'Enable')).click();
  await list.bringToFront();
  await list.waitForSelector('button[data-novnc-for-openstack]');

  // Firefox starts the script there too; it must ask before it does anything that the page can see.
  const other = await firefox.browser.newPage();
  await other.evaluateOnNewDocument(() => {
    const noted: string[] = [];
    Object.assign(window, { noted });
    document.addEventListener('novnc-for-openstack:started', () => noted.push('started'));
    new MutationObserver(() => {
      if (document.querySelector('[data-novnc-for-openstack]') !== null) noted.push('button');
    }).observe(document, { childList: true, subtree: true });
  });
  await other.goto(`${cloud.lookalikeUrl.replace('localhost', '127.0.0.1')}horizon/project/instances/`);
  await other.waitForSelector('table#instances');
  // Loaded later, the real dashboard has its buttons: the other would have them by now.
  await list.bringToFront();
  await list.reload();
  await list.waitForSelector('button[data-novnc-for-openstack]');
  expect(await other.evaluate(() => (window as unknown as { noted: string[] }).noted)).toEqual([]);

  await settings.bringToFront();
  await (await named(settings, 'button', `Disable ${cloud.horizonUrl}`)).click();
  await list.bringToFront();
  await list.waitForFunction(() => document.querySelector('[data-novnc-for-openstack]') === null);
});
