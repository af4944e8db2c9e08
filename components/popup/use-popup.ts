import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import { whenIdle } from '@/utils/async';
import { isAsking } from '@/utils/explain/next-step';
import type { ServerScope, ServerView } from '@/utils/messaging/views';
import { searchServers, warmSearch } from './search';
import { selectedIndex } from './selection';
import { type Attempt, initialState, type PopupState, reduce } from './state';
import { type ConsoleActions, useConsoleActions } from './use-console-actions';

export interface Popup extends ConsoleActions {
  state: PopupState;
  /** the servers the query leaves */
  matches: ServerView[];
  /** index of the selection in `matches`; -1 where there is none */
  selected: number;
  search(query: string): void;
  select(index: number): void;
  /** goes to another cloud, project or region */
  choose(place: ServerScope): void;
  refresh(): void;
  dismiss(): void;
  /** what was missing is there now: goes on with what the person wanted */
  resumePending(attempt: Attempt): void;
}

const TIMEOUT_MS = 5 * 60_000;
const NONE: ServerView[] = [];

/** The popup's state and everything it can do. */
export function usePopup(): Popup {
  const api = usePageApi();
  const [state, dispatch] = useReducer(reduce, null, () => initialState(api.firstPaintCache()));
  const servers = state.servers?.servers ?? NONE;
  const matches = useMemo(() => searchServers(servers, state.query), [servers, state.query]);
  const selected = selectedIndex(matches, state.selectedId);
  const opening = useConsoleActions(state, dispatch);

  // A refresh must not move the selection to another server while a finger is on Enter: it is pinned by id.
  const pinned = useRef<string | null>(null);
  pinned.current = matches[selected]?.id ?? null;
  const turn = useRef(0);

  const load = (place: ServerScope, repaint: boolean) => {
    turn.current += 1;
    const mine = turn.current;
    dispatch({ type: 'load', turn: mine, place });
    if (repaint) void api.cached(place).then((cached) => dispatch({ type: 'cached', turn: mine, ...cached }));
    // The servers first: the token of their project serves to list the projects too.
    void api.send('listServers', place).then((reply) => {
      if (reply.ok) dispatch({ type: 'servers', turn: mine, servers: reply.value, selectedId: pinned.current });
      else dispatch({ type: 'failed', turn: mine, problem: reply.problem });
    });
    void api.send('listProjects', { cloudId: place.cloudId }).then((reply) => {
      // where this matters the list of servers fails alike and says so
      if (reply.ok) dispatch({ type: 'projects', turn: mine, projects: reply.value });
    });
  };

  useEffect(() => {
    void api.snapshot().then((snapshot) => {
      const { notice } = snapshot;
      const asks = notice !== null && isAsking(notice.problem.code);
      // Who looks up the answer elsewhere closes the popup by it: the question stays, for as long as it cannot surprise.
      const stays = asks && Date.now() - notice.at < TIMEOUT_MS;
      dispatch({ type: 'snapshot', snapshot: asks && !stays ? { ...snapshot, notice: null } : snapshot });
      if (notice !== null && !stays) void api.send('dismissNotice', {});
    });
  }, [api]);

  useEffect(() => {
    if (state.ready && state.place !== null) load(state.place, false);
    // once, when the snapshot is painted; later loads are asked for by the person
  }, [state.ready]);

  const { ready, clouds, place, projects, servers: list, lastConsole } = state;
  useEffect(() => {
    if (ready) api.saveFirstPaint({ clouds, lastPlace: place, projects, servers: list, lastConsole, notice: null });
  }, [ready, clouds, place, projects, list, lastConsole]);

  useEffect(() => {
    const idle = whenIdle(() => warmSearch(servers));
    return () => idle.cancel();
  }, [servers]);

  const refresh = () => {
    if (state.place !== null) load(state.place, false);
  };

  return {
    ...opening,
    state,
    matches,
    selected,
    search: (query) => dispatch({ type: 'query', query }),
    select: (index) => {
      const server = matches[index];
      if (server !== undefined) dispatch({ type: 'select', id: server.id });
    },
    choose: (place) => load(place, true),
    refresh,
    dismiss: () => {
      if (state.trouble !== null && isAsking(state.trouble.problem.code)) void api.send('dismissNotice', {});
      dispatch({ type: 'dismiss' });
    },
    resumePending: (attempt) => {
      void api.send('dismissNotice', {});
      opening.retry(attempt, refresh);
      if (attempt.kind !== 'list') refresh();
    },
  };
}
