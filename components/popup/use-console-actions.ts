import { useRef } from 'preact/hooks';
import { usePageApi } from '@/components/page-api';
import type { PendingAction } from '@/utils/messaging/page-requests';
import type { ServerView } from '@/utils/messaging/views';
import type { Problem } from '@/utils/problems/problem';
import type { Attempt, ConsoleRequest, PopupAction, PopupState } from './state';

export interface ConsoleActions {
  open(server: ServerView): void;
  reopen(): void;
  /** does again what failed */
  retry(attempt: Attempt, refresh: () => void): void;
  /** asks for host permission; call it inside a click */
  allow(attempt: Attempt, origins: string[], refresh: () => void): void;
}

/** Opening consoles, and asking for the access that takes. */
export function useConsoleActions(state: PopupState, dispatch: (action: PopupAction) => void): ConsoleActions {
  const api = usePageApi();
  // Enter repeats while it is held down: one console at a time.
  const busy = useRef(false);

  const openRequest = async (request: ConsoleRequest) => {
    if (busy.current) return;
    busy.current = true;
    const name = request.serverName ?? request.serverId;
    dispatch({ type: 'progress', progress: { kind: 'opening', name } });
    const reply = await api.send('openConsole', { requestId: crypto.randomUUID(), ...request });
    busy.current = false;
    if (!reply.ok) {
      dispatch({ type: 'trouble', attempt: { kind: 'open', request }, problem: reply.problem });
      return;
    }
    dispatch({ type: 'progress', progress: { kind: 'opened', name } });
    api.close();
  };

  const reopen = async () => {
    if (busy.current) return;
    busy.current = true;
    dispatch({ type: 'progress', progress: { kind: 'reopening' } });
    const reply = await api.send('reopenLastConsole', { requestId: crypto.randomUUID() });
    busy.current = false;
    if (!reply.ok) {
      dispatch({ type: 'trouble', attempt: { kind: 'reopen' }, problem: reply.problem });
      return;
    }
    dispatch({ type: 'progress', progress: { kind: 'reopened' } });
    api.close();
  };

  const openFromDashboard = async (pendingAction: Extract<PendingAction, { kind: 'dashboard' }>) => {
    if (busy.current) return;
    busy.current = true;
    const name = pendingAction.server.name ?? pendingAction.server.id;
    dispatch({ type: 'progress', progress: { kind: 'opening', name } });
    const reply = await api.send('performAction', { pendingAction, requestId: crypto.randomUUID() });
    busy.current = false;
    if (!reply.ok) {
      dispatch({ type: 'trouble', attempt: pendingAction, problem: reply.problem });
      return;
    }
    dispatch({ type: 'progress', progress: { kind: 'opened', name } });
    api.close();
  };

  const enable = async (attempt: Extract<Attempt, { kind: 'enable' }>) => {
    dispatch({ type: 'progress', progress: { kind: 'enabling' } });
    const reply = await api.send('enableDashboard', { url: attempt.url, found: attempt.dashboard });
    showEnabled(attempt, reply.ok ? null : reply.problem);
  };

  const showEnabled = (attempt: Attempt, problem: Problem | null) => {
    if (problem === null) return dispatch({ type: 'progress', progress: { kind: 'enabled' } });
    dispatch({ type: 'trouble', attempt, problem });
    // What fails without a page that looks on leaves a notice: here it is told already.
    void api.send('dismissNotice', {});
  };

  const retry = (attempt: Attempt, refresh: () => void) => {
    if (attempt.kind === 'open') void openRequest({ ...attempt.request, check: true });
    else if (attempt.kind === 'reopen') void reopen();
    else if (attempt.kind === 'enable') void enable(attempt);
    else if (attempt.kind === 'dashboard') void openFromDashboard(attempt);
    else if (attempt.kind === 'page') dispatch({ type: 'dismiss' });
    else refresh();
  };

  return {
    open: (server) => {
      if (state.servers === null) return;
      const { cloudId, projectId, region } = state.servers;
      const { id: serverId, name: serverName, obstacle } = server;
      void openRequest({ cloudId, projectId, region, serverId, serverName, check: obstacle !== null });
    },
    reopen: () => void reopen(),
    retry,
    allow: (attempt, origins, refresh) => {
      // The prompt may close the popup, so the background is told first what to carry on with. Not awaited: the
      // browser takes the request for permission only inside the click.
      const pendingAction = wantedOf(attempt);
      if (pendingAction !== null) void api.send('queueUntilGranted', { pendingAction, origins });
      void api.requestAccess(origins).then((granted) => {
        if (!granted) {
          if (attempt.kind === 'enable') dispatch({ type: 'trouble', attempt, problem: missing(origins) });
          dispatch({ type: 'refused' });
          void api.send('queueUntilGranted', { pendingAction: null, origins: [] });
        } else if (pendingAction === null) retry(attempt, refresh);
        else {
          dispatch({ type: 'progress', progress: { kind: 'allowed' } });
          void api.send('resumePending', {}).then((reply) => {
            // What is enabled shows here; a console takes the person elsewhere.
            if (attempt.kind === 'enable') showEnabled(attempt, reply.ok ? reply.value : reply.problem);
            else api.close();
          });
        }
      });
    },
  };
}

function missing(origins: string[]): Problem {
  return { code: 'HOST_PERMISSION_MISSING', facts: { origins } };
}

function wantedOf(attempt: Attempt): PendingAction | null {
  if (attempt.kind === 'list' || attempt.kind === 'page') return null;
  return attempt.kind === 'open' ? { kind: 'open', ...attempt.request } : attempt;
}
