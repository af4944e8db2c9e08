import { expect, test } from '@/tests/e2e/support/firefox-fixtures';
import { consoleTab, named } from '@/tests/e2e/support/firefox-journey';

test("Horizon's session opens a console, without a stored cloud", async ({ firefox, cloud }) => {
  const list = await firefox.browser.newPage();
  await list.goto(`${cloud.horizonUrl}auth/login/?next=/horizon/project/instances/`);
  await list.type('input[name=username]', 'demo');
  await list.type('input[name=password]', 'password');
  await list.type('input[name=domain]', 'Default');
  await Promise.all([list.waitForSelector('table#instances'), list.click('#loginBtn')]);

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
  const asked = cloud.requests.filter(({ service }) => service === 'nova' || service === 'horizon');
  expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
    expect.stringMatching(/\/remote-consoles$/),
  ]);
});
