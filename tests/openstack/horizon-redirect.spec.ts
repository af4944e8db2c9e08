import { activityOf } from '@/tests/e2e/support/dashboard';
import { openDrawingFromList } from './support/consoles';
import { expect, test } from './support/fixtures';
import { HORIZON_URL, openHorizon } from './support/horizon';

/** Horizon under a host name that no endpoint has: access to it is not access to the services. */
function apart(services: string[]): string | null {
  const taken = new Set(services.map((url) => new URL(url).hostname));
  const url = new URL(HORIZON_URL);
  if (taken.has(url.hostname) && /^(127\.0\.0\.1|\[::1\])$/.test(url.hostname)) url.hostname = 'localhost';
  return taken.has(url.hostname) ? null : url.href;
}

test("with access to Horizon's host only, its own link opens the console", async ({ chromium, entry, api }) => {
  const root = apart([api.authUrl, api.novaUrl]);
  test.skip(root === null, 'Horizon is on the host of its services.');
  const { view, settings } = await openHorizon(chromium, entry, 'project/instances/', root ?? '');
  const { console, name } = await openDrawingFromList(chromium, view, api);
  expect(console.url(), 'a page of noVNC, with the token of this console').toMatch(/\/vnc[a-z_]*\.html\?.*token/);
  const [newest] = await activityOf(settings);
  expect(newest).toContain(name);
  expect(newest).toContain("by Horizon's own link");
  await expect(
    settings.getByRole('region', { name: 'Dashboards' }).getByRole('button', { name: 'Allow access' }),
  ).toBeVisible();
});
