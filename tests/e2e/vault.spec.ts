import { logInAndEnable, openDashboard } from './support/dashboard';
import { expect, test } from './support/fixtures';
import {
  addCloud,
  demoForm,
  openCloudForm,
  openConsole,
  openPopup,
  openPopupWithCloud,
  restartLocked,
} from './support/journey';
import { LOCKED } from './support/settings-page';
import { enterPassphrase, PASSPHRASE, promptOf, setLastUse, setWrongPassphrases, storageOf } from './support/vault';
import { killWorker } from './support/worker';

test('after a restart the popup asks for the passphrase, then opens the chosen server', async ({
  launch,
  chromium,
  cloud,
}) => {
  const restarted = await restartLocked(chromium, cloud, launch);
  const popup = await openPopup(restarted);
  await expect(promptOf(popup).field).toBeFocused();
  // The cached servers can be chosen; the cloud gets no request before the passphrase.
  cloud.resetRequests();
  await popup.server('real-console').click();
  await expect(promptOf(popup).field).toBeFocused();
  expect(cloud.requests).toEqual([]);
  await openConsole(restarted, () => enterPassphrase(popup));
  await expect(promptOf(popup).question).toBeHidden();
  await expect(popup.status).toHaveText(/servers$|open/);
});

test('after a restart the passphrase lists the servers; after a lock it reopens the last console', async ({
  launch,
  chromium,
  cloud,
}) => {
  const restarted = await restartLocked(chromium, cloud, launch);
  const popup = await openPopup(restarted);
  await enterPassphrase(popup);
  await expect(popup.status).toHaveText(/servers$/);
  await expect(promptOf(popup).question).toBeHidden();

  await popup.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(promptOf(popup).field).toBeFocused();
  await popup.page.getByRole('button', { name: 'Reopen real-console' }).click();
  await openConsole(restarted, () => enterPassphrase(popup));
});

test('the Lock button removes the key and revokes the tokens', async ({ chromium, cloud }) => {
  const { popup } = await openPopupWithCloud(chromium, cloud, LOCKED);
  expect((await storageOf(chromium)).session).toMatch(/"vault-key"/);
  const tokens = cloud.validTokens().map(({ id }) => id);
  expect(tokens.length).toBeGreaterThan(0);

  await popup.page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(promptOf(popup).field).toBeFocused();
  await expect(popup.page.getByRole('button', { name: 'Lock', exact: true })).toBeHidden();
  await expect.poll(() => cloud.validTokens()).toEqual([]);
  await expect.poll(async () => (await storageOf(chromium)).session).toContain('"revocations":{"v":1,"value":[]}');
  const { session } = await storageOf(chromium);
  expect(session).not.toContain('"vault-key"');
  for (const token of tokens) expect(session).not.toContain(token);
});

test('a wrong passphrase gets an error at its field, and ten delay the next try', async ({ chromium, cloud }) => {
  const { popup } = await openPopupWithCloud(chromium, cloud, LOCKED);
  await popup.page.getByRole('button', { name: 'Lock', exact: true }).click();
  const { field, question } = promptOf(popup);
  await enterPassphrase(popup, 'not this one');
  await expect(question.getByRole('alert')).toHaveText('This is not the passphrase. Type it again.');
  await expect(field).toHaveValue('');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  // Ten in a row: a new popup or worker does not shorten the delay.
  await setWrongPassphrases(chromium, 10, 0);
  await killWorker(chromium);
  const again = await openPopup(chromium);
  await enterPassphrase(again);
  await expect(promptOf(again).question.getByRole('alert')).toContainText(/Try again in \d+ s\./);
  await expect(promptOf(again).unlock).toBeDisabled();
  await setWrongPassphrases(chromium, 10, 10);
  const later = await openPopup(chromium);
  await enterPassphrase(later);
  await expect(later.status).toHaveText(/servers$/);
});

test('the worker ends between the steps: nothing is lost, and what is locked stays locked', async ({
  chromium,
  cloud,
}) => {
  const settings = await openCloudForm(chromium, demoForm(cloud));
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
  await openConsole(chromium, () => enterPassphrase(popup));
});

test('after the time without use the passphrase is asked for, also by a new worker', async ({ chromium, cloud }) => {
  await addCloud(chromium, demoForm(cloud), LOCKED);
  await setLastUse(chromium, 14);
  await killWorker(chromium);
  const popup = await openPopup(chromium);
  await expect(popup.status).toHaveText(/servers$/);
  await setLastUse(chromium, 17);
  await killWorker(chromium);
  const later = await openPopup(chromium);
  await expect(promptOf(later).field).toBeFocused();
  await expect.poll(() => cloud.validTokens()).toEqual([]);
});

test.describe('from a dashboard that does not give its token', () => {
  test.use({ cloudOptions: { horizonClientToken: false } });

  test('the button says where to unlock, and the popup then opens the console', async ({ chromium, cloud }) => {
    await logInAndEnable(chromium, cloud);
    const settings = await addCloud(chromium, { ...demoForm(cloud), dashboardUrl: cloud.horizonUrl }, LOCKED);
    await settings.page.getByRole('region', { name: 'Passphrase' }).getByRole('button', { name: 'Lock' }).click();
    const list = await openDashboard(chromium, `${cloud.horizonUrl}project/instances/`);
    await list.button('real-console').click();
    await expect(list.alert).toContainText('Your sign-in for this cloud is locked.');
    await expect(list.alert).toContainText("Click the extension's button in the toolbar");

    const popup = await openPopup(chromium);
    await openConsole(chromium, () => enterPassphrase(popup));
    const answered = await openPopup(chromium);
    await expect(answered.status, 'the console is opened once').toHaveText(/servers$/);
    await expect(promptOf(answered).question).toBeHidden();
  });
});
