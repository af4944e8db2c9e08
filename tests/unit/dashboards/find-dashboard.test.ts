import { beforeEach, describe, expect, it } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { findDashboard } from '@/utils/dashboards/find-dashboard';

const PAGE = '<body ng-app="horizon.app"><a href="/horizon/auth/logout/">Out</a></body>';
const EMPTY = '<div id="app"></div>';
const REGIONS = [{ region_name: 'RegionOne', url: 'https://keystone.example.org/v3/' }];

/** How an address answers: a page, JSON, or a redirect that the browser does not follow. */
type OneAnswer = { html?: string; json?: unknown; status?: number; isOpaqueRedirect?: true };
type Answers = Record<string, OneAnswer>;

function browserWith(answers: Answers) {
  const requestedUrls: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input);
    requestedUrls.push(url);
    expect(init).toMatchObject({ redirect: 'manual', credentials: 'omit' });
    const answer = answers[url];
    if (answer?.isOpaqueRedirect) return Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    const type = answer?.json === undefined ? 'text/html' : 'application/json';
    const body = answer?.json === undefined ? (answer?.html ?? '') : JSON.stringify(answer.json);
    const status = answer?.status ?? (answer === undefined ? 404 : 200);
    return new Response(body, { status, headers: { 'Content-Type': type } });
  };
  return { requestedUrls, client: { fetch } };
}

beforeEach(() => void stubBrowser());

const ROOT = 'https://h.example/';
const HORIZON = 'https://h.example/horizon/';
const SESSION = 'https://h.example/horizon/api/keystone/user-session/';
const REGIONS_OF_SKYLINE = 'https://s.example/api/openstack/skyline/api/v1/contrib/keystone_endpoints';
const AWAY = { isOpaqueRedirect: true } as const;
const insecure = (url: string) => url.replace('https:', 'http:');

describe('what is behind an address', () => {
  it.each<[string, string, Answers, { root: string; kind: string }]>([
    ['a Horizon with a public page', HORIZON, { [HORIZON]: { html: PAGE } }, { root: HORIZON, kind: 'horizon' }],
    ...['horizon/', 'dashboard/', ''].map((path): [string, string, Answers, { root: string; kind: string }] => [
      `a Horizon at /${path}, which redirects to its login`,
      'h.example',
      { [ROOT]: AWAY, [`${ROOT}${path}auth/login/`]: { html: PAGE } },
      { root: `${ROOT}${path}`, kind: 'horizon' },
    ]),
    [
      'a Horizon somewhere else, by the address of a page in it',
      `${ROOT}my/cloud/project/instances/1/`,
      { [`${ROOT}my/cloud/project/instances/1/`]: AWAY, [`${ROOT}my/cloud/auth/login/`]: { html: PAGE } },
      { root: `${ROOT}my/cloud/`, kind: 'horizon' },
    ],
    [
      'a Horizon that redirects http to https, at the same port',
      'http://h.example:8080/horizon',
      { 'http://h.example:8080/horizon/': AWAY, 'https://h.example:8080/horizon/auth/login/': { html: PAGE } },
      { root: 'https://h.example:8080/horizon/', kind: 'horizon' },
    ],
    [
      'a Horizon that redirects http to https',
      insecure(HORIZON),
      { [insecure(HORIZON)]: AWAY, [`${HORIZON}auth/login/`]: { html: PAGE } },
      { root: HORIZON, kind: 'horizon' },
    ],
    [
      'a Horizon that redirects every user to a single sign-on',
      'https://h.example/horizon',
      { [HORIZON]: AWAY, [SESSION]: { json: 'not logged in', status: 401 } },
      { root: HORIZON, kind: 'horizon' },
    ],
    [
      'a Skyline',
      'https://s.example/compute/instance',
      { 'https://s.example/compute/instance/': { html: EMPTY }, [REGIONS_OF_SKYLINE]: { json: REGIONS } },
      { root: 'https://s.example/', kind: 'skyline' },
    ],
  ])('%s', async (_, typed, answers, found) => {
    expect(await findDashboard(browserWith(answers).client, typed)).toEqual(found);
  });

  it.each<[string, string, Answers, string, object?]>([
    ['nothing', ROOT, {}, 'DASHBOARD_NOT_FOUND', { host: 'h.example' }],
    ['another program', ROOT, { [ROOT]: { html: '<h1>It works!</h1>' } }, 'DASHBOARD_NOT_FOUND'],
    ['no address', 'not an address', {}, 'DASHBOARD_NOT_FOUND'],
    [
      'a single sign-on in front of everything',
      HORIZON,
      { [HORIZON]: AWAY, [SESSION]: AWAY },
      'DASHBOARD_OTHER_HOST',
      { host: 'h.example' },
    ],
    [
      'https',
      insecure(HORIZON),
      { [insecure(HORIZON)]: AWAY, [insecure(SESSION)]: AWAY },
      'DASHBOARD_OTHER_HOST',
      { host: 'h.example', httpsAddress: HORIZON },
    ],
  ])('not a dashboard: %s', async (_, typed, answers, code, facts = {}) => {
    const problem = { code, facts };
    await expect(findDashboard(browserWith(answers).client, typed)).rejects.toMatchObject(problem);
  });

  it('is looked for on its own host only, at https only where that is allowed', async () => {
    stubBrowser({ granted: (origin) => origin.startsWith('http:') });
    const { client, requestedUrls } = browserWith({ [insecure(ROOT)]: AWAY, [HORIZON]: { html: PAGE } });
    await expect(findDashboard(client, insecure(ROOT))).rejects.toMatchObject({ code: 'DASHBOARD_OTHER_HOST' });
    expect(new Set(requestedUrls.map((url) => new URL(url).origin))).toEqual(new Set(['http://h.example']));
    expect(requestedUrls.length).toBeLessThan(15);
  });

  it('that cannot be reached gives that error', async () => {
    const client = { fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
    await expect(findDashboard(client, ROOT)).rejects.toMatchObject({ code: 'NETWORK' });
  });
});
