import { beforeEach, describe, expect, it } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { findDashboard } from '@/utils/dashboards/find-dashboard';

const PAGE = '<body ng-app="horizon.app"><a href="/horizon/auth/logout/">Out</a></body>';
const EMPTY = '<div id="app"></div>';
const REGIONS = [{ region_name: 'RegionOne', url: 'https://keystone.example.org/v3/' }];

/** How an address answers: a page, JSON, or a redirect that the browser does not follow. */
type OneAnswer = { html?: string; json?: unknown; status?: number; finalUrl?: string; isOpaqueRedirect?: true };
type Answers = Record<string, OneAnswer>;

function browserWith(answers: Answers) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input);
    asked.push(url);
    const answer = answers[url];
    if (answer?.isOpaqueRedirect) {
      if (init?.redirect !== 'manual') throw new TypeError('Failed to fetch');
      return Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    }
    const type = answer?.json === undefined ? 'text/html' : 'application/json';
    const body = answer?.json === undefined ? (answer?.html ?? '') : JSON.stringify(answer.json);
    const status = answer?.status ?? (answer === undefined ? 404 : 200);
    const response = new Response(body, { status, headers: { 'Content-Type': type } });
    return Object.defineProperty(response, 'url', { value: answer?.finalUrl ?? url });
  };
  return { asked, client: { fetch } };
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
    [
      'a Horizon whose first page is a plugin',
      'h.example',
      { [ROOT]: { html: PAGE, finalUrl: `${HORIZON}project/plugin/` } },
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

  it('on a host that is not allowed, is named', async () => {
    stubBrowser({ granted: (origin) => origin.includes('h.example') });
    const finalUrl = 'https://other.example/horizon/auth/login/';
    const { client } = browserWith({ [ROOT]: { html: PAGE, finalUrl } });
    const facts = { host: 'other.example', origins: ['https://other.example/*'] };
    const missing = { code: 'HOST_PERMISSION_MISSING', facts };
    await expect(findDashboard(client, ROOT)).rejects.toMatchObject(missing);
  });

  it('that cannot be reached gives that error', async () => {
    const client = { fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
    await expect(findDashboard(client, ROOT)).rejects.toMatchObject({ code: 'NETWORK' });
  });
});
