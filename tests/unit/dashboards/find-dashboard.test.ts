import { beforeEach, describe, expect, it } from 'vitest';
import { stubBrowser } from '@/tests/unit/support/browser-stubs';
import { findDashboard } from '@/utils/dashboards/find-dashboard';

const PAGE = '<body ng-app="horizon.app"><a href="/horizon/auth/logout/">Out</a></body>';
const REGIONS = [{ region_name: 'RegionOne', url: 'https://keystone.example.org/v3/' }];

/** How an address answers: a page, JSON, or a redirect that the browser does not follow. */
type Answers = Record<
  string,
  { html?: string; json?: unknown; status?: number; finalUrl?: string; isOpaqueRedirect?: true }
>;

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

describe('what is behind an address', () => {
  it.each<[string, string, Answers, { root: string; kind: string }]>([
    [
      'a Horizon whose first page is a plugin',
      'h.example',
      { 'https://h.example/': { html: PAGE, finalUrl: 'https://h.example/horizon/project/plugin/' } },
      { root: 'https://h.example/horizon/', kind: 'horizon' },
    ],
    [
      'a Horizon that redirects every user to a single sign-on',
      'https://h.example/horizon',
      {
        'https://h.example/horizon/': { isOpaqueRedirect: true },
        'https://h.example/horizon/api/keystone/user-session/': { json: 'not logged in', status: 401 },
      },
      { root: 'https://h.example/horizon/', kind: 'horizon' },
    ],
    [
      'a Skyline',
      'https://s.example/compute/instance',
      {
        'https://s.example/compute/instance/': { html: '<div id="app"></div>' },
        'https://s.example/api/openstack/skyline/api/v1/contrib/keystone_endpoints': { json: REGIONS },
      },
      { root: 'https://s.example/', kind: 'skyline' },
    ],
  ])('%s', async (_, typed, answers, found) => {
    expect(await findDashboard(browserWith(answers).client, typed)).toEqual(found);
  });

  it.each<[string, string, Answers, object]>([
    ['nothing', 'https://h.example/', {}, { code: 'DASHBOARD_NOT_FOUND', facts: { host: 'h.example' } }],
    [
      'another program',
      'https://h.example/',
      { 'https://h.example/': { html: '<h1>It works!</h1>' } },
      { code: 'DASHBOARD_NOT_FOUND' },
    ],
    ['no address', 'not an address', {}, { code: 'DASHBOARD_NOT_FOUND' }],
    [
      'a single sign-on in front of everything',
      'https://h.example/horizon/',
      {
        'https://h.example/horizon/': { isOpaqueRedirect: true },
        'https://h.example/horizon/api/keystone/user-session/': { isOpaqueRedirect: true },
      },
      { code: 'DASHBOARD_OTHER_HOST', facts: { host: 'h.example' } },
    ],
    [
      'https',
      'http://h.example/horizon/',
      {
        'http://h.example/horizon/': { isOpaqueRedirect: true },
        'http://h.example/horizon/api/keystone/user-session/': { isOpaqueRedirect: true },
      },
      { code: 'DASHBOARD_OTHER_HOST', facts: { host: 'h.example', secure: 'https://h.example/horizon/' } },
    ],
  ])('not a dashboard: %s', async (_, typed, answers, problem) => {
    await expect(findDashboard(browserWith(answers).client, typed)).rejects.toMatchObject(problem);
  });

  it('on a host that is not allowed, is named', async () => {
    stubBrowser({ granted: (origin) => origin.includes('h.example') });
    const { client } = browserWith({
      'https://h.example/': { html: PAGE, finalUrl: 'https://other.example/horizon/auth/login/' },
    });
    await expect(findDashboard(client, 'https://h.example/')).rejects.toMatchObject({
      code: 'HOST_PERMISSION_MISSING',
      facts: { host: 'other.example', origins: ['https://other.example/*'] },
    });
  });

  it('that cannot be reached gives that error', async () => {
    const client = { fetch: () => Promise.reject(new TypeError('Failed to fetch')) };
    await expect(findDashboard(client, 'https://h.example/')).rejects.toMatchObject({ code: 'NETWORK' });
  });
});
