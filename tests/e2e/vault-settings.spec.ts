import type { Page } from '@playwright/test';
import { violations } from './support/axe';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, openCloudForm, openPopup } from './support/journey';
import { LOCKED, settingsPage } from './support/settings-page';
import { enterPassphrase, PASSPHRASE, promptOf, storageOf } from './support/vault';

const NEXT = 'eight dry Wednesdays';
const region = (page: Page) => page.getByRole('region', { name: 'Passphrase', exact: true });

test('a new passphrase has eight characters and is typed twice; the next cloud needs none', async ({
  chromium,
  cloud,
}) => {
  const settings = await openCloudForm(chromium, demoForm(cloud));
  await settings.choose(LOCKED);
  await settings.typeNewPassphrase('short');
  await settings.save.click();
  await expect(settings.secret('New passphrase')).toBeFocused();
  await expect(settings.page.getByText('This is too short: take at least eight characters.')).toBeVisible();
  await settings.typeNewPassphrase(PASSPHRASE, `${PASSPHRASE}?`);
  await settings.save.click();
  await expect(settings.secret('Repeat passphrase')).toBeFocused();
  await expect(settings.page.getByText('This is not the same as above.')).toBeVisible();
  expect((await storageOf(chromium)).session, 'nothing is set before it is right').not.toContain('vault-key');
  await settings.typeNewPassphrase(PASSPHRASE);
  await settings.save.click();
  await expect(settings.saved).toBeVisible();

  await settings.addCloud.first().click();
  await settings.fill({ ...demoForm(cloud), name: 'Second' });
  await settings.choose(LOCKED);
  await expect(region(settings.page).getByText('Unlocked')).toBeVisible();
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
});

test('a passphrase of every list is refused, and a meter tells how strong one is', async ({ chromium, cloud }) => {
  const settings = await openCloudForm(chromium, demoForm(cloud));
  await settings.choose(LOCKED);
  const meter = settings.page.getByRole('meter', { name: 'Strength' });
  for (const [passphrase, word] of [
    ['password', 'Very weak'],
    ['12345678', 'Very weak'],
  ] as const) {
    await settings.typeNewPassphrase(passphrase);
    await settings.save.click();
    await expect(settings.secret('New passphrase')).toBeFocused();
    await expect(settings.page.getByText(/^This is in lists of common passwords/)).toBeVisible();
    await expect(settings.page.getByText(word, { exact: true })).toBeVisible();
    await expect(meter).toHaveJSProperty('value', 0);
  }
  expect((await storageOf(chromium)).session, 'nothing is set').not.toContain('vault-key');
  await settings.typeNewPassphrase(PASSPHRASE);
  await expect(settings.page.getByText('Strong', { exact: true })).toBeVisible();
  await expect(meter).toHaveJSProperty('value', 4);
  expect(await violations(settings.page)).toEqual([]);
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
});

test('the form of a locked cloud says so, and unlocks it', async ({ chromium, cloud }) => {
  const settings = await addCloud(chromium, demoForm(cloud), LOCKED);
  const { page } = settings;
  await region(page).getByRole('button', { name: 'Lock' }).click();
  const notice = page.getByRole('region', { name: 'The sign-in of this cloud is locked.' });
  await expect(notice).toBeVisible();
  await settings.field('Name').fill('Renamed');
  await settings.save.click();
  await expect(notice.getByLabel('Passphrase')).toBeFocused();
  await expect(notice.getByText('Unlock first')).toBeVisible();
  await notice.getByLabel('Passphrase').fill(PASSPHRASE);
  await notice.getByLabel('Passphrase').press('Enter');
  await expect(notice).toBeHidden();
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  await expect(page.getByRole('navigation').getByText('Renamed')).toBeVisible();
});

test('after a change of the passphrase, the old one is refused', async ({ chromium, launch, cloud }) => {
  const { page } = await addCloud(chromium, demoForm(cloud), LOCKED);
  const section = region(page);
  await section.getByText('Change the passphrase').click();
  const change = async (current: string, next: string) => {
    await section.getByLabel('Current passphrase').fill(current);
    await section.getByLabel('New passphrase').fill(next);
    await section.getByLabel('Repeat passphrase').fill(next);
    await section.getByRole('button', { name: 'Change passphrase' }).click();
  };
  await change('not this one', NEXT);
  await expect(section.getByText('This is not the passphrase. Type it again.')).toBeVisible();
  await expect(section.getByLabel('Current passphrase')).toBeFocused();
  await change(PASSPHRASE, NEXT);
  await expect(section.getByText('Changed.')).toBeVisible();
  await chromium.close();

  const restarted = await launch();
  const popup = await openPopup(restarted);
  await enterPassphrase(popup, PASSPHRASE);
  await expect(promptOf(popup).question.getByRole('alert')).toContainText('This is not the passphrase.');
  await enterPassphrase(popup, NEXT);
  await expect(popup.status).toHaveText(/servers$/);
});

test('resetting a forgotten passphrase keeps the cloud, which asks for its password', async ({
  chromium,
  launch,
  cloud,
}) => {
  await addCloud(chromium, demoForm(cloud), LOCKED);
  await chromium.close();
  const restarted = await launch();
  const settings = settingsPage(await restarted.open('options.html'));
  const { page } = settings;
  await region(page).getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('navigation').getByText('Locked')).toBeVisible();
  await region(page).getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByText('Done: the sign-ins behind the passphrase are deleted.')).toBeVisible();
  await expect(page.getByRole('navigation').getByText('Sign in again')).toBeVisible();

  const popup = await openPopup(restarted);
  await expect(popup.alert).toContainText('The sign-in of this cloud is not kept any more.');
  await settings.secret('Password').fill('password');
  await settings.typeNewPassphrase(NEXT);
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  const mended = await openPopup(restarted);
  await expect(mended.status).toHaveText(/servers$/);
});

test('the time of the automatic lock can be chosen and is stored', async ({ chromium, cloud }) => {
  const { page } = await addCloud(chromium, demoForm(cloud), LOCKED);
  const after = page.getByRole('combobox', { name: 'Lock after' });
  await expect(after.locator('option:checked')).toHaveText('15 minutes without use');
  await after.selectOption({ label: 'Not by time' });
  await expect.poll(async () => (await storageOf(chromium)).local).toContain('"auto-lock-minutes":{"v":1,"value":0}');
  await page.reload();
  await expect(after.locator('option:checked')).toHaveText('Not by time');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('prompt, form and section have no axe violation', async ({ chromium, cloud }) => {
      const settings = await addCloud(chromium, demoForm(cloud), LOCKED);
      const section = region(settings.page);
      await section.getByText('Change the passphrase').click();
      await section.getByRole('button', { name: 'Change passphrase' }).click();
      await expect(section.getByLabel('Current passphrase')).toBeFocused();
      expect(await violations(settings.page)).toEqual([]);
      await section.getByRole('button', { name: 'Lock' }).click();
      await expect(settings.page.getByRole('region', { name: 'The sign-in of this cloud is locked.' })).toBeVisible();
      expect(await violations(settings.page)).toEqual([]);
      const popup = await openPopup(chromium);
      await enterPassphrase(popup, 'not this one');
      await expect(promptOf(popup).question.getByRole('alert')).toContainText('This is not the passphrase.');
      expect(await violations(popup.page)).toEqual([]);
    });
  });
}
