import { apiCalls, callsDuring, signInCalls } from './support/calls';
import { expect, test } from './support/fixtures';
import { addCloud, demoForm, openConsole, openConsoleOnce, openPopup, openPopupWithCloud } from './support/journey';
import { reopenLastConsole } from './support/reopen';

test('a warm click makes one request', async ({ chromium, cloud }) => {
  const { popup } = await openPopupWithCloud(chromium, cloud);

  const calls = await callsDuring(cloud, async () => {
    await openConsole(chromium, () => popup.server('real-console').click());
  });
  expect(calls).toEqual([consoleCall(cloud.server('real-console').id)]);
});

test('a cold click makes two requests: sign in, open', async ({ launch, chromium, cloud }) => {
  await openConsoleOnce(chromium, cloud, 'On this device');
  await chromium.close();

  const restarted = await launch();
  const page = await restarted.open('options.html');
  const calls = await callsDuring(cloud, async () => {
    await openConsole(restarted, () => reopenLastConsole(page));
  });
  expect(calls).toEqual(['POST /v3/auth/tokens', consoleCall(cloud.server('real-console').id)]);
});

test('a token revoked on the cloud is replaced once, without an error', async ({ chromium, cloud }) => {
  const { popup } = await openPopupWithCloud(chromium, cloud);
  cloud.revokeAllTokens();

  const before = signInCalls(cloud);
  const calls = await callsDuring(cloud, async () => {
    await openConsole(chromium, () => popup.server('real-console').click());
  });
  // The console, validation of the token, a new token, the console.
  expect(calls).toHaveLength(4);
  expect(signInCalls(cloud)).toBe(before + 1);
  await expect(popup.alert).toBeHidden();
});

test('a password that has become wrong is sent once, and again only when the user asks', async ({
  chromium,
  cloud,
}) => {
  await addCloud(chromium, demoForm(cloud));
  const first = await openPopup(chromium);
  await expect(first.status).toHaveText(/servers$/);
  await first.page.close();
  const demo = cloud.contents.users.find(({ name }) => name === 'demo');
  if (demo) demo.password = 'changed';
  cloud.revokeAllTokens();

  const before = signInCalls(cloud);
  const popup = await openPopup(chromium);
  await expect(popup.alert).toContainText('did not accept this sign-in');
  await popup.page.close();
  const again = await openPopup(chromium);
  await expect(again.alert).toContainText('did not accept this sign-in');
  await again.server('real-console').click();
  await expect(again.status).not.toHaveText(/^Opening/);
  expect(signInCalls(cloud)).toBe(before + 1);
  expect(apiCalls(cloud).filter((call) => call.includes('remote-consoles'))).toEqual([]);
});

function consoleCall(serverId: string): string {
  return `POST /v2.1/servers/${serverId}/remote-consoles`;
}
