import { CONSOLE_FAILURES } from './support/console-failures';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, openConsole, openPopup, openPopupWithCloud } from './support/journey';

const REQUEST_ID = /req-[0-9a-f-]{36}/;

test('each failure has a sentence and the request id, and can be tried again', async ({ chromium, cloud }) => {
  const { popup } = await openPopupWithCloud(chromium, cloud);
  for (const { name, fault, sentence, requestId } of CONSOLE_FAILURES) {
    await test.step(name, async () => {
      cloud.fail({ path: 'remote-consoles', times: null, ...fault });
      await popup.server('real-console').click();
      await expect(popup.alert).toContainText(sentence);
      if (requestId) await expect(popup.alert).toContainText(REQUEST_ID);
      cloud.heal();
      await popup.dismiss.click();
      await expect(popup.alert).toBeHidden();
    });
  }
  await openConsole(chromium, () => popup.server('real-console').click());
});

test('an unreachable cloud: an error above the cached servers, until "Try again" succeeds', async ({
  chromium,
  cloud,
}) => {
  await addCloud(chromium, demoForm(cloud));
  const first = await openPopup(chromium);
  await expect(first.server('web-01')).toBeVisible();
  await first.page.close();
  cloud.fail({ effect: 'reset', times: null });

  const popup = await openPopup(chromium);
  await expect(popup.alert).toContainText('cannot be reached.');
  await expect(popup.server('web-01')).toBeVisible();
  cloud.heal();
  await popup.alert.getByRole('button', { name: 'Try again' }).click();
  await expect(popup.alert).toBeHidden();
});

test('a request that is never answered ends with a timeout', async ({ chromium, cloud }) => {
  test.slow();
  const { popup } = await openPopupWithCloud(chromium, cloud);
  cloud.fail({ path: 'remote-consoles', effect: 'hang', times: null });
  await popup.server('real-console').click();
  await expect(popup.status).toHaveText('Opening real-console…');
  await expect(popup.alert).toContainText('did not answer in time.', { timeout: 60_000 });
});

test('the auth URL has an error where nothing listens', async ({ chromium, cloud }) => {
  const settings = await addCloud(chromium, demoForm(cloud));
  await cloud.close();
  await settings.page.getByRole('button', { name: 'Test sign-in' }).click();
  await expect(settings.field('Auth URL')).toHaveAccessibleErrorMessage(/cannot be reached/);
});

test('a reader gets the message that the role may not open consoles', async ({ chromium, cloud }) => {
  await addCloud(chromium, { ...demoForm(cloud), userName: 'reader' });
  const popup = await openPopup(chromium);
  await popup.server('real-console').click();
  await expect(popup.alert).toContainText('Your role in this project may not open consoles.');
  await expect(popup.alert).toContainText(REQUEST_ID);
});

test('a user without a project gets that message', async ({ chromium, cloud }) => {
  await addCloud(chromium, { ...demoForm(cloud), userName: 'noproject' });
  const popup = await openPopup(chromium);
  await expect(popup.page.getByText('you have no role on any project')).toBeVisible();
});
