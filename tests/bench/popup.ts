import { expect, type Page } from '@playwright/test';
import { MAX_ROWS } from '@/components/popup/selection';
import { popupPage } from '@/tests/e2e/support/popup-page';
import { installProbe } from './probe';
import type { Samples } from './samples';
import { type BenchSetup, LIST_TIMEOUT } from './setup';

/** Times of a popup with a cached list, in ms. */
export interface PopupTimes {
  drawn: Samples;
  visible: Samples;
  /** each key of a name, typed right after the refresh */
  keys: Samples;
  /** the first key in a full list */
  firstKey: Samples;
  /** the longest task while the list was refreshed */
  busy: Samples;
}

/** Each of its letters matches fewer servers. */
const QUERY = 'load-0042';
/** Delay between two keys of a quick typist, in ms. */
const TYPING = 80;

export function noTimes(): PopupTimes {
  return { drawn: [], visible: [], keys: [], firstKey: [], busy: [] };
}

/** Opens the popup once, types into it, and adds the times. */
export async function measurePopup({ chromium, servers }: BenchSetup, times: PopupTimes): Promise<void> {
  const page = await chromium.context.newPage();
  await page.addInitScript(installProbe);
  await page.goto(`chrome-extension://${chromium.extensionId}/popup.html`);
  const popup = popupPage(page, chromium.language);
  await expect.poll(() => measures(page, 'list visible'), LIST_TIMEOUT).toHaveLength(1);
  times.drawn.push(...(await measures(page, 'list drawn')));
  times.visible.push(...(await measures(page, 'list visible')));

  await expect(popup.status).toHaveText(`${servers} servers`, LIST_TIMEOUT);
  await popup.search.pressSequentially(QUERY, { delay: TYPING });
  await expect.poll(() => measures(page, 'keystroke'), LIST_TIMEOUT).toHaveLength(QUERY.length);
  times.keys.push(...(await measures(page, 'keystroke')));

  await popup.search.press('Escape');
  // Counted by a selector: to find roles, the browser would compute the styles of all rows first.
  const rows = Math.min(servers, MAX_ROWS);
  await expect.poll(() => page.locator('[role=option]').count(), LIST_TIMEOUT).toBe(rows);
  times.busy.push(Math.max(0, ...(await measures(page, 'busy'))));
  await page.evaluate(() => performance.clearMeasures());
  await popup.search.press('l');
  await expect.poll(() => measures(page, 'keystroke'), LIST_TIMEOUT).toHaveLength(1);
  times.firstKey.push(...(await measures(page, 'keystroke')));
  await page.close();
}

/** @returns the durations of the probe's measures of this name */
function measures(page: Page, name: string): Promise<number[]> {
  return page.evaluate(
    (measureName) => performance.getEntriesByName(measureName, 'measure').map(({ duration }) => duration),
    name,
  );
}
