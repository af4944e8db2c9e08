import { expect, LOOPBACK, test } from './support/fixtures';
import { consentTo, watchRequests, withdrawAccess } from './support/host-access';
import { addCloud, demoForm, openConsole, openPopup } from './support/journey';

test('removed host access is explained and can be granted again in the popup', async ({ chromium, cloud }) => {
  await addCloud(chromium, demoForm(cloud));
  const first = await openPopup(chromium);
  await expect(first.server('web-01')).toBeVisible();
  await first.page.close();
  await withdrawAccess(chromium, LOOPBACK);

  const popup = await openPopup(chromium);
  await expect(popup.alert).toContainText('The browser may not talk to 127.0.0.1 yet.');
  await expect(popup.server('web-01')).toBeVisible();
  await consentTo(chromium, LOOPBACK);
  await popup.alert.getByRole('button', { name: 'Allow access' }).click();
  await expect(popup.alert).toBeHidden();
  await openConsole(chromium, () => popup.server('real-console').click());
});

test('without host access no request leaves the browser', async ({ chromium, cloud }) => {
  await addCloud(chromium, demoForm(cloud));
  await withdrawAccess(chromium, LOOPBACK);
  cloud.resetRequests();
  const popup = await openPopup(chromium);
  await expect(popup.alert).toBeVisible();
  expect(cloud.requests).toEqual([]);
});

test.describe('a cloud whose catalog names another host', () => {
  test.use({ cloudOptions: { catalogHost: 'localhost' } });

  test('access to that host is requested when it is first needed', async ({ chromium, cloud }) => {
    await addCloud(chromium, demoForm(cloud));
    const popup = await openPopup(chromium);
    await expect(popup.alert).toBeVisible();
    const sentThere = cloud.requests.filter(({ headers }) => headers.host?.startsWith('localhost'));
    expect(sentThere).toEqual([]);
    await expect(popup.alert).toContainText('The browser may not talk to localhost yet.');
    await consentTo(chromium, 'http://localhost/*');
    await popup.alert.getByRole('button', { name: 'Allow access' }).click();
    await expect(popup.server('web-01')).toBeVisible();
  });
});

test.describe('a cloud whose regions have their own hosts', () => {
  const hosts = { RegionOne: 'one.localhost', RegionTwo: 'two.localhost' };
  test.use({ cloudOptions: { regionHosts: hosts } });

  test('the hosts are listed with their services, and access to them is requested once, together', async ({
    chromium,
    cloud,
  }) => {
    const requestedPatterns = await watchRequests(chromium);
    const { page } = await addCloud(chromium, demoForm(cloud));
    expect(requestedPatterns()).toEqual([[LOOPBACK]]);
    const listed = page.getByRole('listitem').filter({ hasText: /Nova|Keystone/ });
    await expect(listed).toHaveText([
      /^127\.0\.0\.1Sign-in \(Keystone\)Allowed/,
      /^one\.localhostServers and consoles \(Nova\)Allow access/,
      /^two\.localhostServers and consoles \(Nova\)Allow access/,
    ]);

    const patterns = Object.values(hosts).map((host) => `http://${host}/*`);
    for (const pattern of patterns) await consentTo(chromium, pattern);
    await expect(page.getByText('this cloud lists its servers on other hosts')).toBeVisible();
    await page.getByRole('button', { name: 'Allow access', exact: true }).click();
    await expect(listed.filter({ hasText: /Allowed/ })).toHaveCount(3);
    await expect(page.getByText('this cloud lists its servers on other hosts')).toBeHidden();
    expect(requestedPatterns()).toEqual([[LOOPBACK], patterns]);

    const popup = await openPopup(chromium);
    await expect(popup.server('web-01')).toBeVisible();
    await popup.region.selectOption('RegionTwo');
    await expect(popup.status).toHaveText(/^\d+ servers?$/);
    await expect(popup.alert).toBeHidden();
    expect(requestedPatterns()).toHaveLength(2);
    const reached = cloud.requests.filter(({ service }) => service === 'nova').map(({ headers }) => headers.host);
    expect(new Set(reached.map((host) => host?.replace(/:\d+$/, '')))).toEqual(new Set(Object.values(hosts)));
  });
});
