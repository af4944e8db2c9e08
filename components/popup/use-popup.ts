import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { whenIdle } from '@/utils/async';
import { hasPrompt } from '@/utils/explain/next-step';
import type { PageApi } from '@/utils/messaging/page-api';
import type { Place, ServerView } from '@/utils/messaging/views';
import { prepareSearch, searchServers } from './search';
import { MAX_ROWS, selectedIndex, serversWithRow } from './selection';
import { initialState, type Operation, type PopupAction, type PopupState, reduce } from './state';
import { type ConsoleActions, useConsoleActions } from './use-console-actions';

/** The state of the popup, what follows from it, and what the user can do. */
export interface Popup extends ConsoleActions {
  state: PopupState;
  /** how many servers match the query */
  matchCount: number;
  /** the matches that have a row */
  shownMatches: ServerView[];
  /** how many matches have no row */
  unshownCount: number;
  /** index of the selection in `shownMatches`; -1 where there is none */
  selected: number;
  search(query: string): void;
  selectRow(index: number): void;
  /** goes to another cloud, project or region */
  choosePlace(place: Place): void;
  refresh(): void;
  dismiss(): void;
  /** repeats what failed, once the secret it needed has been given */
  resume(operation: Operation): void;
}

/** How long a question stays in the popup after it was asked, in ms. */
const QUESTION_TIMEOUT_MS = 5 * 60_000;
const NO_SERVERS: ServerView[] = [];

/** Shows the cached first paint, then the snapshot, then what the cloud answers. */
export function usePopup(): Popup {
  const api = usePageApi();
  const [state, dispatch] = useReducer(reduce, null, () => initialState(api.firstPaintCache()));
  const servers = state.servers?.servers ?? NO_SERVERS;
  const found = useMemo(() => searchServers(servers, state.query), [servers, state.query]);
  const shownMatches = useMemo(() => serversWithRow(found, state.selectedId), [found, state.selectedId]);
  const matchCount = state.query === '' ? (state.cachedTotal ?? found.length) : found.length;
  const selected = selectedIndex(shownMatches, state.selectedId);
  const actions = useConsoleActions(state, dispatch);

  // By its id the selection stays on the same server when the list is refreshed.
  const selectedId = useRef<string | null>(null);
  selectedId.current = shownMatches[selected]?.id ?? null;
  const load = useLoad(api, dispatch, selectedId);
  const readSnapshot = useSnapshot(api, dispatch);
  useFirstPaintCache(api, state);
  useEffect(() => {
    if (state.hasSnapshot && state.place !== null) load(state.place, false);
  }, [state.hasSnapshot]);
  useEffect(() => {
    const idle = whenIdle(() => prepareSearch(servers));
    return () => idle.cancel();
  }, [servers]);

  const refresh = () => {
    if (!state.hasSnapshot) readSnapshot();
    else if (state.place !== null) load(state.place, false);
  };

  return {
    ...actions,
    ...{ state, matchCount, shownMatches, selected, refresh },
    unshownCount: Math.max(0, matchCount - Math.max(shownMatches.length, MAX_ROWS)),
    search: (query) => dispatch({ type: 'query', query }),
    selectRow: (index) => {
      const server = shownMatches[index];
      if (server !== undefined) dispatch({ type: 'select', id: server.id });
    },
    choosePlace: (place) => load(place, true),
    dismiss: () => {
      if (state.error !== null && hasPrompt(state.error.problem.code)) void api.send('dismissNotice', {});
      dispatch({ type: 'dismiss' });
    },
    resume: (operation) => {
      void api.send('dismissNotice', {});
      actions.retry(operation, refresh);
      if (operation.kind !== 'list') refresh();
    },
  };
}

/** Lists the servers and projects of a place; `fromCache`: shows those of the cache first. */
function useLoad(api: PageApi, dispatch: (action: PopupAction) => void, selectedId: { current: string | null }) {
  const latest = useRef(0);
  return (place: Place, fromCache: boolean) => {
    latest.current += 1;
    const loadId = latest.current;
    dispatch({ type: 'load', loadId, place });
    if (fromCache) void api.cached(place).then((cached) => dispatch({ type: 'cached', loadId, ...cached }));
    // The servers first: the projects are listed with the token of their project.
    void api.send('listServers', place).then((reply) => {
      if (reply.ok) dispatch({ type: 'servers', loadId, servers: reply.value, selectedId: selectedId.current });
      else dispatch({ type: 'load-failed', loadId, problem: reply.problem });
    });
    void api.send('listProjects', { cloudId: place.cloudId }).then((reply) => {
      // where it matters, the list of servers fails with the same problem
      if (reply.ok) dispatch({ type: 'projects', loadId, projects: reply.value });
    });
  };
}

/** Reads the snapshot, and dismisses its notice unless that is a recent question. */
function useSnapshot(api: PageApi, dispatch: (action: PopupAction) => void): () => void {
  const read = () =>
    void api.snapshot().then((reply) => {
      if (!reply.ok) return dispatch({ type: 'failed', operation: { kind: 'list' }, problem: reply.problem });
      const snapshot = reply.value;
      const { notice } = snapshot;
      const asks = notice !== null && hasPrompt(notice.problem.code);
      // Looking up a passcode elsewhere closes the popup: the question stays for some minutes.
      const isCurrent = asks && Date.now() - notice.at < QUESTION_TIMEOUT_MS;
      dispatch({ type: 'snapshot', snapshot: asks && !isCurrent ? { ...snapshot, notice: null } : snapshot });
      if (notice !== null && !isCurrent) void api.send('dismissNotice', {});
    });
  useEffect(read, [api]);
  return read;
}

/** Saves what the popup shows, for the first paint of the next one. */
function useFirstPaintCache(
  api: PageApi,
  { hasSnapshot, clouds, place, projects, servers, lastConsole }: PopupState,
): void {
  useEffect(() => {
    if (hasSnapshot) api.saveFirstPaint({ clouds, lastPlace: place, projects, servers, lastConsole, notice: null });
  }, [hasSnapshot, clouds, place, projects, servers, lastConsole]);
}
