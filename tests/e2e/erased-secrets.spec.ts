import { type Chromium, extensionPage } from './support/chromium';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm } from './support/journey';
import { copiedFiles, filesWithBytes, readSalts } from './support/salts';
import { LOCKED } from './support/settings-page';
import { PASSPHRASE } from './support/vault';

test.use({ cloudOptions: { acceptAccessRules: true } });

/**
 * Does something that erases secrets, and looks for their salts in a copy of the profile made right then. Without its salt
 * nobody can decrypt a record, see tests/unit/vault/copied-profile.test.ts.
 */
async function expectErased(chromium: Chromium, act: () => Promise<unknown>, at: string): Promise<void> {
  const salts = () => extensionPage(chromium).evaluate(readSalts);
  const before = await salts();
  expect(before.length, `${at}: salts before`).toBeGreaterThan(0);
  await act();
  const after = await salts();
  const files = await copiedFiles(chromium.userDataDir);
  for (const [, bytes] of after) expect(filesWithBytes(files, bytes), `${at}: a salt in use is found`).not.toEqual([]);
  const erased = before.filter(([name]) => !after.some(([other]) => other === name));
  expect(erased.length, `${at}: salts that are erased`).toBeGreaterThan(0);
  for (const [, bytes] of erased) expect(filesWithBytes(files, bytes), `${at}: an erased salt`).toEqual([]);
}

test('a copy of the profile has no salt of a secret that was replaced, moved or removed, or of an old passphrase', async ({
  chromium,
  cloud,
}) => {
  const settings = await addCloud(chromium, demoForm(cloud), 'On this device');
  const { page } = settings;
  const section = page.getByRole('region', { name: 'Passphrase', exact: true });

  const restrict = async () => {
    await page.getByRole('button', { name: 'Use a restricted application credential instead' }).click();
    await expect(page.getByText('The password is forgotten.')).toBeVisible();
  };
  await expectErased(chromium, restrict, 'replaced by an application credential');

  const moveBehindPassphrase = async () => {
    await settings.choose(LOCKED);
    await settings.typeNewPassphrase(PASSPHRASE);
    await settings.save.click();
    await expect(settings.saved).toBeVisible();
  };
  await expectErased(chromium, moveBehindPassphrase, 'moved behind a passphrase');

  const changePassphrase = async () => {
    await section.getByText('Change the passphrase').click();
    await section.getByLabel('Current passphrase').fill(PASSPHRASE);
    for (const field of ['New passphrase', 'Repeat passphrase'])
      await section.getByLabel(field).fill('eight dry Wednesdays');
    await section.getByRole('button', { name: 'Change passphrase' }).click();
    await expect(section.getByText('Changed.')).toBeVisible();
  };
  await expectErased(chromium, changePassphrase, 'another passphrase');

  await settings.addCloud.first().click();
  await settings.fill({ ...demoForm(cloud), name: 'Second' });
  await settings.choose('On this device');
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  const remove = async () => {
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(page.getByText(/^Second was removed/)).toBeVisible();
  };
  await expectErased(chromium, remove, 'removed with its cloud');
});
