import type { Snapshot } from '@/utils/messaging/page-api';
import type { PendingAction, Request } from '@/utils/messaging/page-requests';
import type { LastConsoleView, Place, ProjectView, ServersView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { reuseServers } from './reuse-servers';

/** An `openConsole` request; each attempt adds a request id. */
export type ConsoleRequest = Omit<Request<'openConsole'>, 'requestId'>;

/** What the popup was doing, and can repeat. */
export type Operation =
  | { kind: 'list' }
  | { kind: 'open'; request: ConsoleRequest }
  | { kind: 'reopen' }
  /** failed on a dashboard's page in a private window; only that page can repeat it */
  | { kind: 'private-page' }
  | Extract<PendingAction, { kind: 'enable' | 'dashboard' }>;

/** A failed operation. */
export interface OperationError {
  operation: Operation;
  problem: Problem;
  accessDenied: boolean;
}

/** What the status line reports; null: the number of servers. */
export type Progress =
  | { kind: 'opening' | 'opened'; name: string }
  | { kind: 'reopening' | 'reopened' | 'allowed' | 'enabling' | 'enabled' }
  | null;

/** What the popup shows. `place` null: no cloud; `servers` null: not known yet. */
export interface PopupState {
  hasSnapshot: boolean;
  /** number of servers, where `servers` has only the first ones, from the cache */
  cachedTotal: number | null;
  clouds: Snapshot['clouds'];
  place: Place | null;
  projects: ProjectView[];
  servers: ServersView | null;
  /** kept while another project of the cloud loads */
  regions: string[];
  lastConsole: LastConsoleView | null;
  query: string;
  selectedId: string | null;
  /** of the latest load; older replies are dropped */
  loadId: number;
  loading: boolean;
  progress: Progress;
  error: OperationError | null;
}

/** An event for {@link reduce}. `cached`: read from storage. */
export type PopupAction =
  | { type: 'snapshot'; snapshot: Snapshot }
  | { type: 'load'; loadId: number; place: Place }
  | { type: 'cached'; loadId: number; projects: ProjectView[]; servers: ServersView | null }
  | { type: 'projects'; loadId: number; projects: ProjectView[] }
  | { type: 'servers'; loadId: number; servers: ServersView; selectedId: string | null }
  | { type: 'load-failed'; loadId: number; problem: Problem }
  | { type: 'query'; query: string }
  | { type: 'select'; id: string }
  | { type: 'progress'; progress: Progress }
  | { type: 'failed'; operation: Operation; problem: Problem }
  | { type: 'access-denied' }
  | { type: 'dismiss' };

/** The state without a cached first paint. */
export const STATE_WITHOUT_CACHE: PopupState = {
  hasSnapshot: false,
  cachedTotal: null,
  clouds: [],
  place: null,
  projects: [],
  servers: null,
  regions: [],
  lastConsole: null,
  query: '',
  selectedId: null,
  loadId: 0,
  loading: false,
  progress: null,
  error: null,
};

/** The state before the snapshot: what the popup showed last. */
export function initialState(cache: { snapshot: Snapshot; total: number } | null): PopupState {
  if (cache === null) return STATE_WITHOUT_CACHE;
  return { ...stateFromSnapshot(STATE_WITHOUT_CACHE, cache.snapshot), hasSnapshot: false, cachedTotal: cache.total };
}

/** The next state. Ignores replies to an older load. */
export function reduce(state: PopupState, action: PopupAction): PopupState {
  if ('loadId' in action && action.type !== 'load' && action.loadId !== state.loadId) return state;
  switch (action.type) {
    case 'snapshot':
      return stateFromSnapshot(state, action.snapshot);
    case 'load':
      return startLoad(state, action.loadId, action.place);
    case 'cached': {
      const projects = action.projects.length === 0 ? state.projects : action.projects;
      // the cloud's reply may have been quicker
      if (!state.loading || action.servers === null) return { ...state, projects };
      return stateWithServers({ ...state, projects }, action.servers, state.selectedId);
    }
    case 'projects':
      return { ...state, projects: action.projects };
    case 'servers':
      return {
        ...stateWithServers(state, action.servers, action.selectedId),
        loading: false,
        error: errorUnlessOfList(state),
      };
    case 'load-failed': {
      // an error of the user's own action stays
      const error = errorUnlessOfList(state) ?? errorOf({ kind: 'list' }, action.problem);
      return { ...state, loading: false, error };
    }
    case 'query':
      return { ...state, query: action.query, selectedId: null };
    case 'select':
      return { ...state, selectedId: action.id };
    case 'progress':
      return { ...state, progress: action.progress, error: null };
    case 'failed':
      return { ...state, progress: null, error: errorOf(action.operation, action.problem) };
    case 'access-denied':
      return { ...state, progress: null, error: state.error && { ...state.error, accessDenied: true } };
    case 'dismiss':
      return { ...state, error: null };
  }
}

function errorOf(operation: Operation, problem: Problem): OperationError {
  return { operation, problem, accessDenied: false };
}

function errorUnlessOfList({ error }: PopupState): OperationError | null {
  return error?.operation.kind === 'list' ? null : error;
}

function operationOf(pendingAction: PendingAction | null): Operation {
  if (pendingAction === null) return { kind: 'private-page' };
  if (pendingAction.kind !== 'open') return pendingAction;
  const { kind, ...request } = pendingAction;
  return { kind, request };
}

function stateFromSnapshot(state: PopupState, snapshot: Snapshot): PopupState {
  const { clouds, projects, servers, lastConsole, lastPlace, notice } = snapshot;
  const chosen = clouds.some((cloud) => cloud.profile.id === lastPlace?.cloudId) ? lastPlace : null;
  const first = clouds[0];
  const error = notice && errorOf(operationOf(notice.pendingAction), notice.problem);
  const withSnapshot = { ...state, hasSnapshot: true, cachedTotal: null, clouds, lastConsole, error };
  // the user has chosen another place
  if (state.loadId > 0) return withSnapshot;
  return {
    ...withSnapshot,
    place: chosen ?? (first ? { cloudId: first.profile.id, projectId: null, region: null } : null),
    projects: chosen ? projects : [],
    servers: chosen && servers ? reuseServersOfView(state.servers, servers) : null,
    regions: chosen ? (servers?.regions ?? []) : [],
  };
}

function startLoad(state: PopupState, loadId: number, place: Place): PopupState {
  const sameCloud = place.cloudId === state.place?.cloudId;
  const samePlace = sameCloud && place.projectId === state.place?.projectId && place.region === state.place?.region;
  if (samePlace) return { ...state, loadId, loading: true, error: errorUnlessOfList(state) };
  return {
    ...state,
    loadId,
    loading: true,
    error: null,
    progress: null,
    place,
    projects: sameCloud ? state.projects : [],
    regions: sameCloud ? state.regions : [],
    servers: null,
    selectedId: null,
  };
}

function stateWithServers(state: PopupState, view: ServersView, selectedId: string | null): PopupState {
  const servers = reuseServersOfView(state.servers, view);
  const place = { cloudId: view.cloudId, projectId: view.projectId, region: view.region };
  return { ...state, servers, place, regions: view.regions, selectedId };
}

function reuseServersOfView(before: ServersView | null, view: ServersView): ServersView {
  return { ...view, servers: reuseServers(before?.servers ?? [], view.servers) };
}
