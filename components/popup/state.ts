import type { Snapshot } from '@/utils/messaging/page-api';
import type { PendingAction, Request } from '@/utils/messaging/page-requests';
import type { LastConsoleView, ProjectView, ServerScope, ServersView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import { reuseServers } from './reuse-servers';

/** What the person asked to open. */
export type ConsoleRequest = Omit<Request<'openConsole'>, 'requestId'>;

/** What was being done when a problem came up: it says what "Try again" and "Allow access" carry on with. */
export type Attempt =
  | { kind: 'list' }
  | { kind: 'open'; request: ConsoleRequest }
  | { kind: 'reopen' }
  /** a page's in a private window: it asks again itself */
  | { kind: 'page' }
  | Extract<PendingAction, { kind: 'enable' | 'dashboard' }>;

export interface Trouble {
  attempt: Attempt;
  problem: Problem;
  /** the browser asked for access and the person said no */
  refused: boolean;
}

/** What the status line says beside the number of servers. */
export type Progress =
  | { kind: 'opening' | 'opened'; name: string }
  | { kind: 'reopening' | 'reopened' | 'allowed' | 'enabling' | 'enabled' }
  | null;

export interface PopupState {
  /** the snapshot has been read */
  ready: boolean;
  /** until then: how many servers there were at last sight, of which only the first are known */
  sighted: number | null;
  clouds: Snapshot['clouds'];
  place: ServerScope | null;
  projects: ProjectView[];
  servers: ServersView | null;
  /** kept while another project of the cloud loads */
  regions: string[];
  lastConsole: LastConsoleView | null;
  query: string;
  selectedId: string | null;
  /** the number of the latest load; replies to older ones are dropped */
  turn: number;
  /** a load is under way */
  loading: boolean;
  progress: Progress;
  trouble: Trouble | null;
}

export type PopupAction =
  | { type: 'snapshot'; snapshot: Snapshot }
  | { type: 'load'; turn: number; place: ServerScope }
  | { type: 'cached'; turn: number; projects: ProjectView[]; servers: ServersView | null }
  | { type: 'projects'; turn: number; projects: ProjectView[] }
  | { type: 'servers'; turn: number; servers: ServersView; selectedId: string | null }
  | { type: 'failed'; turn: number; problem: Problem }
  | { type: 'query'; query: string }
  | { type: 'select'; id: string }
  | { type: 'progress'; progress: Progress }
  | { type: 'trouble'; attempt: Attempt; problem: Problem }
  | { type: 'refused' }
  | { type: 'dismiss' };

export const INITIAL: PopupState = {
  ready: false,
  sighted: null,
  clouds: [],
  place: null,
  projects: [],
  servers: null,
  regions: [],
  lastConsole: null,
  query: '',
  selectedId: null,
  turn: 0,
  loading: false,
  progress: null,
  trouble: null,
};

/** What to show before anything has been read: what was shown last. */
export function initialState(sight: { snapshot: Snapshot; total: number } | null): PopupState {
  if (sight === null) return INITIAL;
  return { ...fromSnapshot(INITIAL, sight.snapshot), ready: false, sighted: sight.total };
}

/** The popup's whole state machine: pure. */
export function reduce(state: PopupState, action: PopupAction): PopupState {
  if ('turn' in action && action.type !== 'load' && action.turn !== state.turn) return state;
  switch (action.type) {
    case 'snapshot':
      return fromSnapshot(state, action.snapshot);
    case 'load':
      return load(state, action.turn, action.place);
    case 'cached':
      // the live reply may have been quicker
      if (!state.loading || action.servers === null)
        return { ...state, projects: keep(state.projects, action.projects) };
      return arrive({ ...state, projects: keep(state.projects, action.projects) }, action.servers, state.selectedId);
    case 'projects':
      return { ...state, projects: action.projects };
    case 'servers': {
      const trouble = state.trouble?.attempt.kind === 'list' ? null : state.trouble;
      return { ...arrive(state, action.servers, action.selectedId), loading: false, trouble };
    }
    case 'failed': {
      const trouble: Trouble = { attempt: { kind: 'list' }, problem: action.problem, refused: false };
      // an answer to what the person just did stays in view
      const busy = state.trouble !== null && state.trouble.attempt.kind !== 'list';
      return { ...state, loading: false, trouble: busy ? state.trouble : trouble };
    }
    case 'query':
      return { ...state, query: action.query, selectedId: null };
    case 'select':
      return { ...state, selectedId: action.id };
    case 'progress':
      return { ...state, progress: action.progress, trouble: null };
    case 'trouble':
      return {
        ...state,
        progress: null,
        trouble: { attempt: action.attempt, problem: action.problem, refused: false },
      };
    case 'refused':
      return { ...state, progress: null, trouble: state.trouble && { ...state.trouble, refused: true } };
    case 'dismiss':
      return { ...state, trouble: null };
  }
}

function attemptOf(pendingAction: PendingAction | null): Attempt {
  if (pendingAction === null) return { kind: 'page' };
  if (pendingAction.kind !== 'open') return pendingAction;
  const { kind, ...request } = pendingAction;
  return { kind, request };
}

function fromSnapshot(state: PopupState, snapshot: Snapshot): PopupState {
  const { clouds, projects, servers, lastConsole, notice } = snapshot;
  const chosen = clouds.some((cloud) => cloud.profile.id === snapshot.lastPlace?.cloudId) ? snapshot.lastPlace : null;
  const first = clouds[0];
  const trouble: Trouble | null = notice && {
    attempt: attemptOf(notice.pendingAction),
    problem: notice.problem,
    refused: false,
  };
  const read = { ...state, ready: true, sighted: null, clouds, lastConsole, trouble };
  // The person has gone elsewhere since the first frame.
  if (state.turn > 0) return read;
  return {
    ...read,
    place: chosen ?? (first ? { cloudId: first.profile.id, projectId: null, region: null } : null),
    projects: chosen ? projects : [],
    servers: chosen && servers ? shared(state.servers, servers) : null,
    regions: chosen ? (servers?.regions ?? []) : [],
  };
}

function load(state: PopupState, turn: number, place: ServerScope): PopupState {
  const sameCloud = place.cloudId === state.place?.cloudId;
  const samePlace = sameCloud && place.projectId === state.place?.projectId && place.region === state.place?.region;
  const trouble = state.trouble?.attempt.kind === 'list' || !samePlace ? null : state.trouble;
  if (samePlace) return { ...state, turn, loading: true, trouble };
  return {
    ...state,
    turn,
    loading: true,
    trouble,
    progress: null,
    place,
    projects: sameCloud ? state.projects : [],
    regions: sameCloud ? state.regions : [],
    servers: null,
    selectedId: null,
  };
}

function arrive(state: PopupState, view: ServersView, selectedId: string | null): PopupState {
  const servers = shared(state.servers, view);
  const place = { cloudId: view.cloudId, projectId: view.projectId, region: view.region };
  return { ...state, servers, place, regions: view.regions, selectedId };
}

/** The view, made of the objects that are shown already. */
function shared(before: ServersView | null, view: ServersView): ServersView {
  return { ...view, servers: reuseServers(before?.servers ?? [], view.servers) };
}

/** A cache that knows nothing does not wipe out what is known. */
function keep(known: ProjectView[], cached: ProjectView[]): ProjectView[] {
  return cached.length === 0 ? known : cached;
}
