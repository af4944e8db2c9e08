import { createMutex } from '@/utils/async';
import { browser } from '@/utils/browser';
import { CHECK_AGAIN, SCRIPT_STARTED } from '@/utils/content/lifecycle';
import { DASHBOARD_KINDS, type DashboardKind } from '@/utils/messaging/dashboard-kinds';
import { type Dashboard, dashboardAt } from './store';

const scriptOf = (kind: DashboardKind) => `/${kind}.js` as const;
const withLock = createMutex();

/**
 * Registers scripts for exactly these dashboards; browsers remove them at an update.
 * @param list called under a lock: its last state counts
 */
export function registerScripts(list: () => Promise<readonly Dashboard[]>): Promise<void> {
  return withLock(async () => {
    const dashboards = await list();
    const registered = await browser.scripting.getRegisteredContentScripts();
    for (const kind of DASHBOARD_KINDS) {
      const isRegistered = registered.some(({ id }) => id === kind);
      await registerKind(
        kind,
        isRegistered,
        dashboards.filter((dashboard) => dashboard.kind === kind),
      );
    }
  });
}

async function registerKind(
  kind: DashboardKind,
  isRegistered: boolean,
  dashboards: readonly Dashboard[],
): Promise<void> {
  if (dashboards.length === 0) {
    if (isRegistered) await browser.scripting.unregisterContentScripts({ ids: [kind] });
    return;
  }
  const matches = dashboards.map(({ root }) => pagesPattern(root));
  const script = {
    ...{ id: kind, matches, js: [scriptOf(kind)] },
    ...{ runAt: 'document_idle' as const, persistAcrossSessions: true },
  };
  await (isRegistered ? browser.scripting.updateContentScripts : browser.scripting.registerContentScripts)([script]);
}

/** Does not wait: a tab may hang. */
export async function startInOpenTabs(dashboards: readonly Dashboard[]): Promise<void> {
  for (const { tabId, owner } of await tabsOf(dashboards, dashboards))
    void browser.scripting.executeScript({ target: { tabId }, files: [scriptOf(owner.kind)] }).catch(() => undefined);
}

/** A tab may hang. */
const END_TIMEOUT_MS = 1_000;

/** Not in pages of `others`. */
export async function endInOpenTabs(disabled: Dashboard, others: readonly Dashboard[]): Promise<void> {
  const ending = (await tabsOf([disabled], [disabled, ...others])).map(({ tabId }) =>
    browser.scripting.executeScript({
      target: { tabId },
      func: (name: string) => void document.dispatchEvent(new Event(name)),
      args: [SCRIPT_STARTED],
      injectImmediately: true,
    }),
  );
  const timeout = new Promise((resolve) => setTimeout(resolve, END_TIMEOUT_MS));
  if (ending.length > 0) await Promise.race([Promise.allSettled(ending), timeout]);
}

/** Sends messages, which also reach tabs without access. */
export async function recheckOpenTabs(): Promise<void> {
  for (const { id } of await browser.tabs.query({}))
    if (id !== undefined) void browser.tabs.sendMessage(id, CHECK_AGAIN).catch(() => undefined);
}

async function tabsOf(
  these: readonly Dashboard[],
  all: readonly Dashboard[],
): Promise<{ tabId: number; owner: Dashboard }[]> {
  if (these.length === 0) return [];
  const tabs = await browser.tabs.query({ url: these.map(({ root }) => pagesPattern(root)) });
  const roots = new Set(these.map(({ root }) => root));
  return tabs.flatMap(({ id, url }) => {
    const owner = url === undefined ? null : dashboardAt(url, all);
    return id !== undefined && owner !== null && roots.has(owner.root) ? [{ tabId: id, owner }] : [];
  });
}

/** In Chromium no port means all ports. */
const DEFAULT_PORTS: Record<string, string> = { 'http:': '80', 'https:': '443' };

/** Firefox injects nothing where a pattern has a port; scripts check the page. */
function pagesPattern(root: string): string {
  const { protocol, hostname, port, pathname } = new URL(root);
  const host = import.meta.env.FIREFOX ? hostname : `${hostname}:${port || DEFAULT_PORTS[protocol]}`;
  return `${protocol}//${host}${pathname}*`;
}
