import { enableDashboard, logIn, openDashboard } from './support/dashboard';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, newTab, openConsoleOnce, openPopup } from './support/journey';
import { expectPicture } from './support/picture';
import { LOCKED, SettingsPage } from './support/settings-page';
import { answerPrompt, lastSeen, lastWrong, PASSPHRASE, promptOf, storageOf } from './support/vault';
import { killWorker } from './support/worker';

test('after a restart the popup asks for the passphrase, and opens what was wanted', async ({
  launch,
  chromium,
  cloud,
}) => {
  await openConsoleOnce(chromium, cloud, LOCKED);
  await chromium.close();

  const restarted = await launch();
  const popup = await openPopup(restarted);
  await expect(promptOf(popup).field).toBeFocused();
  // What was known is still shown, and can be wanted; the cloud is asked for nothing before the answer.
  cloud.resetRequests();
  await popup.server('real-console').click();
  await expect(promptOf(popup).field).toBeFocused();
  expect(cloud.requests).toEqual([]);
  await expectPicture(await newTab(restarted, () => answerPrompt(popup)));
  await expect(promptOf(popup).question).toBeHidden();
  await expect(popup.status).toHaveText(/servers$|open/);
});

test('after a restart it lists the servers once it has the passphrase, and reopens', async ({
  launch,
  chromium,
  cloud,
}) => {
  await openConsoleOnce(chromium, cloud, LOCKED);
  await chromium.close();
  const restarted = await launch();
  const popup = await openPopup(restarted);
  await answerPrompt(popup);
  await expect(popup.status).toHaveText(/servers$/);
  await expect(promptOf(popup).question).toBeHidden();

  await popup.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(promptOf(popup).field).toBeFocused();
  await popup.page.getByRole('button', { name: 'Reopen real-console' }).click();
  await expectPicture(await newTab(restarted, () => answerPrompt(popup)));
});

test('the Lock button leaves nothing to use: no key, no token, here or on the cloud', async ({ chromium, cloud }) => {
  await addCloud(chromium, demoForm(cloud), LOCKED);
  const popup = await openPopup(chromium);
  await expect(popup.status).toHaveText(/servers$/);
  expect((await storageOf(chromium)).session).toMatch(/"vault-key"/);
  const tokens = cloud.validTokens().map(({ id }) => id);
  expect(tokens.length).toBeGreaterThan(0);

  await popup.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(promptOf(popup).field).toBeFocused();
  await expect(popup.page.getByRole('button', { name: 'Lock', exact: true })).toBeHidden();
  await expect.poll(() => cloud.validTokens()).toEqual([]);
  await expect.poll(async () => (await storageOf(chromium)).session).toContain('"revocations":[]');
  const { session } = await storageOf(chromium);
  expect(session).not.toContain('"vault-key"');
  for (const token of tokens) expect(session).not.toContain(token);
});

test('wrong passphrases are told beside the field, and have to wait', async ({ chromium, cloud }) => {
  await addCloud(chromium, demoForm(cloud), LOCKED);
  const popup = await openPopup(chromium);
  await popup.page.getByRole('button', { name: 'Lock', exact: true }).click();
  const { field, question } = promptOf(popup);
  await answerPrompt(popup, 'not this one');
  await expect(question.getByRole('alert')).toHaveText('This is not the passphrase. Type it again.');
  await expect(field).toHaveValue('');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  // Ten in a row: closing the popup, the worker or the browser does not make the next one come sooner.
  await lastWrong(chromium, 10, 0);
  await killWorker(chromium);
  const again = await openPopup(chromium);
  await answerPrompt(again);
  await expect(promptOf(again).question.getByRole('alert')).toContainText(/Try again in \d+ s\./);
  await expect(promptOf(again).unlock).toBeDisabled();
  await lastWrong(chromium, 10, 10);
  const later = await openPopup(chromium);
  await answerPrompt(later);
  await expect(later.status).toHaveText(/servers$/);
});

test('the worker dies between the steps: nothing is lost, and nothing is left open', async ({ chromium, cloud }) => {
  const settings = new SettingsPage(await chromium.open('options.html'));
  await settings.addCloud.first().click();
  await settings.fill(demoForm(cloud));
  await settings.choose(LOCKED);
  await settings.typeNewPassphrase(PASSPHRASE);
  await killWorker(chromium);
  await settings.save.click();
  await expect(settings.saved).toBeVisible();
  await killWorker(chromium);
  const popup = await openPopup(chromium);
  await expect(popup.status, 'unlocked in the next worker too').toHaveText(/servers$/);
  await killWorker(chromium);
  await popup.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(promptOf(popup).field).toBeFocused();
  await killWorker(chromium);
  await popup.server('real-console').click();
  await expect(promptOf(popup).field).toBeFocused();
  await killWorker(chromium);
  await expectPicture(await newTab(chromium, () => answerPrompt(popup)));
});

test('who comes back after the time is asked, by whichever worker', async ({ chromium, cloud }) => {
  await addCloud(chromium, demoForm(cloud), LOCKED);
  await lastSeen(chromium, 14);
  await killWorker(chromium);
  const popup = await openPopup(chromium);
  await expect(popup.status).toHaveText(/servers$/);
  await lastSeen(chromium, 17);
  await killWorker(chromium);
  const later = await openPopup(chromium);
  await expect(promptOf(later).field).toBeFocused();
  await expect.poll(() => cloud.validTokens()).toEqual([]);
});

test.describe('from a dashboard that keeps its token to itself', () => {
  test.use({ cloudOptions: { horizonClientToken: false } });

  test('the button says where to unlock, and the popup goes on from there', async ({ chromium, cloud }) => {
    await logIn(chromium, cloud);
    await enableDashboard(chromium, cloud.horizonUrl);
    const settings = new SettingsPage(await chromium.open('options.html#new'));
    await settings.fill(demoForm(cloud));
    await settings.field('Dashboard of this cloud').fill(cloud.horizonUrl);
    await settings.choose(LOCKED);
    await settings.typeNewPassphrase(PASSPHRASE);
    await settings.save.click();
    await expect(settings.saved).toBeVisible();
    await settings.page.getByRole('region', { name: 'Passphrase' }).getByRole('button', { name: 'Lock' }).click();
    const list = await openDashboard(chromium, `${cloud.horizonUrl}project/instances/`);
    await list.button('real-console').click();
    await expect(list.alert).toContainText('Your sign-in for this cloud is locked.');
    await expect(list.alert).toContainText("Click the extension's button in the toolbar");

    const popup = await openPopup(chromium);
    await expectPicture(await newTab(chromium, () => answerPrompt(popup)));
    const answered = await openPopup(chromium);
    await expect(answered.status, 'it is asked and done once').toHaveText(/servers$/);
    await expect(promptOf(answered).question).toBeHidden();
  });
});
