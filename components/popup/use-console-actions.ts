import { useRef } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import type { PageApi } from '@/utils/messaging/page-api';
import type { PendingAction } from '@/utils/messaging/page-requests';
import type { ServerView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import type { ConsoleRequest, Operation, PopupAction, PopupState, Progress } from './state';

/** Actions that open consoles; each dispatches its result. */
export interface ConsoleActions {
  open(server: ServerView): void;
  reopen(): void;
  retry(operation: Operation, refresh: () => void): void;
  /** asks for host access, then retries; call it inside a click */
  requestAccess(operation: Operation, origins: string[], refresh: () => void): void;
}

type Dispatch = (action: PopupAction) => void;

/** The popup closes once a console is open. */
export function useConsoleActions(state: PopupState, dispatch: Dispatch): ConsoleActions {
  const api = usePageApi();
  const { open, reopen, openFromDashboard } = useOpening(api, dispatch);
  const { enable, showEnabled } = enableActions(api, dispatch);

  const retry = (operation: Operation, refresh: () => void) => {
    if (operation.kind === 'open') open({ ...operation.request, checkStatus: true });
    else if (operation.kind === 'reopen') reopen();
    else if (operation.kind === 'enable') void enable(operation);
    else if (operation.kind === 'dashboard') openFromDashboard(operation);
    else if (operation.kind === 'private-page') dispatch({ type: 'dismiss' });
    else refresh();
  };

  const allow = async (operation: Operation, origins: string[], refresh: () => void) => {
    // The browser's prompt may close the popup, so the background stores what to resume. Not awaited: the browser takes
    // the request only inside the click.
    const pendingAction = pendingActionOf(operation);
    if (pendingAction !== null) void api.send('queueUntilGranted', { pendingAction, origins });
    const granted = await api.requestAccess(origins);
    if (!granted) {
      const problem: Problem = { code: 'HOST_PERMISSION_MISSING', facts: { origins } };
      if (operation.kind === 'enable') dispatch({ type: 'failed', operation, problem });
      dispatch({ type: 'access-denied' });
      return void api.send('queueUntilGranted', { pendingAction: null, origins: [] });
    }
    if (pendingAction === null) return retry(operation, refresh);
    dispatch({ type: 'progress', progress: { kind: 'allowed' } });
    const reply = await api.send('resumePending', {});
    if (operation.kind === 'enable') showEnabled(operation, reply.ok ? reply.value : reply.problem);
    else api.close();
  };

  return {
    open: (server) => {
      if (state.servers === null) return;
      const { cloudId, projectId, region } = state.servers;
      const { id: serverId, name: serverName, obstacle } = server;
      open({ cloudId, projectId, region, serverId, serverName, checkStatus: obstacle !== null });
    },
    reopen,
    retry,
    requestAccess: (operation, origins, refresh) => void allow(operation, origins, refresh),
  };
}

/** Opens one console at a time: a key held down repeats. */
function useOpening(api: PageApi, dispatch: Dispatch) {
  const busy = useRef(false);

  const run = async (
    operation: Operation,
    progress: { start: Progress; done: Progress },
    send: (requestId: string) => Promise<{ ok: true } | { ok: false; problem: Problem }>,
  ) => {
    if (busy.current) return;
    busy.current = true;
    dispatch({ type: 'progress', progress: progress.start });
    const reply = await send(crypto.randomUUID());
    busy.current = false;
    if (!reply.ok) return dispatch({ type: 'failed', operation, problem: reply.problem });
    dispatch({ type: 'progress', progress: progress.done });
    api.close();
  };
  const openingProgress = (name: string) =>
    ({ start: { kind: 'opening', name }, done: { kind: 'opened', name } }) as const;

  return {
    open: (request: ConsoleRequest) =>
      void run({ kind: 'open', request }, openingProgress(request.serverName ?? request.serverId), (requestId) =>
        api.send('openConsole', { requestId, ...request }),
      ),
    reopen: () =>
      void run({ kind: 'reopen' }, { start: { kind: 'reopening' }, done: { kind: 'reopened' } }, (requestId) =>
        api.send('reopenLastConsole', { requestId }),
      ),
    openFromDashboard: (pendingAction: Extract<PendingAction, { kind: 'dashboard' }>) => {
      const { id, name } = pendingAction.server;
      void run(pendingAction, openingProgress(name ?? id), (requestId) =>
        api.send('performAction', { pendingAction, requestId }),
      );
    },
  };
}

function enableActions(api: PageApi, dispatch: Dispatch) {
  const showEnabled = (operation: Operation, problem: Problem | null) => {
    if (problem === null) return dispatch({ type: 'progress', progress: { kind: 'enabled' } });
    dispatch({ type: 'failed', operation, problem });
    // its notice is shown here already
    void api.send('dismissNotice', {});
  };
  const enable = async (operation: Extract<Operation, { kind: 'enable' }>) => {
    dispatch({ type: 'progress', progress: { kind: 'enabling' } });
    const reply = await api.send('enableDashboard', { url: operation.url, dashboardKind: operation.dashboard });
    showEnabled(operation, reply.ok ? null : reply.problem);
  };
  return { enable, showEnabled };
}

function pendingActionOf(operation: Operation): PendingAction | null {
  if (operation.kind === 'list' || operation.kind === 'private-page') return null;
  return operation.kind === 'open' ? { kind: 'open', ...operation.request } : operation;
}
