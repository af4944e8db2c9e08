import type { Document, Element } from 'happy-dom';
import { beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { documentOf, HORIZON_AJAX_HEADERS, recordedAnswer, recordedText, visit } from './horizon-client';
import { shapeDifferences } from './shape';

// The fake Horizon, compared with pages and answers recorded from a real one.
const cloud = fakeCloud();
const SESSION = 'api/keystone/user-session/';
const CATALOG = 'api/keystone/svc-catalog/';
const ACCESS = 'project/api_access/';

const PAGE = [
  'body[ng-app="horizon.app"]',
  '#main_content > .messages:first-child > toast',
  'nav#sidebar',
  '.topbar .context-overview > .context-domain',
  '.topbar .context-overview > .context-project',
  '.context-region',
  '.user-menu .user-name',
  '#modal_wrapper',
  '#anti-clickjack',
  'a[href="/horizon/auth/logout/"]',
  'a.theme-picker-item[data-theme="material"]',
  'input[name="csrfmiddlewaretoken"]',
];
const LIST = [
  'div.table_wrapper > form[method="POST"] > table#instances.table.table-striped.datatable',
  'table#instances > caption',
  'table#instances > thead > tr.table_column_header > th.actions_column',
  'table#instances > tfoot .table_count',
  'tr[id^="instances__row__"][data-object-id]',
  'tr.warning.ajax-update',
];
const DETAIL = [
  '.page-breadcrumb ol.breadcrumb',
  'div.page-header.detail-header > .row > .detail-title > span.h1',
  '.detail-actions > form.detail-actions-form.actions_column > .btn-group',
  'ul#instance_details.nav-tabs[data-sticky-tabs="sticky"] > li > a[data-target="#instance_details__console"][data-loaded="false"]',
  'div#instance_details__overview.tab-pane.active dd[data-display="web-01"]',
  ...['interfaces', 'log', 'console', 'audit'].map((slug) => `div#instance_details__${slug}.tab-pane`),
];

function found(document: Document, selectors: string[]): Record<string, boolean> {
  return Object.fromEntries(selectors.map((selector) => [selector, document.querySelector(selector) !== null]));
}

function sorted(names: Iterable<string>): string[] {
  return [...names].sort();
}

/** How the row of a server is built, without ids and words. */
function rowShape(document: Document, name: string) {
  const row = document.querySelector(`tr[data-display="${name}"]`) as Element;
  const classes = (element: Element): string => sorted(element.classList).join(' ');
  const actions = [...row.querySelectorAll('[id*="__action_"]')];
  return {
    attributes: sorted(row.getAttributeNames()),
    classes: classes(row),
    cells: [...row.children].map(classes),
    actions: actions.map(({ id }) => id.replace(/.*__action_/, '')),
    buttons: actions.map((item) => `${item.localName} ${item.parentElement?.localName}`),
    group: [...(row.querySelector('.actions_column > .btn-group')?.children ?? [])].map(
      (child) => `${child.localName} ${classes(child)}`,
    ),
  };
}

beforeEach(() => {
  cloud.contents.regions = ['RegionOne', 'RegionTwo'];
});

test.each([
  ['instances.html', 'project/instances/', [...PAGE, ...LIST.slice(0, -1)]],
  ['instance-detail.html', 'web-01', [...PAGE, ...DETAIL]],
])('%s has the elements of the real page', async (recorded, path, selectors) => {
  // As in the recorded cloud.
  cloud.contents.regions = ['RegionOne'];
  const real = found(documentOf(recordedText(recorded)), selectors);
  const where = path === 'web-01' ? `project/instances/${cloud.server(path).id}/` : path;
  expect(found(await visit(cloud).page(where), selectors)).toEqual(real);
  expect(Object.values(real).filter(Boolean).length).toBeGreaterThan(14);
});

test.each(['web-01', 'build-runner-7', 'staging-api', 'support-vm', 'analytics-nightly', 'archive-2019'])(
  'the row of %s has the structure of the real one',
  async (name) => {
    const real = rowShape(documentOf(recordedText('instances.html')), name);
    expect(rowShape(await visit(cloud).page('project/instances/'), name)).toEqual(real);
  },
);

test("an administrator's row has the structure of the real one", async () => {
  const real = rowShape(documentOf(recordedText('admin-instances.html')), 'load-1099');
  const document = await visit(cloud, 'admin').page('admin/instances/');
  expect(rowShape(document, 'web-01')).toEqual(real);
});

test('the login page has the elements of the real one', async () => {
  const selectors = [
    'form[action="/horizon/auth/login/"][ng-controller="hzLoginController"]',
    'input#id_username[name="username"]',
    'input#id_password[name="password"]',
    'input#id_domain[name="domain"]',
    'button#loginBtn[type="submit"]',
  ];
  const document = documentOf(await (await fetch(`${cloud.horizonUrl}auth/login/`)).text());
  expect(found(document, selectors)).toEqual(found(documentOf(recordedText('login.html')), selectors));
});

test('release mitaka has its own class of pending rows and its own header', async () => {
  cloud.config.horizonRelease = 'mitaka';
  const { page } = visit(cloud);
  const list = await page('project/instances/');
  expect(list.querySelectorAll('tr.status_unknown.ajax-update').length).toBeGreaterThan(0);
  expect(list.querySelectorAll('tr.warning, tr[data-display-key]').length).toBe(0);
  const detail = await page(`project/instances/${cloud.server('web-01').id}/`);
  expect(detail.querySelector('.page-header form.actions_column.pull-right > .btn-group')).not.toBeNull();
  expect(detail.querySelector('.detail-header, .detail-actions, dd[data-display]')).toBeNull();
});

test('release 2026.1 has the same elements, except the link to sign out', async () => {
  cloud.config.horizonRelease = '2026.1';
  cloud.contents.regions = ['RegionOne'];
  const { page } = visit(cloud);
  const selectors = [...PAGE.filter((selector) => !selector.includes('logout')), ...LIST];
  const missing = Object.entries(found(await page('project/instances/'), selectors)).filter(([, there]) => !there);
  expect(missing.map(([selector]) => selector)).toEqual(['.context-region']);
  expect((await page('project/instances/')).querySelector('a[href$="auth/logout/"]')).toBeNull();
});

test('in Chinese, the row has the same structure and other words', async () => {
  const { page, request } = visit(cloud);
  const english = await page('project/instances/');
  cloud.config.horizonLanguage = 'zh-hans';
  const chinese = await page('project/instances/');
  expect(rowShape(chinese, 'web-01')).toEqual(rowShape(english, 'web-01'));
  expect(chinese.querySelector('th.actions_column')?.textContent?.trim()).toBe('操作');
  expect((await request('project/instances/')).headers.get('content-language')).toBe('zh-hans');
});

/** Without flavors: Horizon reads one server and the list with different microversions. */
function withoutFlavors(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => (key === 'flavor' ? null : value));
}

test.each<[string, () => string]>([
  ['user-session', () => SESSION],
  ['svc-catalog', () => CATALOG],
  ['servers', () => 'api/nova/servers/'],
  ['server', () => `api/nova/servers/${cloud.server('web-01').id}`],
  ['server-unknown', () => 'api/nova/servers/00000000-0000-0000-0000-000000000000'],
])('the REST answer %s has the keys of the real one', async (name, path) => {
  const recorded = recordedAnswer(name);
  const answer = await visit(cloud).request(path(), { headers: HORIZON_AJAX_HEADERS });
  expect(answer.status).toBe(recorded.status);
  expect(answer.headers.get('content-type')).toBe(recorded.headers['content-type']);
  expect(shapeDifferences(withoutFlavors(recorded.body), withoutFlavors(await answer.json()))).toEqual([]);
});

test('clouds.yaml has the shape of the real download', async () => {
  const { request } = visit(cloud);
  const answer = await request(`${ACCESS}clouds.yaml/`);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="clouds.yaml"');
  const text = await answer.text();
  expect(shapeDifferences(parse(recordedText('clouds.yaml')), parse(text))).toEqual([]);
  expect(parse(text).clouds.openstack).toMatchObject({
    auth: { auth_url: cloud.authUrl, username: 'demo', project_name: 'demo', user_domain_name: 'Default' },
    region_name: 'RegionOne',
  });
});

function exportsOf(text: string): Record<string, string> {
  const lines = text.split('\n').flatMap((line) => /^export (\w+)=(.*)$/.exec(line)?.slice(1) ?? []);
  return Object.fromEntries(lines.flatMap((name, at) => (at % 2 === 0 ? [[name, lines[at + 1] ?? '']] : [])));
}

test('openrc has the variables of the real download', async () => {
  const { request } = visit(cloud);
  const answer = await request(`${ACCESS}openrc/`);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="demo-openrc.sh"');
  const values = exportsOf(await answer.text());
  expect(Object.keys(values)).toEqual(Object.keys(exportsOf(recordedText('openrc.sh'))));
  expect(values).toMatchObject({ OS_AUTH_URL: `"${cloud.authUrl}"`, OS_REGION_NAME: '"RegionOne"' });
  cloud.config.horizonRelease = '2026.1';
  expect(exportsOf(await (await request(`${ACCESS}openrc/`)).text()).OS_AUTH_URL).toBe(cloud.authUrl);
});

test('the table of endpoints has the elements of the real one, and the URLs of the current region', async () => {
  const { page, login } = visit(cloud);
  const real = documentOf(recordedText('api-access.html'));
  const document = await page(ACCESS);
  const selectors = [
    'table#endpoints',
    'tr#endpoints__row__0[data-display="nova"][data-object-id="0"]',
    'a#endpoints__action_view_credentials.ajax-modal',
    'a#endpoints__action_download_clouds_yaml[href$="project/api_access/clouds.yaml/"]',
    'a#endpoints__action_download_openrc[href$="project/api_access/openrc/"]',
  ];
  for (const selector of selectors) {
    expect(real.querySelector(selector), `real ${selector}`).not.toBeNull();
    expect(document.querySelector(selector), selector).not.toBeNull();
  }
  const urls = (from: typeof document) =>
    [...from.querySelectorAll('table#endpoints tbody tr')].map((row) => row.children[1]?.textContent?.trim());
  expect(urls(document)).toEqual(expect.arrayContaining([cloud.authUrl, cloud.novaUrl]));
  login.switchRegion('RegionTwo');
  expect(urls(await page(ACCESS)).some((url) => url?.startsWith(cloud.novaTwoUrl))).toBe(true);
});
