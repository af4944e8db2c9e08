// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { detailPage, listPage } from '@/tests/fixtures/horizon/pages';
import { RELEASES } from '@/tests/fixtures/horizon/releases';
import { SERVERS } from '@/tests/fixtures/horizon/server';
import { pageUrl, parse } from '@/tests/unit/dashboards/page-support';
import { slotsIn } from '@/tests/unit/support/button-slots';
import { horizon } from '@/utils/dashboards/horizon/page';
import { recognise } from '@/utils/dashboards/recognise';

const PANELS = ['project', 'admin'] as const;
const NEEDS_CHECK = SERVERS.map(({ id, name, state }) => ({ id, name, checkStatus: state !== 'active' }));
const CASES = RELEASES.flatMap((release) =>
  PANELS.map((panel) => ({ release, panel, name: `${release.name} to ${release.until}, ${panel}` })),
);
const detailPath = (panel: string, id: string) => `${panel}/instances/${id}/${panel === 'admin' ? 'detail' : ''}`;

function newButton(document: Document): HTMLButtonElement {
  const button = document.createElement('button');
  horizon.style(button, 'button');
  return button;
}

describe.each(CASES)('$name', ({ release, panel }) => {
  const userName = release.hasNamedContext ? 'demo' : null;
  const names = { userName, projectName: 'demo', domainName: 'Default', regionName: 'RegionOne' };

  it('reads the list', () => {
    const document = parse(listPage({ release, panel }));
    const url = pageUrl(`${panel}/instances/`);
    expect(horizon.matches(document)).toBe(true);
    expect(recognise(document, url)?.root).toBe('https://cloud.example.org/horizon/');
    const view = horizon.view(document, url);
    expect(view?.page()).toEqual({ panel, ...names });
    expect(slotsIn(view).map(({ server }) => server)).toEqual(NEEDS_CHECK);
  });

  it('puts the button of a row into its group of buttons, else into its cell', () => {
    const document = parse(listPage({ release, panel }));
    for (const place of slotsIn(horizon.view(document, pageUrl(`${panel}/instances/`)))) {
      const button = newButton(document);
      place.insert(button);
      const cell = document.querySelector(`#instances__row__${place.server.id} > td.actions_column`);
      expect(button.parentElement).toBe(cell?.querySelector(':scope > .btn-group') ?? cell);
      expect(button.previousElementSibling).toBeNull();
      expect(place.buttonParent.contains(button)).toBe(true);
    }
    expect(document.querySelectorAll('td.actions_column button.btn-sm:first-child[ng-non-bindable]')).toHaveLength(6);
  });

  it.each(SERVERS)('reads the page of $name and puts its button into the header', (server) => {
    const document = parse(detailPage({ release, panel }, server));
    const view = horizon.view(document, pageUrl(detailPath(panel, server.id)));
    expect(view?.page()).toEqual({ panel, ...names });
    const slots = slotsIn(view);
    expect(slots).toHaveLength(1);
    const [place] = slots;
    expect(place?.server).toEqual({ id: server.id, name: server.name, checkStatus: server.state !== 'active' });
    const button = newButton(document);
    place?.insert(button);
    const header = document.querySelector('.page-header');
    const form = header?.querySelector('form.actions_column');
    if (server.actions === 'none') {
      expect(form).toBeNull();
      expect(button.parentElement).toBe(header?.querySelector('.detail-actions') ?? header);
    } else {
      expect(button.parentElement).toBe(form?.querySelector(':scope > .btn-group') ?? form);
      expect(button.nextElementSibling?.matches('.btn')).toBe(true);
    }
  });
});

it('no two releases are given the same shape under two names', () => {
  const shapes = RELEASES.map(({ name: _, until: __, ...shape }) => JSON.stringify(shape));
  expect(new Set(shapes).size).toBe(RELEASES.length);
});
