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
  it('is shown as it is', () => {
    expect(known).toMatchObject({
      ready: true,
      place: PLACE,
      servers: fakeView(),
      projects: fakeProjects,
      error: null,
    });
  });

  it('without a last place, or with one of a removed cloud, the first cloud is shown', () => {
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

  it('shows the problem of a page in a private window, without its action', () => {
    const { error } = play([
      { type: 'snapshot', snapshot: { ...KNOWN, notice: { pendingAction: null, problem: PROBLEM, at: 0 } } },
    ]);
    expect(error).toEqual({ operation: { kind: 'page' }, problem: PROBLEM, refused: false });
  });

  it('shows the notice of an action that no page was open for', () => {
    const { error } = play([
      {
        type: 'snapshot',
        snapshot: { ...KNOWN, notice: { pendingAction: { kind: 'reopen' }, problem: PROBLEM, at: 0 } },
      },
    ]);
    expect(error).toEqual({ operation: { kind: 'reopen' }, problem: PROBLEM, refused: false });
  });
});

describe('the first frame', () => {
  const first = initialState({ snapshot: KNOWN, total: 500 });

  it('shows what was shown last, and how many servers there were', () => {
    expect(first).toMatchObject({ ready: false, place: PLACE, servers: fakeView(), cachedTotal: 500 });
    expect(initialState(null)).toEqual(INITIAL);
  });

  it('is replaced by what is read, with the same objects where nothing has changed', () => {
    const read = play([{ type: 'snapshot', snapshot: structuredClone(KNOWN) }], first);
    expect(read).toMatchObject({ ready: true, cachedTotal: null });
    expect(read.servers?.servers).toBe(first.servers?.servers);
  });

  it('does not take the user back who has chosen another place since', () => {
    const elsewhere = { ...PLACE, projectId: 'p-ops', region: null };
    const gone = play([{ type: 'load', loadId: 1, place: elsewhere }], first);
    expect(play([{ type: 'snapshot', snapshot: KNOWN }], gone)).toMatchObject({ ready: true, place: elsewhere });
  });
});

describe('loading', () => {
  const loading = play([{ type: 'load', loadId: 1, place: PLACE }], known);

  it('keeps what is shown while the same place is refreshed', () => {
    expect(loading).toMatchObject({ loading: true, servers: known.servers });
  });

  it('drops replies to older loads', () => {
    const second = play([{ type: 'load', loadId: 2, place: { ...PLACE, projectId: 'p-ops', region: null } }], loading);
    expect(play([{ type: 'servers', loadId: 1, servers: fakeView(), selectedId: null }], second)).toBe(second);
    expect(play([{ type: 'projects', loadId: 1, projects: [] }], second)).toBe(second);
    expect(play([{ type: 'cached', loadId: 1, projects: [], servers: fakeView() }], second)).toBe(second);
    expect(play([{ type: 'load-failed', loadId: 1, problem: PROBLEM }], second)).toBe(second);
  });

  it('a late cache does not replace the live list', () => {
    const live = fakeView([fakeServer(1, 'live')]);
    const done = play([{ type: 'servers', loadId: 1, servers: live, selectedId: null }], loading);
    const late = play([{ type: 'cached', loadId: 1, projects: [], servers: fakeView() }], done);
    expect(late.servers?.servers).toEqual(live.servers);
  });

  it('an empty cache does not take the projects away', () => {
    expect(play([{ type: 'cached', loadId: 1, projects: [], servers: null }], loading).projects).toEqual(fakeProjects);
  });

  it('a refresh loses neither the typed text nor the selection', () => {
    const id = demoServers[4]!.id;
    const done = play(
      [
        { type: 'query', query: 'db' },
        { type: 'select', id },
        { type: 'servers', loadId: 1, servers: fakeView([fakeServer(99, 'db-new'), ...demoServers]), selectedId: id },
      ],
      loading,
    );
    expect(done).toMatchObject({ query: 'db', selectedId: id, loading: false });
  });

  it('the reply says which project and region are shown', () => {
    const open = play(
      [{ type: 'load', loadId: 2, place: { cloudId: 'cloud-prod', projectId: null, region: null } }],
      loading,
    );
    expect(open).toMatchObject({ servers: null, projects: [], regions: [] });
    const view = fakeView([], { cloudId: 'cloud-prod', projectId: 'p-x', region: 'R2', regions: ['R1', 'R2'] });
    expect(play([{ type: 'servers', loadId: 2, servers: view, selectedId: null }], open)).toMatchObject({
      place: { cloudId: 'cloud-prod', projectId: 'p-x', region: 'R2' },
      regions: ['R1', 'R2'],
    });
  });

  it('regions stay while another project of the cloud loads', () => {
    const regions = ['RegionOne', 'RegionTwo'];
    const done = play([{ type: 'servers', loadId: 1, servers: fakeView([], { regions }), selectedId: null }], loading);
    const next = play([{ type: 'load', loadId: 2, place: { ...PLACE, projectId: 'p-ops' } }], done);
    expect(next).toMatchObject({ servers: null, regions });
  });
});

describe('an error', () => {
  const opening: PopupAction = {
    type: 'failed',
    operation: { kind: 'open', request: { ...PLACE, serverId: 's', serverName: 'web-01', check: false } },
    problem: { code: 'CONSOLE_FORBIDDEN', facts: {} },
  };

  it('of a refresh goes with the next list', () => {
    const failed = play(
      [
        { type: 'load', loadId: 1, place: PLACE },
        { type: 'load-failed', loadId: 1, problem: PROBLEM },
      ],
      known,
    );
    expect(failed.error?.problem).toBe(PROBLEM);
    expect(failed.servers).toBe(known.servers);
    const reloaded = play([{ type: 'servers', loadId: 1, servers: fakeView(), selectedId: null }], failed);
    expect(reloaded.error).toBeNull();
  });

  it('of a console stays in view whatever the refresh does', () => {
    const state = play(
      [{ type: 'load', loadId: 1, place: PLACE }, opening, { type: 'load-failed', loadId: 1, problem: PROBLEM }],
      known,
    );
    expect(state.error?.problem.code).toBe('CONSOLE_FORBIDDEN');
    expect(play([{ type: 'servers', loadId: 1, servers: fakeView(), selectedId: null }], state).error).toBe(
      state.error,
    );
  });

  it('goes when something else is done, or dismissed; a refusal is remembered', () => {
    const state = play([opening], known);
    expect(play([{ type: 'progress', progress: { kind: 'reopening' } }], state).error).toBeNull();
    expect(play([{ type: 'dismiss' }], state).error).toBeNull();
    expect(play([{ type: 'refused' }], state).error).toEqual({ ...state.error, refused: true });
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
