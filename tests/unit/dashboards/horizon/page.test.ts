// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailPage, horizonLoginPage, listPage, rowHtml } from '@/tests/fixtures/horizon/pages';
import { RELEASES } from '@/tests/fixtures/horizon/releases';
import { SERVERS, type ShownServer } from '@/tests/fixtures/horizon/server';
import { pageUrl, parse } from '@/tests/unit/dashboards/page-support';
import { slotsIn } from '@/tests/unit/support/button-slots';
import { forAnyAsync } from '@/tests/unit/support/runs';
import { horizon } from '@/utils/dashboards/horizon/page';
import { recognise } from '@/utils/dashboards/recognise';

const [ACTIVE] = SERVERS as [ShownServer];
const placesOf = (html: string, path = 'project/instances/') => slotsIn(horizon.view(parse(html), pageUrl(path)));

describe('the root of the dashboard', () => {
  it.each(['/', '/horizon/', '/dashboard/', '/cloud/eu/admin/', '/project/'])('finds WEBROOT %s', (webroot) => {
    const root = `https://cloud.example.org${webroot}`;
    const paths = ['project/instances/', `project/instances/${ACTIVE.id}/`, `admin/instances/${ACTIVE.id}/detail`];
    for (const path of paths) {
      const page = path.endsWith('instances/') ? listPage({ webroot }) : detailPage({ webroot });
      expect(horizon.view(parse(page), pageUrl(path, webroot))?.page().panel).toBe(path.split('/')[0]);
      expect(recognise(parse(page), pageUrl(path, webroot))?.root).toBe(root);
    }
    expect(recognise(parse(horizonLoginPage(webroot)), pageUrl('auth/login/', webroot))?.root).toBe(root);
  });

  it.each(RELEASES)('finds it by the logout link on other pages of $name to $until', (release) => {
    const document = parse(listPage({ release, webroot: '/dashboard/' }, []));
    expect(recognise(document, pageUrl('project/', '/dashboard/'))?.root).toBe('https://cloud.example.org/dashboard/');
  });

  it('finds it in an inline script where there is no logout link', () => {
    const page = listPage().replaceAll('/auth/logout/', '/custom/');
    const withScript = page.replace('<div id="footer">', '<script>var WEBROOT = "/stack/";</script><div id="footer">');
    expect(recognise(parse(withScript), pageUrl('project/', '/stack/'))?.root).toBe('https://cloud.example.org/stack/');
    expect(recognise(parse(page), pageUrl('project/', '/stack/'))).toBeNull();
  });

  it('ignores a logout link to another origin', () => {
    const page = listPage().replace('action="/horizon/auth/logout/"', 'action="https://evil.example/auth/logout/"');
    expect(recognise(parse(page), pageUrl('project/'))).toBeNull();
  });

  it.each(['file:///horizon/project/instances/', 'about:blank'])('finds no dashboard at %s', (url) => {
    expect(recognise(parse(listPage()), new URL(url))).toBeNull();
  });
});

describe('pages of others', () => {
  it.each([
    ['an empty page', ''],
    ['a table of the same name', '<table id="instances"><tr data-object-id="x" id="instances__row__x"></tr></table>'],
    ['marks of others', '<nav id="sidebar"></nav><input name="csrfmiddlewaretoken"><div id="modal_wrapper"></div>'],
    ['one mark alone', '<body ng-app="horizon.app"><table id="instances"></table>'],
    ['another Angular application', '<body ng-app="shop"><div id="main_content"><p class="messages"></p></div>'],
    ['only the words', '<title>Instances - OpenStack Dashboard</title><h1>Horizon Instances</h1>'],
  ])('does not recognise %s', (_what, html) => {
    const document = parse(html);
    expect(horizon.matches(document)).toBe(false);
    expect(recognise(document, pageUrl('project/instances/'))).toBeNull();
  });

  it('reads the material theme alike', () => {
    expect(placesOf(listPage({ theme: 'material' }))).toHaveLength(6);
  });

  it.each([
    ['body[ng-app]', 'ng-app="horizon.app"', ''],
    ['.messages', 'class="messages"', 'class="notes"'],
    ['.context-overview', 'context-overview', 'our-own-header'],
    ['#sidebar', 'id="sidebar"', ''],
  ])('recognises a theme without %s', (_mark, found, replaced) => {
    const document = parse(listPage().replace(found, replaced));
    expect(horizon.matches(document)).toBe(true);
    expect(slotsIn(horizon.view(document, pageUrl('project/instances/')))).toHaveLength(6);
  });
});

describe('what is read', () => {
  it.each(['zh', 'ru'] as const)('does not depend on words: %s', (language) => {
    const serversOf = (html: string) => placesOf(html).map(({ server }) => server);
    expect(serversOf(listPage({ language }))).toEqual(serversOf(listPage()));
  });

  it.each([
    `project/instances/${ACTIVE.id}/update`,
    `project/instances/${ACTIVE.id}/vnc`,
    'project/instances/launch',
    'project/instances/not-a-uuid/',
    `project/instances/${'-'.repeat(36)}/`,
    'project/volumes/',
  ])('finds no server at %s', (path) => {
    expect(slotsIn(horizon.view(parse(detailPage()), pageUrl(path)))).toEqual([]);
  });

  it.each(['not-a-uuid', '', '../../admin', ACTIVE.id.toUpperCase(), `${ACTIVE.id}0`, '<script>alert(1)</script>'])(
    'leaves out a row of id %j',
    (id) => {
      expect(placesOf(listPage({}, [{ ...ACTIVE, id: id.replaceAll('<', '&lt;') }]))).toEqual([]);
    },
  );

  it('takes an action only as proof if it is in the list', () => {
    const [, stopped] = SERVERS as [ShownServer, ShownServer];
    const stray = `<a class="btn-console" id="instances__row_${stopped.id}__action_console"></a>`;
    const [slot] = placesOf(listPage({}, [stopped]).replace('<div id="footer">', `${stray}<div id="footer">`));
    expect(slot?.server.checkStatus).toBe(true);
  });

  it('gives any name as it is, and null where there is none', async () => {
    // One document for all: a hundred thousand of them would fill the memory.
    const document = parse('');
    await forAnyAsync(100, fc.string({ maxLength: 40 }), async (name) => {
      document.documentElement.innerHTML = listPage({}, [{ ...ACTIVE, name }]);
      const [slot] = slotsIn(horizon.view(document, pageUrl('project/instances/')));
      // A parser of HTML takes these for others.
      const parsed = name.replace(/\r\n?/g, '\n').replaceAll('\0', '');
      if (!/[&\0]/.test(name)) expect(slot?.server.name).toBe(parsed.trim() || null);
    });
  });

  it('takes an id in the title for no name', () => {
    const page = detailPage({}, { ...ACTIVE, name: ACTIVE.id });
    expect(placesOf(page, `project/instances/${ACTIVE.id}/`)[0]?.server.name).toBeNull();
  });
});

describe('the state of a row', () => {
  const stateOf = (server: ShownServer) => placesOf(listPage({}, [server]))[0]?.state();
  const [, , , building] = SERVERS as [ShownServer, ShownServer, ShownServer, ShownServer];

  it('is the same for a replaced row, though its random id and age differ', () => {
    expect(rowHtml(building)).not.toBe(rowHtml(building));
    expect(stateOf(building)).toBe(stateOf(building));
  });

  it('is another for another status or other actions', () => {
    const states = ['active', 'shutoff', 'error', 'building'] as const;
    const of = states.map((state) => stateOf({ ...building, state }));
    expect(new Set([...of, stateOf({ ...building, actions: 'one' })]).size).toBe(5);
  });
});
