import { expect, test } from '@/tests/e2e/support/firefox-fixtures';
import { consoleTab, logInToHorizon, named } from '@/tests/e2e/support/firefox-journey';

test("Horizon's session opens a console, without a stored cloud", async ({ firefox, cloud }) => {
  const list = await logInToHorizon(firefox, cloud);

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
