import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { FakeCloud } from '@/tests/fake-cloud';
import type { FakeLogin, LogInAs } from '@/tests/fake-cloud/horizon/handle';
import { fetchWithHostAccess } from '@/utils/clouds/host-access';
import type { DashboardPage } from '@/utils/messaging/dashboard-requests';
import { newWorker } from './worker';

/** A user who is logged in to the fake Horizon, and a `fetch` that has the cookies as the browser would send them. */
export function dashboardUser(cloud: FakeCloud, name = 'demo', as: LogInAs = {}) {
  const login: FakeLogin = cloud.dashboard.logIn(name, as);
  const root = cloud.horizonUrl;
  const page: DashboardPage = {
    panel: 'project',
    userName: name,
    projectName: as.project ?? 'demo',
    domainName: null,
    regionName: null,
  };
  const withCookies: typeof fetch = async (input, init = {}) => {
    if (!String(input).startsWith(root)) return fetch(input, init);
    if (init.credentials === 'omit') return fetch(input, init);
    if (init.credentials !== 'include') throw new Error('asked without cookies');
    const headers = new Headers(init.headers);
    headers.set('Cookie', login.cookie);
    const answer = await fetch(input, { ...init, headers });
    // A browser hides where a redirect leads where `redirect` is `manual`; Node does not.
    if (init.redirect === 'manual' && answer.status >= 300 && answer.status < 400)
      return Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    return answer;
  };
  return { login, page, dashboard: { root, kind: 'horizon' as const }, fetch: withCookies };
}

/** A `fetch` that only reaches this dashboard and hosts where the user allowed it, as the browser's does. */
export function guarded(fetch: typeof globalThis.fetch, root: string): typeof globalThis.fetch {
  return async (input, init) =>
    String(input).startsWith(root) ? fetch(input, init) : fetchWithHostAccess(input, init);
}

/** A server as a click in the dashboard names it. */
export function clicked(cloud: FakeCloud, name: string) {
  return { id: cloud.server(name).id, name, checkStatus: false };
}

type Fetch = typeof globalThis.fetch;
interface Wrapped {
  as?: LogInAs;
  /** what the worker's requests go through */
  wrap?: (fetch: Fetch) => Fetch;
}

/** A user who is logged in to the fake Horizon, with a worker that has not read the session yet. */
export function userWithWorker(cloud: FakeCloud, name?: string, { as, wrap = (fetch) => fetch }: Wrapped = {}) {
  const user = dashboardUser(cloud, name, as);
  const worker = newWorker(wrap(user.fetch));
  const { dashboardConsoles } = worker;
  return {
    ...{ ...user, worker },
    /** Clicks the button of a server, in the user's page but for these changes. */
    open: (server: string | Parameters<typeof dashboardConsoles.open>[2], overrides: Partial<DashboardPage> = {}) => {
      const named = typeof server === 'string' ? clicked(cloud, server) : server;
      return dashboardConsoles.open(user.dashboard, { ...user.page, ...overrides }, named, crypto.randomUUID());
    },
    prepare: () => dashboardConsoles.cacheSession(user.dashboard),
    obstacles: (ids: string[]) => dashboardConsoles.obstacles(user.dashboard, user.page, ids),
  };
}

/** How many tabs an action opens, whether it fails or not. */
export async function tabsOpenedBy(action: () => Promise<unknown>): Promise<number> {
  const before = (await openTabs()).length;
  await action();
  return (await openTabs()).length - before;
}

/** The addresses of all tabs, in the order in which they were opened. */
export async function openTabs(): Promise<string[]> {
  return (await fakeBrowser.tabs.query({})).map(({ url }) => url ?? '');
}
