import { openPopup } from '@/tests/e2e/support/journey';
import { settingsPage } from '@/tests/e2e/support/settings-page';
import { serversOf, signInToApi } from './support/api';
import { hasPassword, mainCloud, readClouds } from './support/clouds-yaml';
import { addEntry, expect, formOf, test } from './support/fixtures';

const REQUEST_ID = /req-[0-9a-f-]{36}/;

/** The popup's message for each status. */
const WITHOUT_SCREEN: Record<string, string> = {
  SHUTOFF: 'This server is shut off',
  PAUSED: 'This server is paused',
  SUSPENDED: 'This server is suspended',
  SHELVED: 'This server is shelved',
  SHELVED_OFFLOADED: 'This server is shelved',
  ERROR: 'This server is in error',
};

test('a wrong password gets an error at its field', async ({ chromium, entry }) => {
  const settings = settingsPage(await chromium.open('options.html'));
  await settings.addCloud.first().click();
  await settings.fill({ ...formOf(entry), password: 'surely-not-this' });
  await settings.save.click();
  await expect(settings.secret('Password')).toHaveAccessibleErrorMessage(/did not accept this sign-in/);
  await expect(settings.saved).toBeHidden();
});

test('an auth URL of another service gets an error at its field', async ({ chromium, entry, api }) => {
  const settings = settingsPage(await chromium.open('options.html'));
  await settings.addCloud.first().click();
  await settings.fill({ ...formOf(entry), authUrl: api.novaUrl });
  await settings.save.click();
  await expect(settings.field('Auth URL')).toHaveAttribute('aria-invalid', 'true');
});

test('a server that was deleted gets an error', async ({ chromium, entry }) => {
  const settings = await addEntry(chromium, entry);
  const popup = await openPopup(chromium);
  await popup.project.selectOption({ label: entry.signIn.project });
  await expect(popup.status).toHaveText(/servers?$/);
  const [projectId, region] = await settings.page.evaluate(async () => {
    const text = JSON.stringify(await chrome.storage.local.get(null));
    return [/"projectId":"([^"]+)"/.exec(text)?.[1], /"region":"([^"]+)"/.exec(text)?.[1]] as const;
  });
  const reply = await settings.page.evaluate(
    async ([project, place]) => {
      const text = JSON.stringify(await chrome.storage.local.get(null));
      const cloudId = /"cloudId":"([^"]+)"/.exec(text)?.[1];
      const data = {
        requestId: crypto.randomUUID(),
        cloudId,
        projectId: project,
        region: place,
        serverId: crypto.randomUUID(),
        serverName: null,
        checkStatus: false,
      };
      return JSON.stringify(await chrome.runtime.sendMessage({ name: 'openConsole', data }));
    },
    [projectId, region] as const,
  );
  expect(reply).toContain('SERVER_NOT_FOUND');
  expect(reply).toMatch(REQUEST_ID);
});

for (const entry of readClouds().filter(hasPassword)) {
  test(`the popup has every server of ${entry.name}`, async ({ chromium }) => {
    const servers = await serversOf(await signInToApi(entry));
    await addEntry(chromium, entry);
    const popup = await openPopup(chromium);
    await popup.project.selectOption({ label: entry.signIn.project });
    // Nova can need half a minute for a thousand servers.
    await expect(popup.options).toHaveCount(servers.length, { timeout: 120_000 });
  });
}

for (const entry of readClouds()
  .filter(hasPassword)
  .filter(({ name }) => name === 'reader')) {
  test('a reader gets the message that the role may not open consoles', async ({ chromium }) => {
    await addEntry(chromium, entry);
    const popup = await openPopup(chromium);
    const active = (await serversOf(await signInToApi(entry))).find(({ status }) => status === 'ACTIVE');
    await popup.server(active?.name ?? '').click();
    await expect(popup.alert).toContainText('Your role in this project may not open consoles.');
    await expect(popup.alert).toContainText(REQUEST_ID);
  });
}

const here = await serversOf(await signInToApi(mainCloud()));
for (const [status, sentence] of Object.entries(WITHOUT_SCREEN)) {
  const server = here.find((candidate) => candidate.status === status);
  if (server === undefined) continue;
  test(`a server in status ${status} shows why it has no console`, async ({ chromium, entry }) => {
    await addEntry(chromium, entry);
    const popup = await openPopup(chromium);
    await popup.project.selectOption({ label: entry.signIn.project });
    await popup.search.fill(server.name);
    await popup.server(server.name).first().click();
    await expect(popup.alert).toContainText(sentence);
    expect(chromium.context.pages().filter((page) => page.url().startsWith('http'))).toEqual([]);
  });
}
