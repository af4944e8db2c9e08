import { createMutex } from '@/utils/async';
import { browser } from '@/utils/browser';
import { CHECK_AGAIN, SCRIPT_STARTED } from '@/utils/content/lifecycle';
import { DASHBOARD_KINDS, type DashboardKind } from '@/utils/messaging/dashboard-kinds';
import { type Dashboard, ownerOf } from './store';

/** The content script of a kind, as WXT builds it from the entrypoint of that name; it is registered under the kind's name. */
const scriptOf = (kind: DashboardKind) => `/${kind}.js` as const;
const withLock = createMutex();

/**
 * Lets the content script run in these dashboards' pages and in no other. The browser forgets registrations when
 * the extension is updated, so this is done again then and when the browser starts.
 *
 * @param which asked in turn, so that the last change of the list is the last one registered.
 */
export function registerScripts(which: () => Promise<readonly Dashboard[]>): Promise<void> {
  return withLock(async () => {
    const dashboards = await which();
    const registered = await browser.scripting.getRegisteredContentScripts();
    for (const kind of DASHBOARD_KINDS) {
      const isKnown = registered.some(({ id }) => id === kind);
      await registerKind(
        kind,
        isKnown,
        dashboards.filter((dashboard) => dashboard.kind === kind),
      );
    }
  });
}

async function registerKind(kind: DashboardKind, isKnown: boolean, dashboards: readonly Dashboard[]): Promise<void> {
  if (dashboards.length === 0) {
    if (isKnown) await browser.scripting.unregisterContentScripts({ ids: [kind] });
    return;
  }
  const matches = dashboards.map(({ root }) => pagesPattern(root));
  const script = {
    ...{ id: kind, matches, js: [scriptOf(kind)] },
    ...{ runAt: 'document_idle' as const, persistAcrossSessions: true },
  };
  await (isKnown ? browser.scripting.updateContentScripts : browser.scripting.registerContentScripts)([script]);
}

/**
 * Starts the content script in tabs that are open already; a page where it runs tidies up after the older one. It does not
 * wait for them: a tab that hangs never answers.
 */
export async function startInOpenTabs(dashboards: readonly Dashboard[]): Promise<void> {
  for (const { tabId, owner } of await tabsOf(dashboards, dashboards))
    void browser.scripting.executeScript({ target: { tabId }, files: [scriptOf(owner.kind)] }).catch(() => undefined);
}

/** How long tabs may take to end their scripts, in ms: some hang. */
const TIMEOUT_MS = 1_000;

/**
 * Ends the content scripts in the open tabs of a dashboard that was disabled.
 *
 * @param others those that are enabled: what belongs to them goes on.
 */
export async function endInOpenTabs(gone: Dashboard, others: readonly Dashboard[]): Promise<void> {
  const ending = (await tabsOf([gone], [gone, ...others])).map(({ tabId }) =>
    browser.scripting.executeScript({
      target: { tabId },
      func: (name: string) => void document.dispatchEvent(new Event(name)),
      args: [SCRIPT_STARTED],
      injectImmediately: true,
    }),
  );
  const patience = new Promise((resolve) => setTimeout(resolve, TIMEOUT_MS));
  if (ending.length > 0) await Promise.race([Promise.allSettled(ending), patience]);
}

/**
 * Tells all tabs that something was taken away, so that scripts end which do not belong there any more. The browser lets
 * nobody else into those tabs by then, nor tells which they are; messages alone get through.
 */
export async function recheckOpenTabs(): Promise<void> {
  for (const { id } of await browser.tabs.query({}))
    if (id !== undefined) void browser.tabs.sendMessage(id, CHECK_AGAIN).catch(() => undefined); // most have no script
}

/** @returns the open tabs that belong to these dashboards, where they are some of `all`. */
async function tabsOf(
  these: readonly Dashboard[],
  all: readonly Dashboard[],
): Promise<{ tabId: number; owner: Dashboard }[]> {
  if (these.length === 0) return [];
  const tabs = await browser.tabs.query({ url: these.map(({ root }) => pagesPattern(root)) });
  const roots = new Set(these.map(({ root }) => root));
  return tabs.flatMap(({ id, url }) => {
    const owner = url === undefined ? null : ownerOf(url, all);
    return id !== undefined && owner !== null && roots.has(owner.root) ? [{ tabId: id, owner }] : [];
  });
}

/** What a pattern without a port would leave open in Chromium: there it means all ports. */
const DEFAULT_PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

/**
 * With the port where the browser takes one. Firefox never injects where a pattern has it, so there a script may start in
 * another dashboard's pages: it asks at once, and ends.
 */
function pagesPattern(root: string): string {
  const { protocol, hostname, port, pathname } = new URL(root);
  const host = import.meta.env.FIREFOX ? hostname : `${hostname}:${port || DEFAULT_PORTS[protocol]}`;
  return `${protocol}//${host}${pathname}*`;
}
