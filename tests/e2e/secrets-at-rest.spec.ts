import { requests } from '@/utils/messaging/schemas';
import { sendAsContentScript } from './support/content-world';
import { enableDashboard, logIn, openDashboard } from './support/dashboard';
import { expect, test } from './support/fixtures';
import { demoForm, newTab, openPopup } from './support/journey';
import { expectPicture } from './support/picture';
import { filesWith, profileFiles } from './support/profile-files';
import { LOCKED, type Remember, SettingsPage } from './support/settings-page';
import { PASSPHRASE, storageOf } from './support/vault';

/** A password that occurs nowhere by itself. */
const PASSWORD = 'correct-horse-7f3a';

/** Where the password may be while it is in use; nowhere else, and on no disk in any mode. */
const PASSWORD_MAY_BE_IN: Record<Remember, ('local' | 'session' | 'sync')[]> = {
  // memory only: the browser never writes this area down
  'Until the browser closes': ['session'],
  // encrypted in the extension's database, whose key the browser keeps
  'On this device': [],
  // encrypted in the extension's database, whose key is encrypted with the passphrase
  [LOCKED]: [],
};

test.use({ cloudOptions: { password: PASSWORD } });

for (const remember of Object.keys(PASSWORD_MAY_BE_IN) as Remember[]) {
  test(`used from popup and dashboard, no secret is left where it must not be: ${remember}`, async ({
    chromium,
    cloud,
  }) => {
    const log: string[] = [];
    chromium.context.on('console', (message) => log.push(message.text()));
    for (const worker of chromium.context.serviceWorkers()) worker.on('console', (message) => log.push(message.text()));
    await logIn(chromium, cloud);
    await enableDashboard(chromium, cloud.horizonUrl);
    const settings = new SettingsPage(await chromium.open('options.html#new'));
    await settings.fill({ ...demoForm(cloud), password: PASSWORD });
    await settings.field('Dashboard of this cloud').fill(cloud.horizonUrl);
    await settings.choose(remember);
    if (remember === LOCKED) await settings.typeNewPassphrase(PASSPHRASE);
    await settings.save.click();
    await expect(settings.saved).toBeVisible();
    const popup = await openPopup(chromium);
    await expect(popup.status).toHaveText(/servers$/);
    await expectPicture(await newTab(chromium, () => popup.server('real-console').click()));
    const list = await openDashboard(chromium, `${cloud.horizonUrl}project/instances/`);
    await expectPicture(await newTab(chromium, () => list.button('real-console').click()));

    // What the content script can get: each of its own requests answered, each of our pages' refused.
    const id = await list.page.locator('tr[data-object-id]').first().getAttribute('data-object-id');
    const page = { panel: 'project', userName: 'demo', projectName: 'demo', domainName: null, regionName: null };
    const own = [
      { type: 'dashboardPrepare', data: { page } },
      { type: 'dashboardObstacles', data: { page, serverIds: [id] } },
      { type: 'dashboardOpen', data: { page, server: { id, name: null, check: true }, requestId: 'from-the-test' } },
    ];
    const foreign = Object.keys(requests).map((type) => ({ type, data: { passphrase: PASSPHRASE, cloudIds: [] } }));
    const answers = await sendAsContentScript(chromium, list.page, [...own, ...foreign]);
    expect(answers.slice(0, own.length).filter((answer) => answer.includes('"ok":true'))).toHaveLength(own.length);
    expect(answers.slice(own.length).filter((answer) => !answer.includes('"INTERNAL"'))).toEqual([]);

    const storage = await storageOf(chromium);
    const secrets = [...cloud.secrets(), PASSPHRASE];
    const tokens = cloud.validTokens().map((token) => token.id);
    expect(secrets).toEqual(expect.arrayContaining([PASSWORD, ...tokens]));
    expect(tokens.filter((token) => storage.session.includes(token)).length, 'tokens are in memory').toBeGreaterThan(0);
    for (const secret of secrets) {
      for (const area of ['local', 'session', 'sync'] as const) {
        if (area === 'session' && tokens.includes(secret)) continue;
        if (secret === PASSWORD && PASSWORD_MAY_BE_IN[remember].includes(area)) continue;
        expect(storage[area], `${area} storage`).not.toContain(secret);
      }
      expect(answers.join('\n'), 'answers to the content script').not.toContain(secret);
      expect(log.join('\n'), 'logs').not.toContain(secret);
    }

    await chromium.close();
    const files = await profileFiles(chromium.userDataDir);
    // What is looked for would be found: the auth URL is stored, and stands in the extension's files.
    expect(filesWith(files, cloud.authUrl).join('\n')).toContain(chromium.extensionId);
    for (const secret of secrets) {
      const found = filesWith(files, secret);
      // Consoles and Horizon are pages: the browser itself keeps their addresses and cookies, as of any page. The
      // extension keeps none of them, and of what it was told itself there is nothing at all.
      const own = found.filter((path) => path.includes(chromium.extensionId) || /Extension|IndexedDB/.test(path));
      expect(own, 'the extension’s files').toEqual([]);
      if ([PASSWORD, PASSPHRASE, ...tokens].includes(secret)) expect(found, 'the whole profile').toEqual([]);
    }
  });
}
