import { newTab } from '@/tests/e2e/support/journey';
import { serversOf, signInToApi } from './support/api';
import { hasPassword, readClouds } from './support/clouds-yaml';
import { expect, test } from './support/fixtures';
import { forward } from './support/forward';
import { openHorizon } from './support/horizon';
import { addRegion } from './support/region';

const REGION = 'novnc-test';
const LIST = 'project/instances/';

const isConsoleCall = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && path.endsWith('/remote-consoles');

test('after a region switch in Horizon, a click asks the Nova of that region', async ({ chromium, entry, api }) => {
  const admin = readClouds()
    .filter(hasPassword)
    .find(({ name }) => name === 'admin');
  if (admin === undefined) throw new Error('The clouds.yaml has no entry "admin".');
  const nova = new URL(api.novaUrl).origin;
  const other = await forward(nova);
  const remove = await addRegion(await signInToApi(admin), REGION, (url) => url.replace(nova, other.origin));
  try {
    const { view } = await openHorizon(chromium, entry, LIST);
    const name = (await serversOf(api)).find(({ status }) => status === 'ACTIVE')?.name ?? '';
    const shown = view.page.locator('.context-region').first();
    /** @returns how many consoles the click requested from the new region */
    const askedOfOther = async () => {
      const before = other.calls.filter(isConsoleCall).length;
      await view.page.bringToFront();
      await (await newTab(chromium, () => view.button(name).click())).close();
      return other.calls.filter(isConsoleCall).length - before;
    };
    await expect(view.button(name)).toBeVisible();
    // Horizon chooses the first region.
    const beginsInOther = (await shown.innerText()) === REGION;
    const [before, after] = beginsInOther ? [1, 0] : [0, 1];
    expect(await askedOfOther()).toBe(before);

    // In another tab: the open list still has the servers of the first region.
    const tab = await chromium.context.newPage();
    await tab.goto(view.page.url());
    const links = tab.locator('a[href*="/auth/switch_services_region/"]');
    const link = links.and(tab.locator(`:not([href*="/${await shown.innerText()}/"])`)).first();
    await tab.goto(new URL((await link.getAttribute('href')) ?? '', tab.url()).href);
    expect(await askedOfOther()).toBe(before);

    await view.page.reload();
    const now = beginsInOther ? expect(shown).not : expect(shown);
    await now.toHaveText(REGION);
    expect(await askedOfOther()).toBe(after);
  } finally {
    await remove();
    await other.close();
  }
});
