import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { FakeCloud } from '@/tests/fake-cloud';
import { APPLICATION_CREDENTIAL_SECRET } from '@/tests/fake-cloud/seed/users';
import { expect, test } from './support/fixtures';
import { openImport } from './support/import-dialog';
import { addCloud, demoForm, openConsole, openPopup } from './support/journey';

const PASSWORD = 'correct-horse-7f3a';
test.use({ cloudOptions: { password: PASSWORD } });

/** Two clouds that work, and one with an unsupported sign-in method. */
function cloudsYaml(cloud: FakeCloud): string {
  const credential = cloud.contents.applicationCredentials[0]?.id;
  return `clouds:
  first:
    auth: {auth_url: "${cloud.authUrl}", username: demo, user_domain_name: Default, project_name: demo, project_domain_name: Default}
    regions: [RegionTwo, RegionOne]
  second:
    auth_type: v3applicationcredential
    auth: {auth_url: "${cloud.authUrl}", application_credential_id: ${credential}, application_credential_secret: ${APPLICATION_CREDENTIAL_SECRET}}
  campus:
    auth_type: v3kerberos
    auth: {auth_url: "https://sso.example.org:5000"}
`;
}
const secureYaml = `clouds: {first: {auth: {password: ${PASSWORD}}}}`;

/** The extension's local and session storage; an empty list of clouds is the same as none. */
function stored(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { clouds, ...local } = await chrome.storage.local.get(null);
    const list = (clouds as { value: unknown[] } | undefined)?.value ?? [];
    return JSON.stringify([list, local, await chrome.storage.session.get(null)]);
  });
}

test('clouds.yaml and secure.yaml are imported together, and a console opens', async ({ chromium, cloud }) => {
  const dialog = await openImport(await chromium.open('options.html'));
  await dialog.choose({ 'secure.yaml': secureYaml, 'clouds.yaml': cloudsYaml(cloud), 'notes.txt': 'Dear diary' });
  await expect(dialog.clouds).toHaveCount(3);
  await expect(dialog.cloud('first')).toContainText('Its secret is in the file.');
  await expect(dialog.cloud('campus')).toContainText('Create an application credential');
  await expect(dialog.cloud('campus').getByRole('checkbox')).toBeDisabled();
  await expect(dialog.dialog).toContainText('This is neither a clouds.yaml nor an openrc file.');
  expect(cloud.requests).toEqual([]);
  await dialog.submit(2).click();
  await expect(dialog.page.getByText('2 clouds were imported.')).toBeVisible();
  await expect(dialog.page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('first');

  const popup = await openPopup(chromium);
  await expect(popup.cloud.locator('option')).toHaveText(['first', 'second']);
  // The file has the regions and their order.
  await expect(popup.region.locator('option')).toHaveText(['RegionTwo', 'RegionOne']);
  await expect(popup.region).toHaveValue('RegionTwo');
  await popup.cloud.selectOption('second');
  await openConsole(chromium, () => popup.server('real-console').click());
});

test('pasted text: Cancel stores nothing, and an import updates an existing cloud', async ({ chromium, cloud }) => {
  const settings = await addCloud(chromium, { ...demoForm(cloud), password: PASSWORD });
  const before = await stored(settings.page);
  const text = `export OS_AUTH_URL=${cloud.authUrl}
export OS_USERNAME=demo OS_USER_DOMAIN_NAME=Default OS_PROJECT_NAME=ops OS_PROJECT_DOMAIN_NAME=Default
read -sr OS_PASSWORD_INPUT
export OS_PASSWORD="$OS_PASSWORD_INPUT"`;

  const dialog = await openImport(settings.page);
  await dialog.paste(text);
  await expect(dialog.clouds).toContainText('Project: none → ops (Default)');
  await expect(dialog.clouds).toContainText('The secret that is stored stays.');
  await dialog.cancel.click();
  await expect(dialog.dialog).toBeHidden();
  expect(await stored(settings.page)).toBe(before);

  await openImport(settings.page);
  await expect(dialog.clouds).toHaveCount(0);
  await dialog.paste(text);
  await dialog.submit(1).click();
  await expect(dialog.page.getByText('1 cloud was imported.')).toBeVisible();
  await expect(settings.field('Name')).toHaveValue('Demo cloud');
  await expect(settings.field('Project')).toHaveValue('ops');
  const popup = await openPopup(chromium);
  await expect(popup.cloud.locator('option')).toHaveText(['Demo cloud']);
  await expect(popup.server('mon-01')).toBeVisible();
});

test('where storing fails, nothing is imported, and a second try succeeds', async ({ chromium, cloud }) => {
  const dialog = await openImport(await chromium.open('options.html'));
  await dialog.choose({ 'clouds.yaml': cloudsYaml(cloud), 'secure.yaml': secureYaml });
  const before = await stored(dialog.page);
  const worker = chromium.context.serviceWorkers()[0];
  await worker?.evaluate(() => {
    const area = chrome.storage.local;
    const set = area.set.bind(area);
    Object.assign(area, {
      set: async () => {
        Object.assign(area, { set });
        throw new Error('QUOTA_BYTES quota exceeded');
      },
    });
  });
  await dialog.submit(2).click();
  await expect(dialog.alert).toBeVisible();
  await expect(dialog.dialog).toContainText('Nothing was imported.');
  expect(await stored(dialog.page)).toBe(before);
  await dialog.submit(2).click();
  await expect(dialog.page.getByText('2 clouds were imported.')).toBeVisible();
});

test("Horizon's downloads are imported without a password, which is asked for later", async ({ chromium }) => {
  const dialog = await openImport(await chromium.open('options.html'));
  const download = (file: string) => readFileSync(`tests/fixtures/horizon/zed/${file}`, 'utf8');
  await dialog.choose({ 'demo-openrc.sh': download('openrc.sh'), 'clouds.yaml': download('clouds.yaml') });
  await expect(dialog.clouds).toHaveCount(2);
  await expect(dialog.clouds.first()).toContainText('you are asked for it later');
  await dialog.submit(2).click();
  await expect(dialog.page.getByText('2 clouds were imported.')).toBeVisible();
  await expect(dialog.page.getByRole('navigation', { name: 'Clouds' })).toContainText('Sign in again');
});

test('hostile and huge files get an error, and the page still works', async ({ chromium, cloud }) => {
  const dialog = await openImport(await chromium.open('options.html'));
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
  for (const [at, name] of [...'bcdefghi'].entries()) {
    const previous = [...'abcdefghi'][at];
    bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${previous}`).join(',')}]`);
  }
  await dialog.choose({
    'bomb.yaml': bomb.join('\n'),
    'deep.yaml': '['.repeat(100_000),
    'huge.yaml': `#${'x'.repeat(3_000_000)}`,
    'clouds.yaml': cloudsYaml(cloud),
  });
  const files = dialog.dialog.getByRole('list', { name: 'Files' }).getByRole('listitem');
  await expect(files).toHaveCount(4);
  await expect(files.nth(0)).toContainText('YAML aliases');
  await expect(files.nth(1)).toContainText('nested deeper');
  await expect(files.nth(2)).toContainText('too large');
  await expect(dialog.clouds).toHaveCount(3);
});

test('exported clouds can be imported again; the file has secrets only if they were chosen', async ({
  chromium,
  cloud,
}) => {
  const settings = await addCloud(chromium, { ...demoForm(cloud), password: PASSWORD }, 'On this device');
  const save = async (secrets: boolean): Promise<string> => {
    await settings.page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = settings.page.getByRole('dialog', { name: 'Export clouds' });
    await dialog.getByRole('checkbox', { name: 'With passwords' }).setChecked(secrets);
    const download = settings.page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save clouds.yaml' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('clouds.yaml');
    await expect(settings.page.getByText('clouds.yaml was saved.')).toBeVisible();
    return readFileSync(await file.path(), 'utf8');
  };
  expect(await save(false)).not.toContain(PASSWORD);
  const text = await save(true);
  expect(text).toContain(PASSWORD);

  await settings.page.getByRole('button', { name: 'Remove', exact: true }).click();
  await settings.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(settings.page.getByText('Demo cloud was removed')).toBeVisible();
  const dialog = await openImport(settings.page);
  await dialog.choose({ 'clouds.yaml': text });
  await dialog.submit(1).click();
  await expect(settings.page.getByText('1 cloud was imported.')).toBeVisible();
  const popup = await openPopup(chromium);
  await expect(popup.server('web-01')).toBeVisible();
});
