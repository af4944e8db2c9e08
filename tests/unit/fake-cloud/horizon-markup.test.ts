import type { Document, Element } from 'happy-dom';
import { beforeAll, expect, test } from 'vitest';
import { fakeCloud } from '@/tests/unit/support/cloud';
import { documentOf, recordedText, visit } from './dashboard';

const cloud = fakeCloud();

beforeAll(() => {
  cloud.world.regions = ['RegionOne'];
});

const FRAME = [
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

function found(document: Document, marks: string[]): Record<string, boolean> {
  return Object.fromEntries(marks.map((mark) => [mark, document.querySelector(mark) !== null]));
}

function sorted(names: Iterable<string>): string[] {
  return [...names].sort();
}

/** The row of a server that runs, without what its ids and words are. */
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

test.each([
  ['instances.html', 'project/instances/', [...FRAME, ...LIST.slice(0, -1)]],
  ['instance-detail.html', 'web-01', [...FRAME, ...DETAIL]],
])('%s is marked like the real page', async (recorded, path, marks) => {
  const real = found(documentOf(recordedText(recorded)), marks);
  const where = path === 'web-01' ? `project/instances/${cloud.server(path).id}/` : path;
  expect(found(await visit(cloud).page(where), marks)).toEqual(real);
  expect(Object.values(real).filter(Boolean).length).toBeGreaterThan(14);
});

test.each(['web-01', 'build-runner-7', 'staging-api', 'support-vm', 'analytics-nightly', 'archive-2019'])(
  'the row of %s is built like the real one',
  async (name) => {
    const real = rowShape(documentOf(recordedText('instances.html')), name);
    expect(rowShape(await visit(cloud).page('project/instances/'), name)).toEqual(real);
  },
);

test("the admin's row is built like the real one", async () => {
  const real = rowShape(documentOf(recordedText('admin-instances.html')), 'load-1099');
  const document = await visit(cloud, 'admin').page('admin/instances/');
  expect(rowShape(document, 'web-01')).toEqual(real);
});

test('the login page is marked like the real one', async () => {
  const marks = [
    'form[action="/horizon/auth/login/"][ng-controller="hzLoginController"]',
    'input#id_username[name="username"]',
    'input#id_password[name="password"]',
    'input#id_domain[name="domain"]',
    'button#loginBtn[type="submit"]',
  ];
  const document = documentOf(await (await fetch(`${cloud.horizonUrl}auth/login/`)).text());
  expect(found(document, marks)).toEqual(found(documentOf(recordedText('login.html')), marks));
});

test('Mitaka names pending rows and builds headers in its own way', async () => {
  cloud.knobs.horizonRelease = 'mitaka';
  const { page } = visit(cloud);
  const list = await page('project/instances/');
  expect(list.querySelectorAll('tr.status_unknown.ajax-update').length).toBeGreaterThan(0);
  expect(list.querySelectorAll('tr.warning, tr[data-display-key]').length).toBe(0);
  const detail = await page(`project/instances/${cloud.server('web-01').id}/`);
  expect(detail.querySelector('.page-header form.actions_column.pull-right > .btn-group')).not.toBeNull();
  expect(detail.querySelector('.detail-header, .detail-actions, dd[data-display]')).toBeNull();
});

test('2026.1 keeps the marks, but for the way to sign out', async () => {
  cloud.knobs.horizonRelease = '2026.1';
  const { page } = visit(cloud);
  const marks = [...FRAME.filter((mark) => !mark.includes('logout')), ...LIST];
  const missing = Object.entries(found(await page('project/instances/'), marks)).filter(([, there]) => !there);
  expect(missing.map(([mark]) => mark)).toEqual(['.context-region']);
  expect((await page('project/instances/')).querySelector('a[href$="auth/logout/"]')).toBeNull();
});

test('the poller asks for pending rows as often as the knob says', async () => {
  const { request } = visit(cloud);
  cloud.knobs.horizonPollMs = 50;
  const text = await (await request('project/instances/')).text();
  expect(text).toContain('const INTERVAL = 50;');
  expect(text).toContain('data-update-interval="50"');
});

test('the theme comes from the knob, or from the cookie that the picker sets', async () => {
  const { login, request, page } = visit(cloud);
  const primary = (document: Document) => document.querySelector('style')?.textContent.includes('#00897b');
  expect(primary(await page('project/instances/'))).toBe(false);
  const Cookie = `${login.cookie}; theme=material`;
  const picked = await (await request('project/instances/', { headers: { Cookie } })).text();
  expect(primary(documentOf(picked))).toBe(true);
  cloud.knobs.horizonTheme = 'material';
  expect(primary(await page('project/instances/'))).toBe(true);
});

test('a Chinese dashboard has the same marks and other words', async () => {
  const { page, request } = visit(cloud);
  const english = await page('project/instances/');
  cloud.knobs.horizonLanguage = 'zh-hans';
  const chinese = await page('project/instances/');
  expect(rowShape(chinese, 'web-01')).toEqual(rowShape(english, 'web-01'));
  expect(chinese.querySelector('th.actions_column')?.textContent?.trim()).toBe('操作');
  expect((await request('project/instances/')).headers.get('content-language')).toBe('zh-hans');
});
