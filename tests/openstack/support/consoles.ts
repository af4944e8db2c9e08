import { expect, type Page } from '@playwright/test';
import type { Chromium } from '@/tests/e2e/support/chromium';
import { newTab } from '@/tests/e2e/support/journey';
import { drawnPixels } from '@/tests/e2e/support/picture';
import type { PopupPage } from '@/tests/e2e/support/popup-page';
import { type Api, listServers } from './api';

/** Opens the console of `OS_SERVER`, else of one active server after another until one shows a screen. */
export async function openDrawingConsole(chromium: Chromium, popup: PopupPage, api: Api): Promise<Page> {
  const active = (await listServers(api)).filter(({ status }) => status === 'ACTIVE').map(({ name }) => name);
  const names = process.env.OS_SERVER ? [process.env.OS_SERVER] : active.slice(0, 20);
  for (const name of names) {
    await popup.page.bringToFront();
    await popup.search.fill(name);
    const console = await newTab(chromium, () => popup.server(name).first().click());
    const draws = await expect
      .poll(() => drawnPixels(console), { timeout: 15_000 })
      .toBeGreaterThan(500)
      .then(() => true)
      .catch(() => false);
    if (draws) return console;
    await console.close();
  }
  throw new Error(`None of these consoles shows a screen: ${names.join(', ')}`);
}
