import { startFakeCloud } from '@/tests/fake-cloud';
import { logInToDashboard } from './support/dashboard';
import { expect, test } from './support/fixtures';
import { demoForm, openCloudForm } from './support/journey';

test('no redirect of a Keystone or a dashboard leads a request elsewhere, even to a host with access', async ({
  chromium,
  cloud,
}) => {
  const elsewhere = await startFakeCloud();
  try {
    await logInToDashboard(chromium, elsewhere);
    elsewhere.resetRequests();
    cloud.fail({ service: 'keystone', status: 302, location: `${elsewhere.authUrl}/`, times: null });
    cloud.fail({ service: 'horizon', status: 302, location: elsewhere.horizonUrl, times: null });

    const settings = await openCloudForm(chromium, demoForm(cloud));
    await settings.save.click();
    // Plain http that redirects is taken to lead to https on the same host.
    await expect(settings.page.getByText('The browser may not talk to 127.0.0.1 yet.')).toBeVisible();
    expect(elsewhere.requests).toEqual([]);

    const page = await chromium.open('options.html');
    await page.getByRole('textbox', { name: 'Dashboard URL' }).fill(cloud.horizonUrl);
    await page.getByRole('button', { name: 'Enable', exact: true }).click();
    await expect(page.getByText(/leads to another address/)).toBeVisible();

    expect(cloud.requests.length).toBeGreaterThan(3);
    const lookUps = cloud.requests.filter(({ service }) => service === 'horizon');
    expect(lookUps.filter(({ headers }) => headers.cookie !== undefined)).toEqual([]);
    expect(elsewhere.requests).toEqual([]);
  } finally {
    await elsewhere.close();
  }
});

test('a removed cloud takes access to its host with it', async ({ chromium, cloud }) => {
  const settings = await openCloudForm(chromium, demoForm(cloud));
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  const hasAccess = () =>
    settings.page.evaluate(() => chrome.permissions.contains({ origins: ['http://127.0.0.1/*'] }));
  expect(await hasAccess()).toBe(true);
  await settings.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await settings.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(hasAccess).toBe(false);
});
