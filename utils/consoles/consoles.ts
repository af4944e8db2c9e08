import { matchPatterns } from '@/utils/clouds/host-patterns';
import type { Request } from '@/utils/messaging/page-requests';
import type { LastConsoleView } from '@/utils/messaging/views';
import { CONSOLE_LIMITS, createBudget } from '@/utils/openstack/budget';
import type { Client } from '@/utils/openstack/client';
import { AppError, toProblem } from '@/utils/problems/app-error';
import type { Sessions } from '@/utils/sessions/sessions';
import { activity } from '@/utils/storage/activity';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { findCloud } from '@/utils/storage/clouds';
import { lastConsole } from '@/utils/storage/last-console';
import type { OpenOnce } from './console-tabs';
import { getConsole } from './get-console';
import { choosePresenter } from './presenter';
import { storedCloudTokens } from './token-source';

type OpenRequest = Request<'openConsole'> & { reuse: boolean };

/** For the popup. */
export interface Consoles {
  /**
   * Opens once for each `requestId`.
   * @throws AppError CLOUD_UNKNOWN, CREDENTIAL_MISSING, SERVER_HAS_NO_CONSOLE; OpenStackError
   */
  open(request: Request<'openConsole'>): Promise<{ tabId: number }>;
  /** Uses its tab where that still shows it. @throws AppError NO_LAST_CONSOLE, and as `open` */
  reopen(request: { requestId: string }): Promise<{ tabId: number }>;
}

type LastDashboardConsole = Extract<LastConsoleView, { from: 'dashboard' }>;

/** `reopenFromDashboard`: for a console opened from a dashboard's page. */
export interface ConsolesDeps {
  client: Client;
  sessions: Sessions;
  openOnce: OpenOnce;
  /** called with each opened console's URL; must not throw */
  noteConsole(url: string): Promise<void>;
  reopenFromDashboard(last: LastDashboardConsole, requestId: string): Promise<{ tabId: number }>;
}

/** For stored clouds. */
export function createConsoles(deps: ConsolesDeps): Consoles {
  return {
    open: (request) => deps.openOnce(request.requestId, () => openConsole(deps, { ...request, reuse: false })),
    async reopen({ requestId }) {
      const last = await lastConsole.get();
      if (last === null) throw new AppError('NO_LAST_CONSOLE');
      if (last.from === 'dashboard') return deps.reopenFromDashboard(last, requestId);
      const { blocked, from: _, ...server } = last;
      return deps.openOnce(requestId, () =>
        openConsole(deps, { ...server, checkStatus: blocked, requestId, reuse: true }),
      );
    },
  };
}

async function openConsole(
  { client, sessions, noteConsole }: ConsolesDeps,
  request: OpenRequest,
): Promise<{ tabId: number }> {
  const { requestId, reuse, checkStatus, ...server } = request;
  const { cloudId, projectId, region, serverId, serverName } = server;
  const profile = await findCloud(cloudId);
  if (profile === null) throw new AppError('CLOUD_UNKNOWN', { cloudId });
  const budget = createBudget(CONSOLE_LIMITS);
  const outcome = await storedCloudTokens(sessions).use({ profile, scope: { projectId }, region }, (token) =>
    getConsole(client, token, { serverId, serverName, checkStatus, budget }),
  );
  const activityEntry = { ...outcome.origin, serverName };
  if (outcome.kind === 'failed') {
    await activity.add({ ...activityEntry, outcome: toProblem(outcome.error).code });
    throw outcome.error;
  }
  const console = outcome.value;
  const target = [cloudId, projectId, region, serverId].join(' ');
  // At once: the new tab closes the popup.
  const [tabId] = await Promise.all([
    choosePresenter().show(console, { target, requestId, reuse, windowId: null, privacy: 'normal' }),
    lastConsole.put({ from: 'cloud', ...server, blocked: false }),
    cloudCache.putHosts(profile.id, { console: matchPatterns([console.url]) }),
    activity.add({ ...activityEntry, outcome: 'opened' }),
    noteConsole(console.url),
  ]);
  return { tabId };
}
