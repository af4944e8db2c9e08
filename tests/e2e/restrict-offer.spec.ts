import { expect, test } from './support/fixtures';
import { openImport } from './support/import-dialog';
import { addCloud, demoForm, newTab, openPopup } from './support/journey';
import type { PopupPageObject } from './support/popup-page';

const offerIn = ({ page }: PopupPageObject) => page.getByRole('button', { name: 'Replace the password', exact: true });
const dismissIn = ({ page }: PopupPageObject) =>
  page.getByRole('button', { name: 'Do not offer to replace the password again' });
const placesOf = (popup: PopupPageObject) =>
  popup.options.evaluateAll((rows) => rows.map((row) => JSON.stringify(row.getBoundingClientRect())));

test('an imported cloud offers an application credential after its first sign-in, until it has one', async ({
  chromium,
  cloud,
}) => {
  cloud.config.acceptAccessRules = true;
  const dialog = await openImport(await chromium.open('options.html'));
  const auth = `auth_url: "${cloud.authUrl}", username: demo, user_domain_name: Default, password: password`;
  await dialog.paste(`clouds: {imported: {auth: {${auth}}}}`);
  await dialog.submit(1).click();
  await expect(dialog.page.getByText('1 cloud was imported.')).toBeVisible();

  cloud.config.latencyMs.nova = 1_000;
  const popup = await openPopup(chromium);
  await expect(popup.status).toHaveText('Loading servers…');
  await expect(offerIn(popup)).toBeHidden();
  await expect(offerIn(popup)).toBeVisible();
  cloud.config.latencyMs.nova = 0;
  await expect(popup.status).toHaveText(/servers$/);

  const settings = await newTab(chromium, () => offerIn(popup).click());
  await expect(settings.getByRole('heading', { name: 'No password needed' })).toBeFocused();
  await settings.getByRole('button', { name: 'Use a restricted application credential instead' }).click();
  await expect(settings.getByText('The password is forgotten.')).toBeVisible();
  const later = await openPopup(chromium);
  await expect(later.status).toHaveText(/servers$/);
  await expect(offerIn(later)).toBeHidden();
});

test('the offer does not move the list, and does not come back once dismissed', async ({ chromium, cloud }) => {
  await addCloud(chromium, demoForm(cloud), 'On this device');
  const first = await openPopup(chromium);
  await expect(offerIn(first)).toBeVisible();
  await first.page.close();

  // The cached list is shown before the cloud answers.
  cloud.config.latencyMs.nova = 1_000;
  const popup = await openPopup(chromium);
  await expect(popup.status).toHaveText('Refreshing…');
  const before = await placesOf(popup);
  expect(before.length).toBeGreaterThan(5);
  await expect(offerIn(popup)).toBeVisible();
  expect(await placesOf(popup)).toEqual(before);
  await dismissIn(popup).click();
  await expect(offerIn(popup)).toBeHidden();
  await expect(popup.search).toBeFocused();
  expect(await placesOf(popup)).toEqual(before);
  await popup.page.close();

  cloud.config.latencyMs.nova = 0;
  const later = await openPopup(chromium);
  await expect(later.status).toHaveText(/servers$/);
  await expect(offerIn(later)).toBeHidden();
});
