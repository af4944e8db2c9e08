import { readFileSync } from 'node:fs';
import { openImport } from '@/tests/e2e/support/import-dialog';
import { openPopup } from '@/tests/e2e/support/journey';
import { serversOf } from './support/api';
import { readClouds } from './support/clouds-yaml';
import { expect, test } from './support/fixtures';

test('the whole clouds.yaml is imported, and one of its clouds lists its servers', async ({ chromium, entry, api }) => {
  const names = readClouds().map(({ name }) => name);
  const dialog = await openImport(await chromium.open('options.html'), chromium.language);
  await dialog.choose({ 'clouds.yaml': readFileSync(process.env.OS_CLIENT_CONFIG_FILE ?? '', 'utf8') });
  for (const name of names) await expect(dialog.cloud(name).getByRole('checkbox')).toBeChecked();
  await dialog.dialog.getByRole('button', { name: /^Import \d+ clouds?$/ }).click();
  await expect(dialog.page.getByText(/clouds? (was|were) imported\.$/)).toBeVisible();

  const popup = await openPopup(chromium);
  await popup.cloud.selectOption({ label: entry.name });
  const server = (await serversOf(api))[0];
  await expect(server === undefined ? popup.status : popup.server(server.name).first()).toBeVisible();
});
