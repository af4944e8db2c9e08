import { describe, expect, it } from 'vitest';
import { INITIAL, initialState, type PopupAction, type PopupState, reduce } from '@/components/popup/state';
import { demoServers, fakeClouds, fakeProjects, fakeServer, fakeView } from '@/tests/unit/components/fake-data';
import { emptySnapshot } from '@/tests/unit/components/fake-page-api';
import type { Snapshot } from '@/utils/messaging/page-api';
import type { Problem } from '@/utils/problems/problem';

const PLACE = { cloudId: 'cloud-north', projectId: 'p-demo', region: 'RegionOne' };
const KNOWN: Snapshot = {
  ...emptySnapshot,
  clouds: fakeClouds,
  lastPlace: PLACE,
  projects: fakeProjects,
  servers: fakeView(),
};
const PROBLEM: Problem = { code: 'NETWORK', facts: {} };

const play = (actions: PopupAction[], from: PopupState = INITIAL) => actions.reduce(reduce, from);
const known = play([{ type: 'snapshot', snapshot: KNOWN }]);

describe('the snapshot', () => {
  it('is painted as it is', () => {
    expect(known).toMatchObject({
      ready: true,
      place: PLACE,
      servers: fakeView(),
      projects: fakeProjects,
      trouble: null,
    });
  });

  it('without a choice, or with one of a removed cloud, the first cloud is taken', () => {
    const place = { cloudId: 'cloud-north', projectId: null, region: null };
    expect(play([{ type: 'snapshot', snapshot: { ...KNOWN, lastPlace: null } }])).toMatchObject({
      place,
      servers: null,
    });
    const gone = { ...PLACE, cloudId: 'gone' };
    expect(play([{ type: 'snapshot', snapshot: { ...KNOWN, lastPlace: gone } }])).toMatchObject({
      place,
      servers: null,
    });
  });

  it('asks what a page of a private window needs, and knows nothing else of it', () => {
    const { trouble } = play([
      { type: 'snapshot', snapshot: { ...KNOWN, notice: { pendingAction: null, problem: PROBLEM, at: 0 } } },
    ]);
    expect(trouble).toEqual({ attempt: { kind: 'page' }, problem: PROBLEM, refused: false });
  });

  it('tells what had no page to tell it', () => {
    const { trouble } = play([
      {
        type: 'snapshot',
        snapshot: { ...KNOWN, notice: { pendingAction: { kind: 'reopen' }, problem: PROBLEM, at: 0 } },
      },
    ]);
    expect(trouble).toEqual({ attempt: { kind: 'reopen' }, problem: PROBLEM, refused: false });
  });
});

describe('the first frame', () => {
  const first = initialState({ snapshot: KNOWN, total: 500 });

  it('shows what was shown last, and how many there were', () => {
    expect(first).toMatchObject({ ready: false, place: PLACE, servers: fakeView(), sighted: 500 });
    expect(initialState(null)).toEqual(INITIAL);
  });

  it('gives way to what is read, with the same objects where nothing has changed', () => {
    const read = play([{ type: 'snapshot', snapshot: structuredClone(KNOWN) }], first);
    expect(read).toMatchObject({ ready: true, sighted: null });
    expect(read.servers?.servers).toBe(first.servers?.servers);
  });

  it('does not take the person back who has gone elsewhere since', () => {
    const elsewhere = { ...PLACE, projectId: 'p-ops', region: null };
    const gone = play([{ type: 'load', turn: 1, place: elsewhere }], first);
    expect(play([{ type: 'snapshot', snapshot: KNOWN }], gone)).toMatchObject({ ready: true, place: elsewhere });
  });
});

describe('loading', () => {
  const loading = play([{ type: 'load', turn: 1, place: PLACE }], known);

  it('keeps what is shown while the same place is refreshed', () => {
    expect(loading).toMatchObject({ loading: true, servers: known.servers });
  });

  it('drops replies to older loads', () => {
    const second = play([{ type: 'load', turn: 2, place: { ...PLACE, projectId: 'p-ops', region: null } }], loading);
    expect(play([{ type: 'servers', turn: 1, servers: fakeView(), selectedId: null }], second)).toBe(second);
    expect(play([{ type: 'projects', turn: 1, projects: [] }], second)).toBe(second);
    expect(play([{ type: 'cached', turn: 1, projects: [], servers: fakeView() }], second)).toBe(second);
    expect(play([{ type: 'failed', turn: 1, problem: PROBLEM }], second)).toBe(second);
  });

  it('a late cache does not paint over the live list', () => {
    const live = fakeView([fakeServer(1, 'live')]);
    const done = play([{ type: 'servers', turn: 1, servers: live, selectedId: null }], loading);
    const late = play([{ type: 'cached', turn: 1, projects: [], servers: fakeView() }], done);
    expect(late.servers?.servers).toEqual(live.servers);
  });

  it('an empty cache does not take the projects away', () => {
    expect(play([{ type: 'cached', turn: 1, projects: [], servers: null }], loading).projects).toEqual(fakeProjects);
  });

  it('a refresh loses neither the typed text nor the selection', () => {
    const id = demoServers[4]!.id;
    const done = play(
      [
        { type: 'query', query: 'db' },
        { type: 'select', id },
        { type: 'servers', turn: 1, servers: fakeView([fakeServer(99, 'db-new'), ...demoServers]), selectedId: id },
      ],
      loading,
    );
    expect(done).toMatchObject({ query: 'db', selectedId: id, loading: false });
  });

  it('the reply says which project and region were meant', () => {
    const open = play(
      [{ type: 'load', turn: 2, place: { cloudId: 'cloud-prod', projectId: null, region: null } }],
      loading,
    );
    expect(open).toMatchObject({ servers: null, projects: [], regions: [] });
    const view = fakeView([], { cloudId: 'cloud-prod', projectId: 'p-x', region: 'R2', regions: ['R1', 'R2'] });
    expect(play([{ type: 'servers', turn: 2, servers: view, selectedId: null }], open)).toMatchObject({
      place: { cloudId: 'cloud-prod', projectId: 'p-x', region: 'R2' },
      regions: ['R1', 'R2'],
    });
  });

  it('regions stay while another project of the cloud loads', () => {
    const regions = ['RegionOne', 'RegionTwo'];
    const done = play([{ type: 'servers', turn: 1, servers: fakeView([], { regions }), selectedId: null }], loading);
    const next = play([{ type: 'load', turn: 2, place: { ...PLACE, projectId: 'p-ops' } }], done);
    expect(next).toMatchObject({ servers: null, regions });
  });
});

describe('trouble', () => {
  const opening: PopupAction = {
    type: 'trouble',
    attempt: { kind: 'open', request: { ...PLACE, serverId: 's', serverName: 'web-01', check: false } },
    problem: { code: 'CONSOLE_FORBIDDEN', facts: {} },
  };

  it('of a refresh goes with the next list', () => {
    const failed = play(
      [
        { type: 'load', turn: 1, place: PLACE },
        { type: 'failed', turn: 1, problem: PROBLEM },
      ],
      known,
    );
    expect(failed.trouble?.problem).toBe(PROBLEM);
    expect(failed.servers).toBe(known.servers);
    const mended = play([{ type: 'servers', turn: 1, servers: fakeView(), selectedId: null }], failed);
    expect(mended.trouble).toBeNull();
  });

  it('of a console stays in view whatever the refresh behind does', () => {
    const state = play(
      [{ type: 'load', turn: 1, place: PLACE }, opening, { type: 'failed', turn: 1, problem: PROBLEM }],
      known,
    );
    expect(state.trouble?.problem.code).toBe('CONSOLE_FORBIDDEN');
    expect(play([{ type: 'servers', turn: 1, servers: fakeView(), selectedId: null }], state).trouble).toBe(
      state.trouble,
    );
  });

  it('goes when something else is tried, or dismissed; a refusal is remembered', () => {
    const state = play([opening], known);
    expect(play([{ type: 'progress', progress: { kind: 'reopening' } }], state).trouble).toBeNull();
    expect(play([{ type: 'dismiss' }], state).trouble).toBeNull();
    expect(play([{ type: 'refused' }], state).trouble).toEqual({ ...state.trouble, refused: true });
  });
});

it('typing begins at the first match again', () => {
  const state = play(
    [
      { type: 'select', id: demoServers[3]!.id },
      { type: 'query', query: 'w' },
    ],
    known,
  );
  expect(state).toMatchObject({ query: 'w', selectedId: null });
});
