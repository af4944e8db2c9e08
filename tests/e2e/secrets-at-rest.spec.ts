import type { FakeCloud } from '@/tests/fake-cloud';
import { requests } from '@/utils/messaging/page-requests';
import { issueToken } from '@/utils/openstack/identity/tokens';
import { contentWorld, overhear, sendAsContentScript } from './support/content-world';
import { enableDashboard, logIn, openDashboard } from './support/dashboard';
import { expect, test } from './support/fixtures';
import { heapOf } from './support/heap';
import { ImportDialog } from './support/import-dialog';
import { demoForm, newTab, openPopup } from './support/journey';
import { logOf } from './support/logs';
import { expectPicture } from './support/picture';
import { plant, plantedIn } from './support/planted';
import { filesWith, holds, profileFiles } from './support/profile-files';
import { LOCKED, type Remember, SettingsPage } from './support/settings-page';
import { PASSPHRASE, shownIn, storageOf } from './support/vault';
import { killWorker } from './support/worker';

/** A password that occurs nowhere by itself. */
const PASSWORD = 'correct-horse-7f3a';

/** Where what is kept of a sign-in may be while it is in use; nowhere else, and on no disk in any mode. */
const KEPT_MAY_BE_IN: Record<Remember, ('local' | 'session' | 'sync')[]> = {
  // memory only: the browser never writes this area down
  'Until the browser closes': ['session'],
  // encrypted in the extension's database, whose key the browser keeps
  'On this device': [],
  // encrypted in the extension's database, whose key is encrypted with the passphrase
  [LOCKED]: [],
};

test.use({ cloudOptions: { password: PASSWORD, acceptAccessRules: true } });

/** One cloud for each other way to sign in: what is pasted into the import. */
async function otherClouds(cloud: FakeCloud): Promise<string> {
  const [credential] = cloud.world.applicationCredentials;
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

for (const remember of Object.keys(KEPT_MAY_BE_IN) as Remember[]) {
  test(`used from popup and dashboard, no secret is left where it must not be: ${remember}`, async ({
    chromium,
    cloud,
  }) => {
    const log = logOf(chromium);
    const login = await logIn(chromium, cloud);
    await enableDashboard(chromium, cloud.horizonUrl);
    const settings = new SettingsPage(await chromium.open('options.html#new'));
    await settings.fill({ ...demoForm(cloud), password: PASSWORD });
    await settings.field('Dashboard of this cloud').fill(cloud.horizonUrl);
    await settings.choose(remember);
    if (remember === LOCKED) await settings.typeNewPassphrase(PASSPHRASE);
    await settings.save.click();
    await expect(settings.saved).toBeVisible();
    const pasting = await new ImportDialog(settings.page).open();
    await pasting.paste(await otherClouds(cloud));
    await pasting.dialog.getByRole('radio', { name: remember, exact: true }).check();
    await pasting.submit(4).click();
    await expect(settings.page.getByText('4 clouds were imported.')).toBeVisible();

    const popup = await openPopup(chromium);
    await expect(popup.status).toHaveText(/servers$/);
    await expectPicture(await newTab(chromium, () => popup.server('real-console').click()));
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
    const heard = await overhear(world);
    await expectPicture(await newTab(chromium, () => list.button('real-console').click()));

    // What the content script can get: each of its own requests answered, each of our pages' refused.
    const id = await list.page.locator('tr[data-object-id]').first().getAttribute('data-object-id');
    const page = { panel: 'project', userName: 'demo', projectName: 'demo', domainName: null, regionName: null };
    const own = [
      { name: 'dashboardPrepare', data: { page } },
      { name: 'dashboardObstacles', data: { page, serverIds: [id] } },
      { name: 'dashboardOpen', data: { page, server: { id, name: null, check: true }, requestId: 'from-the-test' } },
    ];
    const foreign = Object.keys(requests).map((name) => ({ name, data: { passphrase: PASSPHRASE, cloudIds: [] } }));
    const answers = await sendAsContentScript(world, [...own, ...foreign]);
    expect(answers.slice(0, own.length).filter((answer) => answer.includes('"ok":true'))).toHaveLength(own.length);
    expect(answers.slice(own.length).filter((answer) => !answer.includes('"INTERNAL"'))).toEqual([]);

    await plant(chromium, list.page.url());
    const storage = await storageOf(chromium);
    const messages = (await heard()).join('\n');
    const lines = () => log.join('\n');
    // What is looked for would be found: in each place a word of the same kind is.
    await expect.poll(lines).toContain(plantedIn('log'));
    await expect.poll(lines).toContain(plantedIn('workerLog'));
    for (const area of ['local', 'session', 'sync'] as const) expect(storage[area]).toContain(plantedIn(area));
    expect(messages).toContain(plantedIn('message'));
    expect((await heard()).length, 'its own answers are heard too').toBeGreaterThan(answers.length);

    const issued = cloud.world.applicationCredentials.map(({ secret }) => secret);
    const tokens = cloud.issuedTokens().map((token) => token.id);
    // What a person typed or pasted, and what was made for it.
    const kept = [PASSWORD, ...issued];
    const secrets = [...cloud.secrets(), PASSPHRASE, passcode];
    expect(secrets).toEqual(expect.arrayContaining([...kept, ...tokens]));
    expect(issued).toHaveLength(2);
    const isFound = (text: string) => secrets.filter((secret) => holds(text, secret));
    expect(isFound(storage.session).filter((secret) => tokens.includes(secret)).length).toBeGreaterThan(0);
    for (const area of ['local', 'session', 'sync'] as const) {
      const may = [...(area === 'session' ? tokens : []), ...(KEPT_MAY_BE_IN[remember].includes(area) ? kept : [])];
      expect(
        isFound(storage[area]).filter((secret) => !may.includes(secret)),
        `${area} storage`,
      ).toEqual([]);
      if (may.includes(PASSWORD)) expect(isFound(storage[area])).toEqual(expect.arrayContaining(kept));
    }
    expect(isFound(messages), 'messages to the content script').toEqual([]);
    expect(isFound(lines()), 'logs').toEqual([]);
    for (const open of [settings.page, popup.page]) {
      const shown = await shownIn(open);
      expect(shown, 'what a page shows is found').toContain('restricted');
      expect(isFound(shown), `shown in ${open.url()}`).toEqual([]);
    }

    // A tab that goes is written down by the browser, with what stands in its fields.
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
      // The clouds are told behind the lock.
      await expect.poll(async () => isFound((await storageOf(chromium)).session)).toEqual([]);
      const heap = await heapOf(chromium);
      expect(heap, 'what is in memory is found').toContain(plantedIn('heap'));
      // Horizon's own session is not behind the passphrase.
      const lent = login.token();
      const inMemory = isFound(heap).filter((secret) => secret !== lent);
      expect(inMemory, 'memory after the lock').toEqual([]);
    }

    await chromium.close();
    const files = await profileFiles(chromium.userDataDir);
    const isOurs = (path: string) =>
      path.includes(chromium.extensionId) || /Extension|IndexedDB|Local Storage/.test(path);
    for (const place of ['local', 'sync', 'indexedDB', 'localStorage'] as const)
      expect(filesWith(files, plantedIn(place)).filter(isOurs), `what is written to ${place} is found`).not.toEqual([]);
    expect(filesWith(files, cloud.horizonUrl).filter((path) => !isOurs(path))).not.toEqual([]);
    const wholly = [...kept, ...tokens, PASSPHRASE, passcode];
    for (const secret of secrets) {
      const found = filesWith(files, secret);
      // Consoles and Horizon are pages: the browser itself keeps their addresses and cookies, as of any page. The
      // extension keeps none of them, and of what it was told itself there is nothing at all.
      expect(found.filter(isOurs), 'the extension’s files').toEqual([]);
      if (wholly.includes(secret)) expect(found, `the whole profile: ${secret}`).toEqual([]);
    }
  });
}
