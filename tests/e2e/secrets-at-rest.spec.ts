import type { FakeCloud } from '@/tests/fake-cloud';
import { requests } from '@/utils/messaging/page-requests';
import { issueToken } from '@/utils/openstack/identity/tokens';
import { STORED } from '@/utils/storage/table';
import { contentWorld, recordMessages, sendAsContentScript } from './support/content-world';
import { logInAndEnable, openDashboard } from './support/dashboard';
import { expect, test } from './support/fixtures';
import { heapOf } from './support/heap';
import { openImport } from './support/import-dialog';
import { addCloud, demoForm, openConsole, openPopup } from './support/journey';
import { logOf } from './support/logs';
import { markerIn, writeMarkers } from './support/markers';
import { filesWith, holds, profileFiles } from './support/profile-files';
import { LOCKED, type RememberLabel } from './support/settings-page';
import { contentOf, PASSPHRASE, storageOf, storedRecords } from './support/vault';
import { killWorker } from './support/worker';

/** A unique password. */
const PASSWORD = 'correct-horse-7f3a';

/** Where a stored sign-in may be while it is in use; in no other place, and never on disk in clear. */
const ALLOWED_AREAS: Record<RememberLabel, ('local' | 'session' | 'sync')[]> = {
  // in memory: the browser does not write this area to disk
  'Until the browser closes': ['session'],
  // encrypted in IndexedDB, by a key that the browser stores
  'On this device': [],
  // encrypted in IndexedDB, by a key encrypted with the passphrase
  [LOCKED]: [],
};

test.use({ cloudOptions: { password: PASSWORD, acceptAccessRules: true } });

/** The item of the table that a stored record belongs to. */
function itemOf(name: string): { secret: boolean } | undefined {
  const [, item] = Object.entries(STORED).find(([known]) => name === known || name.startsWith(`${known}:`)) ?? [];
  return item;
}

/** One cloud for each other sign-in method, as text for the import. */
async function otherClouds(cloud: FakeCloud): Promise<string> {
  const [credential] = cloud.contents.applicationCredentials;
  const domain = { name: 'Default' };
  const identity = { method: 'password', user: { name: 'demo', domain }, password: PASSWORD } as const;
  const scope = { project: { name: 'demo', domain } };
  const { token } = await issueToken({ fetch }, cloud.authUrl, { identity, scope });
  const url = `auth_url: "${cloud.authUrl}"`;
  const user = (name: string) => `username: ${name}, password: ${PASSWORD}, user_domain_name: Default`;
  return `clouds:
  credential:
    auth_type: v3applicationcredential
    auth: {${url}, application_credential_id: ${credential?.id}, application_credential_secret: ${credential?.secret}}
  token: {auth_type: v3token, auth: {${url}, token: ${token}}}
  passcode: {auth: {${url}, ${user('totp')}, project_name: demo}}
  restricted: {auth: {${url}, ${user('reader')}, project_name: demo}}
`;
}

for (const remember of Object.keys(ALLOWED_AREAS) as RememberLabel[]) {
  test(`after use from popup and dashboard, secrets are only where they may be: ${remember}`, async ({
    chromium,
    cloud,
  }) => {
    const log = logOf(chromium);
    const { login } = await logInAndEnable(chromium, cloud);
    const form = { ...demoForm(cloud), password: PASSWORD, dashboardUrl: cloud.horizonUrl };
    const settings = await addCloud(chromium, form, remember);
    const pasting = await openImport(settings.page);
    await pasting.paste(await otherClouds(cloud));
    await pasting.dialog.getByRole('radio', { name: remember, exact: true }).check();
    await pasting.submit(4).click();
    await expect(settings.page.getByText('4 clouds were imported.')).toBeVisible();

    const popup = await openPopup(chromium);
    await expect(popup.status).toHaveText(/servers$/);
    await openConsole(chromium, () => popup.server('real-console').click());
    for (const name of ['credential', 'token', 'restricted']) {
      await popup.cloud.selectOption(name);
      await expect(popup.server('web-01')).toBeVisible();
    }
    await popup.cloud.selectOption('passcode');
    const passcode = cloud.passcode();
    await popup.page.getByRole('textbox', { name: 'Passcode' }).fill(passcode);
    await popup.page.getByRole('button', { name: 'Continue' }).click();
    await expect(popup.server('web-01')).toBeVisible();
    await killWorker(chromium);
    await settings.page.getByRole('navigation').getByText('restricted').click();
    await settings.page.getByRole('button', { name: 'Use a restricted application credential instead' }).click();
    await expect(settings.page.getByText('The password is forgotten.')).toBeVisible();

    const list = await openDashboard(chromium, `${cloud.horizonUrl}project/instances/`);
    const world = await contentWorld(chromium, list.page);
    const received = await recordMessages(world);
    await openConsole(chromium, () => list.button('real-console').click());

    // The content script's own requests are answered, those of the extension's pages refused.
    const id = await list.page.locator('tr[data-object-id]').first().getAttribute('data-object-id');
    const page = { panel: 'project', userName: 'demo', projectName: 'demo', domainName: null, regionName: null };
    const ownRequests = [
      { name: 'dashboardCacheSession', data: { page } },
      { name: 'dashboardObstacles', data: { page, serverIds: [id] } },
      {
        name: 'dashboardOpen',
        data: { page, server: { id, name: null, checkStatus: true }, requestId: crypto.randomUUID() },
      },
    ];
    const foreignRequests = Object.keys(requests).map((name) => ({
      name,
      data: { passphrase: PASSPHRASE, cloudIds: [] },
    }));
    const answers = await sendAsContentScript(world, [...ownRequests, ...foreignRequests]);
    expect(answers.slice(0, ownRequests.length).filter((answer) => answer.includes('"ok":true'))).toHaveLength(
      ownRequests.length,
    );
    expect(answers.slice(ownRequests.length).filter((answer) => !answer.includes('"INTERNAL"'))).toEqual([]);

    const records = await storedRecords(chromium);
    await writeMarkers(chromium, list.page.url());
    const storage = await storageOf(chromium);
    const messages = (await received()).join('\n');
    const lines = () => log.join('\n');
    // Proof of the search: a marker is found in each place.
    await expect.poll(lines).toContain(markerIn('log'));
    await expect.poll(lines).toContain(markerIn('workerLog'));
    for (const area of ['local', 'session', 'sync'] as const) expect(storage[area]).toContain(markerIn(area));
    expect(messages).toContain(markerIn('message'));
    expect((await received()).length, 'its own answers are heard too').toBeGreaterThan(answers.length);

    const issued = cloud.contents.applicationCredentials.map(({ secret }) => secret);
    const tokens = cloud.issuedTokens().map((token) => token.id);
    // What the user typed or pasted, and what was issued for it.
    const kept = [PASSWORD, ...issued];
    const secrets = [...cloud.secrets(), PASSPHRASE, passcode];
    expect(secrets).toEqual(expect.arrayContaining([...kept, ...tokens]));
    expect(issued).toHaveLength(2);
    const isFound = (text: string) => secrets.filter((secret) => holds(text, secret));
    expect(isFound(storage.session).filter((secret) => tokens.includes(secret)).length).toBeGreaterThan(0);
    // Nothing is stored but what the table has, and secrets only where it says so.
    expect(records.map(([name]) => itemOf(name))).not.toContain(undefined);
    for (const [name, text] of records) if (!itemOf(name)?.secret) expect(isFound(text), name).toEqual([]);
    const areas = records.map(([name]) => name.split(':')[0]);
    expect(areas).toEqual(expect.arrayContaining(['local', 'session', 'page', 'cache']));
    expect(areas.includes('vault')).toBe(remember !== 'Until the browser closes');
    for (const area of ['local', 'session', 'sync'] as const) {
      const may = [...(area === 'session' ? tokens : []), ...(ALLOWED_AREAS[remember].includes(area) ? kept : [])];
      expect(
        isFound(storage[area]).filter((secret) => !may.includes(secret)),
        `${area} storage`,
      ).toEqual([]);
      if (may.includes(PASSWORD)) expect(isFound(storage[area])).toEqual(expect.arrayContaining(kept));
    }
    expect(isFound(messages), 'messages to the content script').toEqual([]);
    expect(isFound(lines()), 'logs').toEqual([]);
    for (const open of [settings.page, popup.page]) {
      const shown = await contentOf(open);
      expect(shown, 'what a page shows is found').toContain('restricted');
      expect(isFound(shown), `shown in ${open.url()}`).toEqual([]);
    }

    // The browser stores a closed tab with the values of its fields.
    await popup.page.close();
    await settings.page.reload();
    await expect(settings.page.getByRole('navigation').getByText('restricted')).toBeVisible();
    const ofPages = await heapOf(chromium, 'pages');
    expect(ofPages, 'what is in the memory of a page is found').toContain(cloud.authUrl);
    expect(isFound(ofPages), 'memory of our pages').toEqual([]);
    if (remember === LOCKED) {
      await settings.page
        .getByRole('region', { name: 'Passphrase', exact: true })
        .getByRole('button', { name: 'Lock' })
        .click();
      await expect(settings.page.getByRole('navigation').getByText('Locked').first()).toBeVisible();
      // Tokens are revoked in the background.
      await expect.poll(async () => isFound((await storageOf(chromium)).session)).toEqual([]);
      const heap = await heapOf(chromium);
      expect(heap, 'what is in memory is found').toContain(markerIn('heap'));
      // Horizon's own token is not protected by the passphrase.
      const dashboardToken = login.token();
      const inMemory = isFound(heap).filter((secret) => secret !== dashboardToken);
      expect(inMemory, 'memory after the lock').toEqual([]);
    }

    await chromium.close();
    const files = await profileFiles(chromium.userDataDir);
    const isOurs = (path: string) =>
      path.includes(chromium.extensionId) || /Extension|IndexedDB|Local Storage/.test(path);
    for (const place of ['local', 'sync', 'indexedDB', 'localStorage'] as const)
      expect(filesWith(files, markerIn(place)).filter(isOurs), `what is written to ${place} is found`).not.toEqual([]);
    expect(filesWith(files, cloud.horizonUrl).filter((path) => !isOurs(path))).not.toEqual([]);
    const wholly = [...kept, ...tokens, PASSPHRASE, passcode];
    for (const secret of secrets) {
      const found = filesWith(files, secret);
      // The browser itself stores addresses and cookies of consoles and Horizon, as of any page. The
      // extension stores none of them; of its own secrets there is nothing in the whole profile.
      expect(found.filter(isOurs), 'the extension’s files').toEqual([]);
      if (wholly.includes(secret)) expect(found, `the whole profile: ${secret}`).toEqual([]);
    }
  });
}
