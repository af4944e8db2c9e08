// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { type RecordedPage, recordedPage } from '@/tests/fixtures/horizon/recorded';
import { pageUrl, parse } from '@/tests/unit/dashboards/page-support';
import { slotsIn } from '@/tests/unit/support/button-slots';
import { horizon } from '@/utils/dashboards/horizon/page';
import { recognise } from '@/utils/dashboards/recognise';

const WEB_01 = 'f3486ea1-501b-495c-95e4-57376f449ed8';
const OF_ADMIN = '53e82886-9411-423a-90b4-17eb7111f1d1';

const viewOf = (name: RecordedPage, path: string) => horizon.view(parse(recordedPage(name)), pageUrl(path));

describe('pages of a real Horizon', () => {
  it('reads the list of a project', () => {
    const view = viewOf('instances', 'project/instances/');
    const names = { userName: 'demo', projectName: 'demo', domainName: 'Default', regionName: null };
    expect(view?.page()).toEqual({ panel: 'project', ...names });
    const slots = slotsIn(view);
    expect(slots).toHaveLength(16);
    const running = slots.filter(({ server }) => !server.checkStatus).map(({ server }) => server.name);
    const expected = 'real-console queue-01 bastion web-03 web-02 web-01 db-replica db-primary cache-01';
    expect(running.join(' ')).toBe(expected);
  });

  it("reads the region of a login without a project, as with the system's scope", () => {
    const document = parse(recordedPage('instances'));
    const overview = document.querySelector('.context-overview');
    if (overview !== null)
      overview.innerHTML = '<span class="context-system">all</span><span class="context-region">West</span>';
    const names = { userName: 'demo', projectName: null, domainName: null, regionName: 'West' };
    const view = horizon.view(document, pageUrl('project/instances/'));
    expect(view?.page()).toEqual({ panel: 'project', ...names });
  });

  it("takes a console for a server's own only", () => {
    const document = parse(recordedPage('instances'));
    const row = document.querySelector('tr[data-display="real-console"]');
    for (const action of row?.querySelectorAll('.btn-console') ?? []) {
      action.id = 'instances__row_00000000-0000-4000-8000-000000000000__action_console';
    }
    const [place] = slotsIn(horizon.view(document, pageUrl('project/instances/')));
    expect(place?.server).toMatchObject({ name: 'real-console', checkStatus: true });
  });

  it('reads the list of an administrator', () => {
    const view = viewOf('admin-instances', 'admin/instances/');
    expect(view?.page().panel).toBe('admin');
    expect(slotsIn(view).map(({ server: { name, checkStatus } }) => [name, checkStatus])).toEqual([
      ['load-1100', true],
      ['load-1099', false],
    ]);
  });

  it.each([
    ['instance-detail', `project/instances/${WEB_01}/`, WEB_01, 'web-01', false],
    ['instance-console', `project/instances/${WEB_01}/?tab=instance_details__console`, WEB_01, 'web-01', false],
    ['admin-instance-detail', `admin/instances/${OF_ADMIN}/detail`, OF_ADMIN, 'load-1100', true],
  ] as const)('reads %s', (page, path, id, name, checkStatus) => {
    const view = viewOf(page, path);
    expect(slotsIn(view).map(({ server }) => server)).toEqual([{ id, name, checkStatus }]);
  });

  it.each<[string, RecordedPage]>([
    ['project/api_access/', 'api-access'],
    ['project/', 'api-access'],
    ['identity/application_credentials/', 'api-access'],
    ['auth/login/?next=/horizon/project/instances/', 'login'],
  ])('recognises it at %s, and has nothing to do there', (path, page) => {
    const document = parse(recordedPage(page));
    const url = pageUrl(path);
    expect(recognise(document, url)?.root).toBe('https://cloud.example.org/horizon/');
    expect(horizon.view(document, url)).toBeNull();
    expect(horizon.observedElement(document, url)).toBeNull();
  });
});
