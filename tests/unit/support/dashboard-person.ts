import type { FakeCloud } from '@/tests/fake-cloud';
import type { DashboardLogin, LogInAs } from '@/tests/fake-cloud/horizon/handle';
import type { DashboardPage } from '@/utils/messaging/dashboard';

/** A person who is logged in to the fake Horizon, and a `fetch` that has the cookies as the browser would send them. */
export function dashboardPerson(cloud: FakeCloud, name = 'demo', as: LogInAs = {}) {
  const login: DashboardLogin = cloud.dashboard.logIn(name, as);
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
    // A browser hides where a redirect leads that it was told not to follow; Node does not.
    if (init.redirect === 'manual' && answer.status >= 300 && answer.status < 400)
      return Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    return answer;
  };
  return { login, page, dashboard: { root, kind: 'horizon' as const }, fetch: withCookies };
}
