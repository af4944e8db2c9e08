import { expect, type Page } from '@playwright/test';
import type { Chromium } from '@/tests/e2e/support/chromium';
import type { DashboardPageObject } from '@/tests/e2e/support/dashboard';
import { newTab } from '@/tests/e2e/support/journey';
import { drawnPixels } from '@/tests/e2e/support/picture';
import type { PopupPageObject } from '@/tests/e2e/support/popup-page';
import { type Api, serversOf } from './api';

export interface DrawingConsole {
  console: Page;
  /** of its server */
  name: string;
}

/** Opens consoles from the popup, as {@link openShown} does. */
export function openDrawingConsole(chromium: Chromium, popup: PopupPageObject, api: Api): Promise<DrawingConsole> {
  return openShown(api, async (name) => {
    await popup.page.bringToFront();
    await popup.search.fill(name);
    return newTab(chromium, () => popup.server(name).first().click());
  });
}

/** Opens consoles by the buttons of a dashboard's list, as {@link openShown} does. */
export function openDrawingFromList(chromium: Chromium, view: DashboardPageObject, api: Api): Promise<DrawingConsole> {
  return openShown(api, async (name) => {
    await view.page.bringToFront();
    return newTab(chromium, () => view.button(name).click());
  });
}

/** Opens the console of `OS_SERVER`, else of one active server after another until one shows a screen. */
async function openShown(api: Api, open: (name: string) => Promise<Page>): Promise<DrawingConsole> {
  const active = (await serversOf(api)).filter(({ status }) => status === 'ACTIVE').map(({ name }) => name);
  const names = process.env.OS_SERVER ? [process.env.OS_SERVER] : active.slice(0, 20);
  for (const name of names) {
    const console = await open(name);
    const draws = await expect
      .poll(() => drawnPixels(console), { timeout: 15_000 })
      .toBeGreaterThan(500)
      .then(() => true)
      .catch(() => false);
    if (draws) return { console, name };
    await console.close();
  }
  throw new Error(`None of these consoles shows a screen: ${names.join(', ')}`);
}
