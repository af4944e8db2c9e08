import { test as base, expect } from '@/tests/e2e/support/fixtures';
import { openPopup } from '@/tests/e2e/support/journey';
import { managedExtension } from '@/tests/e2e/support/policy';

const test = base.extend({
  extensions: async ({ cloud }, use) => {
    const preset = { id: 'demo', name: 'Preset cloud', authUrl: cloud.authUrl, production: true, signIn: 'password' };
    const managed = await managedExtension({
      clouds: [preset, { name: 'Broken', authUrl: 'ftp://keystone.example.org' }],
      disableSync: true,
      later: 'a setting of a newer release',
    });
    await use([managed.folder]);
    await managed.remove();
  },
});

test('a managed cloud cannot be edited or removed, and works once the user has signed in', async ({ chromium }) => {
  const settings = await chromium.open('options.html');
  await expect(settings.getByRole('textbox', { name: 'Auth URL' })).toBeDisabled();
  const name = settings.getByRole('textbox', { name: 'Name', exact: true });
  await expect(name).toHaveValue('Preset cloud');
  await expect(name).toHaveAttribute('aria-description', 'Set by your administrator');
  await expect(settings.getByRole('button', { name: 'Remove' })).toHaveCount(0);
  await expect(settings.getByText('Broken: authUrl')).toBeVisible();
  const sync = settings.getByRole('switch', { name: 'Sync clouds across my browsers' });
  await expect(sync).toBeDisabled();

  await settings.getByRole('textbox', { name: 'User name' }).fill('demo');
  await settings.getByLabel('Password', { exact: true }).fill('password');
  await settings.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(settings.getByText('Saved.')).toBeVisible();
  const popup = await openPopup(chromium);
  await expect(popup.server('web-01')).toBeVisible();

  // Not by a message either.
  const reply = await settings.evaluate(() =>
    chrome.runtime.sendMessage({ name: 'removeCloud', data: { cloudId: 'managed-demo' } }),
  );
  expect(JSON.stringify(reply)).toContain('CLOUD_MANAGED');
  await settings.reload();
  await expect(settings.getByRole('textbox', { name: 'Auth URL' })).toBeDisabled();
});
