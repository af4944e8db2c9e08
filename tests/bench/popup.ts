import { expect, type Page } from '@playwright/test';
import { MAX_ROWS } from '@/components/popup/selection';
import { PopupPage } from '@/tests/e2e/support/popup-page';
import { installProbe } from './probe';
import type { Samples } from './samples';
import { type BenchSetup, TIMEOUT_MS } from './setup';

/** What a popup with a cached list took, in ms. */
export interface PopupTimes {
  drawn: Samples;
  visible: Samples;
  /** each key of a name, typed when the popup has just been refreshed */
  keys: Samples;
  /** the first key in a full list */
  firstKey: Samples;
  /** the longest task while the list was refreshed */
  busy: Samples;
}

/** A word that all servers have at first, then ever fewer. */
const QUERY = 'load-0042';
/** Between two keys of a quick typist, in ms. */
const TYPING = 80;

export function noTimes(): PopupTimes {
  return { drawn: [], visible: [], keys: [], firstKey: [], busy: [] };
}

/** Opens the popup once, types into it, and adds what that took. */
export async function measurePopup({ chromium, servers }: BenchSetup, times: PopupTimes): Promise<void> {
  const page = await chromium.context.newPage();
  await page.addInitScript(installProbe);
  await page.goto(`chrome-extension://${chromium.extensionId}/popup.html`);
  const popup = new PopupPage(page, chromium.language);
  await expect.poll(() => measures(page, 'list visible'), TIMEOUT_MS).toHaveLength(1);
  times.drawn.push(...(await measures(page, 'list drawn')));
  times.visible.push(...(await measures(page, 'list visible')));

  await expect(popup.status).toHaveText(`${servers} servers`, TIMEOUT_MS);
  await popup.search.pressSequentially(QUERY, { delay: TYPING });
  await expect.poll(() => measures(page, 'keystroke'), TIMEOUT_MS).toHaveLength(QUERY.length);
  times.keys.push(...(await measures(page, 'keystroke')));

  await popup.search.press('Escape');
  // Counted without asking for roles, for which the browser would compute the styles of all rows beforehand.
  const rows = Math.min(servers, MAX_ROWS);
  await expect.poll(() => page.locator('[role=option]').count(), TIMEOUT_MS).toBe(rows);
  times.busy.push(Math.max(0, ...(await measures(page, 'busy'))));
  await page.evaluate(() => performance.clearMeasures());
  await popup.search.press('l');
  await expect.poll(() => measures(page, 'keystroke'), TIMEOUT_MS).toHaveLength(1);
  times.firstKey.push(...(await measures(page, 'keystroke')));
  await page.close();
}

/** @returns how long each of the probe's measures of this name took. */
function measures(page: Page, name: string): Promise<number[]> {
  return page.evaluate(
    (wanted) => performance.getEntriesByName(wanted, 'measure').map(({ duration }) => duration),
    name,
  );
}
