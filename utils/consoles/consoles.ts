import { originPatterns } from '@/utils/clouds/host-patterns';
import type { Request } from '@/utils/messaging/page-requests';
import type { LastConsoleView } from '@/utils/messaging/views';
import type { Client } from '@/utils/openstack/client';
import { AppError, toProblem } from '@/utils/problems/app-error';
import type { Sessions } from '@/utils/sessions/sessions';
import { activity } from '@/utils/storage/activity';
import { cloudCache } from '@/utils/storage/cloud-cache';
import { findCloud } from '@/utils/storage/clouds';
import { lastConsole } from '@/utils/storage/last-console';
import { consoleAddress } from './console-address';
import { consoleTabs } from './console-tabs';
import { viewerUrl } from './viewer-options';

type Target = Omit<Request<'openConsole'>, 'requestId'>;

/** The use case this product exists for. */
export interface Consoles {
  /**
   * Opens the console of a server in a new tab. Asked again with the same `requestId` it returns the tab
   * that the first try opened.
   *
   * @throws AppError CLOUD_UNKNOWN, CREDENTIAL_MISSING, SERVER_HAS_NO_CONSOLE; OpenStackError.
   */
  open(request: Target & { requestId: string }): Promise<{ tabId: number }>;
  /**
   * Opens the last console again with a fresh URL, in its tab where that still shows it.
   * @throws AppError NO_LAST_CONSOLE, and as `open`.
   */
  reopen(request: { requestId: string }): Promise<{ tabId: number }>;
}

/** A console that was opened from a dashboard's page, and how to open it again. */
type FromDashboard = Extract<LastConsoleView, { from: 'dashboard' }>;

export interface ConsolesDeps {
  client: Client;
  sessions: Sessions;
  reopenFromDashboard(last: FromDashboard, requestId: string): Promise<{ tabId: number }>;
}

/** Makes what opens consoles of stored clouds' servers; that of a dashboard's is handed to `reopenFromDashboard`. */
export function createConsoles({ client, sessions, reopenFromDashboard }: ConsolesDeps): Consoles {
  async function open(request: Target & { requestId: string }, tab: 'new' | 'same'): Promise<{ tabId: number }> {
    const { requestId, ...target } = request;
    const before = await consoleTabs.openedBy(requestId);
    if (before !== null) return { tabId: before };
    const profile = await findCloud(target.cloudId);
    if (profile === null) throw new AppError('CLOUD_UNKNOWN', { cloudId: target.cloudId });
    const name = [target.cloudId, target.projectId, target.region, target.serverId].join(' ');
    const note = { via: 'cloud', where: profile.name, serverName: target.serverName } as const;
    const url = await sessions
      .use(profile, { projectId: target.projectId }, ({ token, catalog }) =>
        consoleAddress(client, { token, catalog, at: profile, region: target.region }, target),
      )
      .catch(async (error: unknown) => {
        await activity.add({ ...note, outcome: toProblem(error).code });
        throw error;
      });
    const { check: _, ...server } = target;
    // Not one after the other: the popup, and with it the wish to try again, is gone once the tab is there.
    const [tabId] = await Promise.all([
      consoleTabs.present(viewerUrl(url), name, requestId, tab),
      lastConsole.put({ from: 'cloud', ...server, blocked: false }),
      cloudCache.putHosts(profile.id, { console: originPatterns([url]) }),
      activity.add({ ...note, outcome: 'opened' }),
    ]);
    return { tabId };
  }

  return {
    open: (request) => open(request, 'new'),
    async reopen({ requestId }) {
      const last = await lastConsole.get();
      if (last === null) throw new AppError('NO_LAST_CONSOLE');
      if (last.from === 'dashboard') return reopenFromDashboard(last, requestId);
      const { blocked, from: _, ...target } = last;
      return open({ ...target, check: blocked, requestId }, 'same');
    },
  };
}
