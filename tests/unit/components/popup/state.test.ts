import { describe, expect, it } from 'vitest';
import { initialState, type PopupAction, type PopupState, reduce, STATE_WITHOUT_CACHE } from '@/components/popup/state';
import { demoServers, fakeClouds, fakeProjects, fakeServer, fakeView } from '@/tests/unit/components/fake-data';
import { emptySnapshot } from '@/tests/unit/components/fake-page-api';
import type { Snapshot } from '@/utils/messaging/page-api';
import type { Place } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';

const PLACE = { cloudId: 'cloud-north', projectId: 'p-demo', region: 'RegionOne' };
const OPS = { ...PLACE, projectId: 'p-ops', region: null };
const KNOWN: Snapshot = {
  ...{ ...emptySnapshot, clouds: fakeClouds, lastPlace: PLACE, projects: fakeProjects, servers: fakeView() },
};
const PROBLEM: Problem = { code: 'NETWORK', facts: {} };

const stateAfter = (from: PopupState, ...actions: PopupAction[]) => actions.reduce(reduce, from);
const snapshot = (overrides: Partial<Snapshot> = {}): PopupAction => ({
  type: 'snapshot',
  snapshot: { ...KNOWN, ...overrides },
});
const load = (place: Place = PLACE, loadId = 1): PopupAction => ({ type: 'load', loadId, place });
const listed = (servers = fakeView(), overrides: { loadId?: number; selectedId?: string } = {}): PopupAction => ({
  ...{ type: 'servers', loadId: 1, servers, selectedId: null, ...overrides },
});
const cached: PopupAction = { type: 'cached', loadId: 1, projects: [], servers: fakeView() };
const loadFailed: PopupAction = { type: 'load-failed', loadId: 1, problem: PROBLEM };
const stateWithSnapshot = stateAfter(STATE_WITHOUT_CACHE, snapshot());

describe('the snapshot', () => {
  it('is shown as it is', () => {
    const { place, servers, projects } = { place: PLACE, servers: fakeView(), projects: fakeProjects };
    expect(stateWithSnapshot).toMatchObject({ hasSnapshot: true, place, servers, projects, error: null });
  });

  it.each([null, { ...PLACE, cloudId: 'gone' }])(
    'without a last place, or with one of a removed cloud, the first cloud is shown: %j',
    (lastPlace) => {
      const place = { cloudId: 'cloud-north', projectId: null, region: null };
      expect(stateAfter(STATE_WITHOUT_CACHE, snapshot({ lastPlace }))).toMatchObject({ place, servers: null });
    },
  );

  it.each([
    ['problem of a page in a private window, without its action', null, { kind: 'private-page' }],
    ['notice of an action that no page was open for', { kind: 'reopen' }, { kind: 'reopen' }],
  ] as const)('shows the %s', (_, pendingAction, operation) => {
    const { error } = stateAfter(STATE_WITHOUT_CACHE, snapshot({ notice: { pendingAction, problem: PROBLEM, at: 0 } }));
    expect(error).toEqual({ operation, problem: PROBLEM, accessDenied: false });
  });
});

describe('the first frame', () => {
  const first = initialState({ snapshot: KNOWN, total: 500 });

  it('shows what was shown last, and how many servers there were', () => {
    expect(first).toMatchObject({ hasSnapshot: false, place: PLACE, servers: fakeView(), cachedTotal: 500 });
    expect(initialState(null)).toEqual(STATE_WITHOUT_CACHE);
  });

  it('is replaced by what is read, with the same objects where nothing has changed', () => {
    const read = stateAfter(first, snapshot(structuredClone(KNOWN)));
    expect(read).toMatchObject({ hasSnapshot: true, cachedTotal: null });
    expect(read.servers?.servers).toBe(first.servers?.servers);
  });

  it('does not take the user back who has chosen another place since', () => {
    expect(stateAfter(first, load(OPS), snapshot())).toMatchObject({ hasSnapshot: true, place: OPS });
  });
});

describe('loading', () => {
  const loading = stateAfter(stateWithSnapshot, load());

  it('keeps what is shown while the same place is refreshed', () => {
    expect(loading).toMatchObject({ loading: true, servers: stateWithSnapshot.servers });
  });

  it.each<PopupAction>([listed(), { type: 'projects', loadId: 1, projects: [] }, cached, loadFailed])(
    'drops replies to older loads: $type',
    (reply) => {
      const second = stateAfter(loading, load(OPS, 2));
      expect(stateAfter(second, reply)).toBe(second);
    },
  );

  it('a late cache does not replace the live list', () => {
    const live = fakeView([fakeServer(1, 'live')]);
    expect(stateAfter(loading, listed(live), cached).servers?.servers).toEqual(live.servers);
  });

  it('an empty cache does not take the projects away', () => {
    expect(stateAfter(loading, { ...cached, servers: null }).projects).toEqual(fakeProjects);
  });

  it('a refresh loses neither the typed text nor the selection', () => {
    const id = demoServers[4]!.id;
    const list = listed(fakeView([fakeServer(99, 'db-new'), ...demoServers]), { selectedId: id });
    const done = stateAfter(loading, { type: 'query', query: 'db' }, { type: 'select', id }, list);
    expect(done).toMatchObject({ query: 'db', selectedId: id, loading: false });
  });

  it('the reply says which project and region are shown', () => {
    const open = stateAfter(loading, load({ cloudId: 'cloud-prod', projectId: null, region: null }, 2));
    expect(open).toMatchObject({ servers: null, projects: [], regions: [] });
    const place = { cloudId: 'cloud-prod', projectId: 'p-x', region: 'R2' };
    const regions = ['R1', 'R2'];
    expect(stateAfter(open, listed(fakeView([], { ...place, regions }), { loadId: 2 }))).toMatchObject({
      place,
      regions,
    });
  });

  it('regions stay while another project of the cloud loads', () => {
    const regions = ['RegionOne', 'RegionTwo'];
    const next = stateAfter(loading, listed(fakeView([], { regions })), load({ ...PLACE, projectId: 'p-ops' }, 2));
    expect(next).toMatchObject({ servers: null, regions });
  });
});

describe('an error', () => {
  const opening: PopupAction = {
    type: 'failed',
    operation: { kind: 'open', request: { ...PLACE, serverId: 's', serverName: 'web-01', checkStatus: false } },
    problem: { code: 'CONSOLE_FORBIDDEN', facts: {} },
  };

  it('of a refresh goes with the next list', () => {
    const failed = stateAfter(stateWithSnapshot, load(), loadFailed);
    expect(failed.error?.problem).toBe(PROBLEM);
    expect(failed.servers).toBe(stateWithSnapshot.servers);
    expect(stateAfter(failed, listed()).error).toBeNull();
  });

  it('of a console stays in view whatever the refresh does', () => {
    const state = stateAfter(stateWithSnapshot, load(), opening, loadFailed);
    expect(state.error?.problem.code).toBe('CONSOLE_FORBIDDEN');
    expect(stateAfter(state, listed()).error).toBe(state.error);
  });

  it('is removed at another action or when dismissed; a refusal is noted in it', () => {
    const state = stateAfter(stateWithSnapshot, opening);
    expect(stateAfter(state, { type: 'progress', progress: { kind: 'reopening' } }).error).toBeNull();
    expect(stateAfter(state, { type: 'dismiss' }).error).toBeNull();
    expect(stateAfter(state, { type: 'access-denied' }).error).toEqual({ ...state.error, accessDenied: true });
  });
});

it('typing begins at the first match again', () => {
  const state = stateAfter(
    stateWithSnapshot,
    { type: 'select', id: demoServers[3]!.id },
    { type: 'query', query: 'w' },
  );
  expect(state).toMatchObject({ query: 'w', selectedId: null });
});
