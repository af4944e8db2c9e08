import { expect, LOOPBACK, test } from './support/fixtures';
import { consentTo, withdrawAccess } from './support/host-access';
import { addCloud, demoForm, newTab, openPopup } from './support/journey';
import { expectPicture } from './support/picture';

test('access that was taken away later is explained and given back in place', async ({ chromium, cloud }) => {
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
  await expectPicture(await newTab(chromium, () => popup.server('real-console').click()));
});

test('without access no request leaves the browser', async ({ chromium, cloud }) => {
  await addCloud(chromium, demoForm(cloud));
  await withdrawAccess(chromium, LOOPBACK);
  cloud.resetRequests();
  const popup = await openPopup(chromium);
  await expect(popup.alert).toBeVisible();
  expect(cloud.requests).toEqual([]);
});

test.describe('a cloud whose catalog names another host', () => {
  test.use({ cloudOptions: { catalogHost: 'localhost' } });

  test('that host is asked for when it is first needed', async ({ chromium, cloud }) => {
    await addCloud(chromium, demoForm(cloud));
    const popup = await openPopup(chromium);
    await expect(popup.alert).toContainText('The browser may not talk to localhost yet.');
    await consentTo(chromium, 'http://localhost/*');
    await popup.alert.getByRole('button', { name: 'Allow access' }).click();
    await expect(popup.server('web-01')).toBeVisible();
  });
});
