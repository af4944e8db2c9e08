import '@/tests/unit/setup/i18n';
import { afterEach, vi } from 'vitest';
import { SERVER_ID_ATTRIBUTE } from '@/components/dashboard/added-elements';
import { buttonTexts } from '@/components/dashboard/button-texts';
import { attachDashboard } from '@/components/dashboard/dashboard';
import { listPage, rowHtml } from '@/tests/fixtures/horizon/pages';
import type { ShownServer } from '@/tests/fixtures/horizon/server';
import { contentWords } from '@/utils/content/words';
import { horizon } from '@/utils/dashboards/horizon/page';
import { skyline } from '@/utils/dashboards/skyline/page';
import type { DashboardApi, ErrorText } from '@/utils/messaging/dashboard-requests';

/** Scripts that a test started, to be ended after it. */
const running: AbortController[] = [];

export const ERROR_TEXT: ErrorText = {
  sentence: 'The cloud refused.',
  nextStep: 'Ask for a role.',
  failedCall: 'POST nova.example.org → 403 · req-1',
  action: { kind: 'retry', label: 'Try again' },
};

export function setPath(path: string): void {
  const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } };
  happyDOM.setURL(`https://cloud.example.org${path}`);
}

/** Shows a page, as a browser does before a content script runs. */
export function show(html: string, path = '/horizon/project/instances/'): void {
  setPath(path);
  const page = new DOMParser().parseFromString(html, 'text/html');
  document.body.replaceWith(document.importNode(page.body, true));
}

/** Does what the content script's entrypoint does, with a background that the test replaces. */
export function start(answers: Partial<DashboardApi> = {}, isByUser: (event: Event) => boolean = () => true) {
  const controller = new AbortController();
  running.push(controller);
  const api = {
    obstacles: vi.fn<DashboardApi['obstacles']>(answers.obstacles ?? (async () => ({}))),
    openSettings: vi.fn<DashboardApi['openSettings']>(),
    cacheSession: vi.fn<DashboardApi['cacheSession']>(answers.cacheSession ?? (() => {})),
    open: vi.fn<DashboardApi['open']>(answers.open ?? (async () => null)),
  };
  const reload = vi.fn();
  const adapter = [horizon, skyline].find(({ matches }) => matches(document));
  if (adapter !== undefined) {
    attachDashboard({
      ...{ document, adapter, api, texts: buttonTexts(contentWords()), signal: controller.signal, reload },
      // events of this browser are never trusted
      isByUser,
    });
  }
  return { api, reload, stop: () => controller.abort() };
}

/** Shows a page and starts the script in it. */
export function startOn(html: string, ...started: Parameters<typeof start>) {
  show(html);
  return start(...started);
}

export const startOnList = (...started: Parameters<typeof start>) => startOn(listPage(), ...started);

/** The same, once the background has answered. */
export async function startOnListAndWait(...started: Parameters<typeof start>) {
  const script = startOnList(...started);
  await letPendingRun();
  return script;
}

export function stopAll(): void {
  for (const controller of running.splice(0)) controller.abort();
}
afterEach(stopAll);

/** A promise that the test settles. */
export function deferred<T>() {
  let resolve = (_value: T) => {};
  const promise = new Promise<T>((resolvePromise) => {
    resolve = resolvePromise;
  });
  return { promise, resolve };
}

/** Lets observers and answers run; nothing here waits for time. */
export async function letPendingRun(): Promise<void> {
  for (let count = 0; count < 8; count += 1) await Promise.resolve();
  await new Promise<void>((resolve) => setImmediate(resolve));
}

export function buttons(): HTMLButtonElement[] {
  return [...document.querySelectorAll<HTMLButtonElement>(`button[${SERVER_ID_ATTRIBUTE}]`)];
}

export function buttonOf({ id }: Pick<ShownServer, 'id'>): HTMLButtonElement {
  const [button, ...others] = document.querySelectorAll<HTMLButtonElement>(`button[${SERVER_ID_ATTRIBUTE}="${id}"]`);
  if (button === undefined || others.length > 0) throw new Error(`${others.length + 1} buttons for ${id}, or none`);
  return button;
}

/** A click of the user, and what follows from it. */
export async function clickButtonOf(server: Pick<ShownServer, 'id'>): Promise<void> {
  buttonOf(server).click();
  await letPendingRun();
}

export function alerts(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`.messages > [role=alert][${SERVER_ID_ATTRIBUTE}]`)];
}

export function rowOf({ id }: Pick<ShownServer, 'id'>): HTMLTableRowElement {
  return document.getElementById(`instances__row__${id}`) as HTMLTableRowElement;
}

/** A row as the server sends it. */
export function newRow(server: ShownServer): HTMLTableRowElement {
  const body = document.createElement('tbody');
  body.innerHTML = rowHtml(server);
  return body.firstElementChild as HTMLTableRowElement;
}

/** What Horizon's poller does with an answer; @returns whether it replaced the row. Source: horizon.tables.js `update` */
export function replaceRow(server: ShownServer): boolean {
  const fresh = newRow(server);
  if (fresh.innerHTML === rowOf(server).innerHTML) return false;
  rowOf(server).replaceWith(fresh);
  return true;
}
