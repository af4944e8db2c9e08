import type { Page } from '@playwright/test';
import { openPopup } from '@/tests/e2e/support/journey';
import { deleteCredential, isGood, listCredentials } from './support/api';
import { openDrawingConsole } from './support/consoles';
import { addEntry, expect, test } from './support/fixtures';

const LIMITED = 'It may list servers, look at one and open its console, and nothing else.';
const UNLIMITED = 'The cloud does not support access rules, so it may do all that you may do in this project.';

test('a restricted credential replaces the password, opens a console, and is deleted with the cloud', async ({
  chromium,
  entry,
  api,
}) => {
  const before = await listCredentials(api);
  try {
    const { page } = await addEntry(chromium, entry);
    await page.getByLabel('Project of the credential').selectOption({ label: entry.signIn.project });
    await page.getByRole('button', { name: 'Use a restricted application credential instead' }).click();
    await expect(page.getByText('The password is forgotten.')).toBeVisible();
    // It depends on the cloud whether access rules are enforced; either way there is one credential.
    await expect(page.getByText(LIMITED).or(page.getByText(UNLIMITED))).toBeVisible();
    const issued = [...(await listCredentials(api)).keys()].filter((name) => !before.has(name));
    expect(issued).toEqual([expect.stringMatching(/^novnc-for-openstack .+ [0-9a-f]{8}$/)]);
    expect(await storedText(page)).not.toContain(`"password":${JSON.stringify(entry.signIn.password)}`);

    const popup = await openPopup(chromium);
    await openDrawingConsole(chromium, popup, api);
    const tokens = [...new Set((await storedText(page)).match(/gAAAA[\w=-]+/g) ?? [])];
    expect(tokens.length).toBeGreaterThan(0);
    for (const token of tokens) expect(await isGood(entry, token)).toBe(true);

    await page.bringToFront();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password').fill(entry.signIn.password);
    await dialog.getByRole('button', { name: 'Remove and delete on the cloud' }).click();
    await expect(page.getByText('its application credential was deleted on the cloud')).toBeVisible();
    expect(await listCredentials(api)).toEqual(before);
    for (const token of tokens) expect(await isGood(entry, token)).toBe(false);
  } finally {
    for (const [name, id] of await listCredentials(api)) if (!before.has(name)) await deleteCredential(api, id);
  }
});

/** The extension's local and session storage. */
function storedText(page: Page): Promise<string> {
  return page.evaluate(async () =>
    JSON.stringify([await chrome.storage.session.get(null), await chrome.storage.local.get(null)]),
  );
}
