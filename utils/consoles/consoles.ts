import { originPatterns } from '@/utils/clouds/hosts';
import type { CloudProfile } from '@/utils/clouds/profile';
import { findCloud } from '@/utils/clouds/store';
import { endpointMemory } from '@/utils/memory/endpoint-memory';
import { inventory } from '@/utils/memory/inventory';
import { lastConsole } from '@/utils/memory/last-console';
import type { Request } from '@/utils/messaging/map';
import { chooseEndpoint } from '@/utils/openstack/catalog';
import type { Client } from '@/utils/openstack/client';
import type { ComputeAccess } from '@/utils/openstack/compute/access';
import { consoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import { showServer } from '@/utils/openstack/compute/servers';
import { AppError } from '@/utils/problems';
import type { Sessions } from '@/utils/sessions/sessions';
import { consoleTabs } from './console-tabs';
import { consoleUrl } from './console-url';
import { viewerUrl } from './viewer-url';

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

export function createConsoles({ client, sessions }: { client: Client; sessions: Sessions }): Consoles {
  async function freshUrl(profile: CloudProfile, target: Target): Promise<string> {
    return sessions.use(profile, { projectId: target.projectId }, async (state) => {
      const { url: endpoint } = chooseEndpoint(state.catalog, { interface: profile.interface, region: target.region });
      const { slow: _slow, ...age } = await endpointMemory.get(endpoint);
      const access = { endpoint, token: state.token, ...age };
      if (target.check) await refuseWithoutConsole(access, target);
      return consoleUrl(client, access, target.serverId);
    });
  }

  /** Nova hands out an address with a dead screen behind it for servers that are off, so the status decides. */
  async function refuseWithoutConsole(access: ComputeAccess, target: Target): Promise<void> {
    const server = await showServer(client, access, target.serverId);
    const obstacle = consoleObstacle(server);
    if (obstacle === null) return;
    const serverName = server.name ?? target.serverName;
    throw new AppError('SERVER_HAS_NO_CONSOLE', { obstacle, ...(serverName !== null && { serverName }) });
  }

  async function open(request: Target & { requestId: string }, tab: 'new' | 'same'): Promise<{ tabId: number }> {
    const { requestId, ...target } = request;
    const before = await consoleTabs.openedBy(requestId);
    if (before !== null) return { tabId: before };
    const profile = await findCloud(target.cloudId);
    if (profile === null) throw new AppError('CLOUD_UNKNOWN', { cloudId: target.cloudId });
    const name = [target.cloudId, target.projectId, target.region, target.serverId].join(' ');
    const url = await freshUrl(profile, target);
    const showing = tab === 'same' ? await consoleTabs.showing(name) : null;
    const { check: _, ...server } = target;
    const address = viewerUrl(url);
    // Not one after the other: the popup, and with it the wish to try again, is gone once the tab is there.
    const [tabId] = await Promise.all([
      showing === null
        ? consoleTabs.open(address, name, requestId)
        : consoleTabs.replace(showing, address, name, requestId),
      lastConsole.put({ ...server, blocked: false }),
      inventory.putHosts(profile.id, { console: originPatterns([url]) }),
    ]);
    return { tabId };
  }

  return {
    open: (request) => open(request, 'new'),
    async reopen({ requestId }) {
      const last = await lastConsole.get();
      if (last === null) throw new AppError('NO_LAST_CONSOLE');
      const { blocked, ...target } = last;
      return open({ ...target, check: blocked, requestId }, 'same');
    },
  };
}
