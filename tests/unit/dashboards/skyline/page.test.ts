// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { listPage } from '@/tests/fixtures/horizon/pages';
import { serverId } from '@/tests/fixtures/horizon/server';
import { parse } from '@/tests/unit/dashboards/page-support';
import { slotsIn } from '@/tests/unit/support/button-slots';
import { recognise } from '@/utils/dashboards/recognise';
import { skyline } from '@/utils/dashboards/skyline/page';
import { detailOfSkyline, EMPTY, LOGIN, listOfSkyline, type SkylineRow } from './skyline-page';

const WEB: SkylineRow = { id: serverId(1), name: 'web-01', status: 'Active' };
const OFF: SkylineRow = { id: serverId(2), name: '-', status: 'Shutoff' };
const urlOf = (path: string) => new URL(`https://sky.example.org${path}`);
const view = (html: string, path: string) => skyline.view(parse(html), urlOf(path));

describe('Skyline', () => {
  it.each([
    ['list', listOfSkyline([WEB]), '/compute/instance'],
    ['login', LOGIN, '/auth/login'],
  ])('is recognised at its %s', (_what, html, path) => {
    expect(recognise(parse(html), urlOf(path))).toEqual({ kind: 'skyline', root: 'https://sky.example.org/' });
    expect(skyline.matches(parse(html))).toBe(true);
  });

  it('is waited for before its scripts have run, but not taken for one', () => {
    expect(recognise(parse(EMPTY), urlOf('/'))).toBeNull();
    expect(skyline.matches(parse(EMPTY))).toBe(true);
    expect(slotsIn(view(EMPTY, '/compute/instance'))).toEqual([]);
  });

  it('is not mixed up with Horizon', () => {
    expect(skyline.matches(parse(listPage()))).toBe(false);
    expect(recognise(parse(listPage()), urlOf('/project/instances/'))?.kind).toBe('horizon');
  });

  it.each([
    ['project', '/compute/instance', false],
    ['admin', '/compute/instance-admin', true],
  ] as const)('reads the list of %s', (panel, path, admin) => {
    const seen = view(listOfSkyline([WEB, OFF], admin), path);
    const names = { userName: null, projectName: 'demo', domainName: 'Default', regionName: 'RegionOne' };
    expect(seen?.page()).toEqual({ panel, ...names });
    expect(slotsIn(seen).map(({ server }) => server)).toEqual([
      { id: WEB.id, name: 'web-01', checkStatus: true },
      { id: OFF.id, name: null, checkStatus: true },
    ]);
  });

  it.each(['x'.repeat(3_000_000), '..', `${WEB.id}/..`, ''])('has no button for a row whose id is none', (id) => {
    expect(slotsIn(view(listOfSkyline([{ ...WEB, id }, OFF]), '/compute/instance'))).toHaveLength(1);
  });

  it('reads the page of a server once it is filled', () => {
    const path = `/compute/instance/detail/${WEB.id}`;
    expect(slotsIn(view(detailOfSkyline(WEB), path)).map(({ server }) => server.name)).toEqual(['web-01']);
    expect(slotsIn(view(listOfSkyline([]), path))).toEqual([]);
  });

  it.each(['/compute/instance/create', '/compute/flavor', '/', '/compute/instance/detail/x'])(
    'has nothing at %s',
    (path) => {
      expect(view(listOfSkyline([WEB]), path)).toBeNull();
    },
  );

  it('has another state for another status', () => {
    const stateOf = (row: SkylineRow) => slotsIn(view(listOfSkyline([row]), '/compute/instance'))[0]?.state();
    expect(stateOf(WEB)).toBe(stateOf({ ...WEB, name: 'other' }));
    expect(stateOf(WEB)).not.toBe(stateOf({ ...WEB, status: 'Paused' }));
  });
});
