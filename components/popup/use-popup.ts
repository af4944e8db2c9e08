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

/** The state of the popup, and what the user can do. */
export interface Popup extends ConsoleActions {
  state: PopupState;
  matchCount: number;
  shownMatches: ServerView[];
  unshownCount: number;
  /** index in `shownMatches`, or -1 */
  selected: number;
  search(query: string): void;
  selectRow(index: number): void;
  choosePlace(place: Place): void;
  refresh(): void;
  dismiss(): void;
  /** retries once the secret is given */
  resume(operation: Operation): void;
}

/** An older prompt is dismissed. */
const PROMPT_TIMEOUT_MS = 5 * 60_000;
const NO_SERVERS: ServerView[] = [];

/** Shows the cached first paint, then the snapshot, then the cloud's answer. */
export function usePopup(): Popup {
  const api = usePageApi();
  const [state, dispatch] = useReducer(reduce, null, () => initialState(api.firstPaintCache()));
  const servers = state.servers?.servers ?? NO_SERVERS;
  const found = useMemo(() => searchServers(servers, state.query), [servers, state.query]);
  const shownMatches = useMemo(() => serversWithRow(found, state.selectedId), [found, state.selectedId]);
  const matchCount = state.query === '' ? (state.cachedTotal ?? found.length) : found.length;
  const selected = selectedIndex(shownMatches, state.selectedId);
  const actions = useConsoleActions(state, dispatch);

  // keeps the selection on its server when the list is refreshed
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

/** Lists the servers and projects of a place; `fromCache`: the cached ones first. */
function useLoad(api: PageApi, dispatch: (action: PopupAction) => void, selectedId: { current: string | null }) {
  const latest = useRef(0);
  return (place: Place, fromCache: boolean) => {
    latest.current += 1;
    const loadId = latest.current;
    dispatch({ type: 'load', loadId, place });
    if (fromCache) void api.cached(place).then((cached) => dispatch({ type: 'cached', loadId, ...cached }));
    // before the projects, which are listed with its token
    void api.send('listServers', place).then((reply) => {
      if (reply.ok) dispatch({ type: 'servers', loadId, servers: reply.value, selectedId: selectedId.current });
      else dispatch({ type: 'load-failed', loadId, problem: reply.problem });
    });
    void api.send('listProjects', { cloudId: place.cloudId }).then((reply) => {
      // the list of servers fails with the same problem
      if (reply.ok) dispatch({ type: 'projects', loadId, projects: reply.value });
    });
  };
}

/** Reads the snapshot; dismisses its notice, but for a recent prompt. */
function useSnapshot(api: PageApi, dispatch: (action: PopupAction) => void): () => void {
  const read = () =>
    void api.snapshot().then((reply) => {
      if (!reply.ok) return dispatch({ type: 'failed', operation: { kind: 'list' }, problem: reply.problem });
      const snapshot = reply.value;
      const { notice } = snapshot;
      const isPrompt = notice !== null && hasPrompt(notice.problem.code);
      // looking up a passcode elsewhere closes the popup
      const age = Date.now() - (notice?.at ?? 0);
      // A negative age: the clock was set back.
      const isCurrent = isPrompt && age >= 0 && age < PROMPT_TIMEOUT_MS;
      dispatch({ type: 'snapshot', snapshot: isPrompt && !isCurrent ? { ...snapshot, notice: null } : snapshot });
      if (notice !== null && !isCurrent) void api.send('dismissNotice', {});
    });
  useEffect(read, [api]);
  return read;
}

function useFirstPaintCache(
  api: PageApi,
  { hasSnapshot, clouds, place, projects, servers, lastConsole }: PopupState,
): void {
  useEffect(() => {
    if (hasSnapshot) api.saveFirstPaint({ clouds, lastPlace: place, projects, servers, lastConsole, notice: null });
  }, [hasSnapshot, clouds, place, projects, servers, lastConsole]);
}
