import type { Locator, Page } from '@playwright/test';
import type { FakeCloud } from '@/tests/fake-cloud';
import { addAuthenticator, replayOutput, watchOutputs } from './support/authenticator';
import { violations } from './support/axe';
import { type Chromium, extensionPage } from './support/chromium';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, openPopup } from './support/journey';
import { copiedFiles, filesWithBytes, readSalts } from './support/salts';
import { LOCKED } from './support/settings-page';
import { PASSPHRASE, promptOf, storedRecords } from './support/vault';

const NEXT = 'eight dry Wednesdays';
const vaultOf = (page: Page) => page.getByRole('region', { name: 'Passphrase', exact: true });
const button = (at: Page | Locator, name: string) => at.getByRole('button', { name, exact: true });
const unlock = (at: Page | Locator) => button(at, 'Unlock with the passkey');

/** Types the passphrase and asks for a passkey, with the keyboard. */
async function askForPasskey(section: Locator, passphrase: string): Promise<void> {
  const field = section.locator('.passkey').getByLabel('Passphrase', { exact: true });
  if (!(await field.isVisible())) await section.locator('.passkey summary').press('Enter');
  await field.fill(passphrase);
  await field.press('Enter');
}

/** The settings, with a cloud behind the passphrase and a passkey for it. */
async function withPasskey(chromium: Chromium, cloud: FakeCloud) {
  const { page } = await addCloud(chromium, demoForm(cloud), LOCKED);
  const section = vaultOf(page);
  const authenticator = await addAuthenticator(page);
  await askForPasskey(section, PASSPHRASE);
  await expect(section.getByText('The passkey is added.')).toBeVisible();
  await expect(button(section, 'Remove the passkey')).toBeFocused();
  return { page, section, authenticator };
}

async function changePassphrase(section: Locator): Promise<void> {
  await section.getByText('Change the passphrase').click();
  await section.getByLabel('Current passphrase').fill(PASSPHRASE);
  for (const field of ['New passphrase', 'Repeat passphrase']) await section.getByLabel(field).fill(NEXT);
  await button(section, 'Change passphrase').click();
}

test('a passkey is added with the passphrase, and unlocks beside it, from the settings and from a locked cloud', async ({
  chromium,
  cloud,
}) => {
  const { page } = await addCloud(chromium, demoForm(cloud), LOCKED);
  const section = vaultOf(page);
  const authenticator = await addAuthenticator(page);
  await askForPasskey(section, 'not this one');
  await expect(section.getByText('This is not the passphrase. Type it again.')).toBeVisible();
  expect(await authenticator.count(), 'a wrong passphrase leaves no passkey').toBe(0);
  await askForPasskey(section, PASSPHRASE);
  await expect(section.getByText('The passkey is added.')).toBeVisible();
  expect(await authenticator.count()).toBe(1);
  expect(await violations(page)).toEqual([]);

  await button(section, 'Lock').click();
  await unlock(section).press('Enter');
  await expect(section.getByText('Unlocked')).toBeVisible();

  await button(section, 'Lock').click();
  const form = page.getByRole('region', { name: 'The sign-in of this cloud is locked.' });
  expect(await violations(page)).toEqual([]);
  await unlock(form).click();
  await expect(section.getByText('Unlocked')).toBeVisible();
  await expect(form).toBeHidden();
});

test('the popup has the passkey asked for in the settings, then lists the servers', async ({ chromium, cloud }) => {
  const { page, section } = await withPasskey(chromium, cloud);
  await button(section, 'Lock').click();
  const popup = await openPopup(chromium);
  await expect(promptOf(popup).field).toBeFocused();
  const toSettings = button(promptOf(popup).question, 'Unlock with the passkey, in the settings');
  await expect(toSettings).toBeVisible();
  expect(await violations(popup.page)).toEqual([]);
  const [opened] = await Promise.all([chromium.context.waitForEvent('page'), toSettings.press('Enter')]);
  await expect(unlock(opened.getByRole('region', { name: 'The sign-in of this cloud is locked.' }))).toBeVisible();
  // The authenticator is in the first tab.
  await page.goto(opened.url());
  await page.reload();
  await unlock(vaultOf(page)).click();
  await expect(vaultOf(page).getByText('Unlocked')).toBeVisible();
  await expect((await openPopup(chromium)).status).toHaveText(/servers$/);
});

test('after a restart the passkey unlocks, by what its authenticator computes and by nothing else; that is stored nowhere', async ({
  chromium,
  launch,
  cloud,
}) => {
  const { page, section } = await withPasskey(chromium, cloud);
  const lastOutput = await watchOutputs(page);
  await button(section, 'Lock').click();
  await unlock(section).click();
  await expect(section.getByText('Unlocked')).toBeVisible();
  const output = await lastOutput();
  expect(output).toHaveLength(44);
  const binary = Buffer.from(output, 'base64');
  for (const [name, text] of await storedRecords(chromium)) {
    expect(text, name).not.toContain(output);
    expect(text, name).not.toContain(binary.toString('latin1'));
  }
  const files = await copiedFiles(chromium.userDataDir);
  expect(filesWithBytes(files, [...binary])).toEqual([]);
  expect(filesWithBytes(files, [...Buffer.from(output)])).toEqual([]);
  await chromium.close();

  const restarted = await launch();
  const again = await restarted.open('options.html');
  await replayOutput(again, Buffer.alloc(32, 1).toString('base64'));
  await unlock(vaultOf(again)).click();
  await expect(vaultOf(again).getByRole('alert').filter({ hasText: 'The passkey opens nothing' })).toBeVisible();
  await replayOutput(again, output);
  await unlock(vaultOf(again)).click();
  await expect(vaultOf(again).getByText('Unlocked')).toBeVisible();
});

test('only an authenticator that has the passkey and verifies its user unlocks; the passphrase does, however often it fails', async ({
  chromium,
  cloud,
}) => {
  const { section, authenticator } = await withPasskey(chromium, cloud);
  await button(section, 'Lock').click();
  const refused = section.getByText('The passkey was not used, or is not on this device.');
  await authenticator.verifiesUser(false);
  for (let n = 0; n < 4; n += 1) {
    await unlock(section).click();
    await expect(refused).toBeVisible();
    await expect(unlock(section)).toBeEnabled();
  }
  await authenticator.verifiesUser(true);
  await authenticator.clear();
  await unlock(section).click();
  await expect(refused).toBeVisible();
  await expect(section.getByLabel('Passphrase', { exact: true })).toBeVisible();
  await section.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await button(section, 'Unlock').click();
  await expect(section.getByText('Unlocked')).toBeVisible();
});

test('no passkey is added with an authenticator that does not verify its user, or computes no key', async ({
  chromium,
  cloud,
}) => {
  const { page } = await addCloud(chromium, demoForm(cloud), LOCKED);
  const section = vaultOf(page);
  const authenticator = await addAuthenticator(page, { hasPrf: false });
  await authenticator.verifiesUser(false);
  await askForPasskey(section, PASSPHRASE);
  await expect(section.getByText('The passkey was not used, or is not on this device.')).toBeVisible();
  expect(await authenticator.count()).toBe(0);
  await authenticator.verifiesUser(true);
  await askForPasskey(section, PASSPHRASE);
  await expect(section.getByText('This device cannot unlock, since it computes no key.')).toBeVisible();
  await expect(button(section, 'Remove the passkey')).toBeHidden();
});

const FORGOTTEN: [name: string, act: (section: Locator) => Promise<unknown>, said: string][] = [
  ['removed', (section) => button(section, 'Remove the passkey').press('Enter'), 'The passkey is removed.'],
  ['there when the passphrase is changed', changePassphrase, 'Changed. The passkey is removed; add it again.'],
  [
    'there when the passphrase is reset',
    async (section) => {
      await button(section, 'Reset').click();
      await button(section.page().getByRole('dialog'), 'Reset').click();
    },
    'Done: the sign-ins behind the passphrase are deleted.',
  ],
];
for (const [name, act, said] of FORGOTTEN)
  test(`a passkey that was ${name} opens nothing, and a copy of the profile has no salt of it`, async ({
    chromium,
    cloud,
  }) => {
    const { page, section } = await withPasskey(chromium, cloud);
    const salts = () => extensionPage(chromium).evaluate(readSalts);
    const before = await salts();
    const salt = (await storedRecords(chromium)).find(([record]) => record === 'vault:passkey-key')?.[1] ?? '';
    const [, bytes = []] = before.find(([id]) => salt.includes(id)) ?? [];
    expect(bytes, 'the salt is found').toHaveLength(32);
    expect(filesWithBytes(await copiedFiles(chromium.userDataDir), bytes)).not.toEqual([]);
    await act(section);
    await expect(section.getByText(said)).toBeVisible();
    expect(filesWithBytes(await copiedFiles(chromium.userDataDir), bytes)).toEqual([]);
    expect((await storedRecords(chromium)).map(([record]) => record)).not.toContain('vault:passkey-key');
    if (name.includes('reset')) return;
    if (name === 'removed') await expect(section.locator('.passkey summary')).toBeFocused();
    await button(section, 'Lock').click();
    await expect(section.getByLabel('Passphrase', { exact: true })).toBeVisible();
    await page.reload();
    await expect(section.getByLabel('Passphrase', { exact: true })).toBeVisible();
    await expect(unlock(page)).toHaveCount(0);
  });
