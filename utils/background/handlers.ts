import type { Setup } from '@/utils/accounts/accounts';
import { madeFor } from '@/utils/accounts/app-credential/delete';
import { pending } from '@/utils/accounts/app-credential/journal';
import { exportSecrets } from '@/utils/accounts/export-secrets';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Consoles } from '@/utils/consoles/consoles';
import { hostsOf } from '@/utils/consoles/required-hosts';
import type { Listing } from '@/utils/consoles/servers';
import type { Dashboards } from '@/utils/dashboards/dashboards';
import type { Handlers } from '@/utils/messaging/gate';
import type { CloudView } from '@/utils/messaging/views';
import type { ManagedPolicy } from '@/utils/policy/policy';
import { activity } from '@/utils/storage/activity';
import { listClouds } from '@/utils/storage/clouds';
import type { CloudSync } from '@/utils/sync/sync';
import type { Locking } from '@/utils/vault/lock';
import type { Vault } from '@/utils/vault/vault';
import { createCloudHandlers } from './cloud-handlers';
import { dismissNotice } from './notices';
import type { Act, Intents } from './pending-actions';

export interface HandlerDeps {
  consoles: Consoles;
  listing: Listing;
  setup: Setup;
  intents: Intents;
  vault: Vault;
  dashboards: Dashboards;
  locking: Locking;
  act: Act;
  sync: CloudSync;
  policy: ManagedPolicy;
}

/** Which use case answers which request. */
export function createHandlers({
  consoles,
  listing,
  setup,
  intents,
  vault,
  dashboards,
  locking,
  act,
  sync,
  policy,
}: HandlerDeps): Handlers {
  return {
    listProjects: ({ cloudId }) => listing.projects(cloudId),
    listServers: (place) => listing.servers(place),
    openConsole: (request) => consoles.open(request),
    reopenLastConsole: (request) => consoles.reopen(request),
    expectAccess: ({ wanted, origins }) => intents.expect(wanted, origins).then(() => null),
    perform: ({ wanted, requestId }) => act(wanted, requestId).then(() => null),
    carryOn: () => intents.accessGranted(),
    listClouds: () => cloudViews(vault, policy),
    ...createCloudHandlers({ setup, sync, policy, locking }),
    exportSecrets: ({ cloudIds }) => exportSecrets(vault, cloudIds),
    dismissNotice: () => dismissNotice().then(() => null),
    listDashboards: () => dashboards.list(),
    enableDashboard: ({ url, found }) => dashboards.enable(url, found),
    disableDashboard: ({ root }) => dashboards.disable(root).then(() => null),
    readApiAccess: ({ root }) => dashboards.apiAccess(root),
    listActivity: () => activity.list(),
    clearActivity: () => activity.clear().then(() => null),
    vaultState: () => locking.state(),
    lock: () => locking.lock(),
    unlock: ({ passphrase }) => locking.unlock(passphrase),
    setPassphrase: ({ passphrase }) => locking.setPassphrase(passphrase),
    changePassphrase: ({ passphrase, next }) => locking.changePassphrase(passphrase, next),
    resetVault: () => locking.reset(),
  };
}

/** What was tampered with is as good as not there. */
function hasCredential(vault: Vault, { id, remember, authUrl }: CloudProfile): Promise<boolean> {
  return vault.has(id, remember, authUrl).catch(() => false);
}

async function cloudViews(vault: Vault, policy: ManagedPolicy): Promise<CloudView[]> {
  // A page that opens with the browser must not show a list from before the administrator's clouds were stored.
  await policy.apply();
  const presets = await policy.presetFields();
  const notes = await pending.all();
  const views = (await listClouds()).map(async (profile) => {
    const preset = presets.get(profile.id);
    const made = madeFor(profile, notes);
    return {
      profile,
      hasCredential: await hasCredential(vault, profile),
      hosts: await hostsOf(profile),
      ...(preset !== undefined && { preset }),
      ...(made.length > 0 && { made }),
    };
  });
  return Promise.all(views);
}
