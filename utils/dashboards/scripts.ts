import { browser } from '@/utils/browser';
import { createSerial } from '@/utils/serial';
import { type Dashboard, ownerOf } from './store';

/** The content script, as WXT builds `entrypoints/dashboard.ts`. */
const FILE = '/dashboard.js';
const ID = 'dashboards';
const inTurn = createSerial();

/**
 * Lets the content script run in these dashboards' pages and in no other. The browser forgets registrations when
 * the extension is updated, so this is done again then and when the browser starts.
 *
 * @param which asked in turn, so that the last change of the list is the last one registered.
 */
export function registerScripts(which: () => Promise<readonly Dashboard[]>): Promise<void> {
  return inTurn(async () => {
    const dashboards = await which();
    const known = (await browser.scripting.getRegisteredContentScripts({ ids: [ID] })).length > 0;
    if (dashboards.length === 0) {
      if (known) await browser.scripting.unregisterContentScripts({ ids: [ID] });
      return;
    }
    const matches = dashboards.map(({ root }) => pagesPattern(root));
    const script = { id: ID, matches, js: [FILE], runAt: 'document_idle', persistAcrossSessions: true } as const;
    await (known ? browser.scripting.updateContentScripts : browser.scripting.registerContentScripts)([
      { ...script, js: [...script.js] },
    ]);
  });
}

/** Starts the content script in tabs that are open already; a page where it runs tidies up after the older one. */
export async function startInOpenTabs(dashboards: readonly Dashboard[]): Promise<void> {
  if (dashboards.length === 0) return;
  const tabs = await browser.tabs.query({ url: dashboards.map(({ root }) => pagesPattern(root)) });
  const ours = tabs.filter(({ url }) => url !== undefined && ownerOf(url, dashboards) !== null);
  await Promise.allSettled(
    ours.map(({ id }) => browser.scripting.executeScript({ target: { tabId: id ?? -1 }, files: [FILE] })),
  );
}

/** With the port where the browser takes one: Firefox never injects where a pattern has it, so there the gate looks. */
function pagesPattern(root: string): string {
  const { protocol, host, hostname, pathname } = new URL(root);
  return `${protocol}//${import.meta.env.FIREFOX ? hostname : host}${pathname}*`;
}
