import { issuedFor } from '@/utils/accounts/app-credential/delete';
import { appCredentialJournal } from '@/utils/accounts/app-credential/journal';
import { exportSecrets } from '@/utils/accounts/export-secrets';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Consoles } from '@/utils/consoles/consoles';
import { requiredHosts } from '@/utils/consoles/required-hosts';
import type { ServerLists } from '@/utils/consoles/servers';
import type { Dashboards } from '@/utils/dashboards/dashboards';
import type { Handlers } from '@/utils/messaging/gate';
import type { CloudView } from '@/utils/messaging/views';
import type { ManagedPolicy } from '@/utils/policy/policy';
import { activity } from '@/utils/storage/activity';
import { listClouds } from '@/utils/storage/clouds';
import type { VaultLock } from '@/utils/vault/lock';
import type { Vault } from '@/utils/vault/vault';
import type { CloudHandlers } from './cloud-handlers';
import { dismissNotice } from './notices';
import type { PendingActions, PerformAction } from './pending-actions';

/** For {@link createHandlers}. */
export interface HandlerDeps {
  consoles: Consoles;
  serverLists: ServerLists;
  pendingActions: PendingActions;
  vault: Vault;
  dashboards: Dashboards;
  vaultLock: VaultLock;
  performAction: PerformAction;
  policy: Pick<ManagedPolicy, 'apply' | 'presetFields'>;
  cloudHandlers: CloudHandlers;
}

/** The handlers throw; the gate answers with a problem. */
export function createHandlers({
  consoles,
  serverLists,
  pendingActions,
  vault,
  dashboards,
  vaultLock,
  performAction,
  policy,
  cloudHandlers,
}: HandlerDeps): Handlers {
  return {
    listProjects: ({ cloudId }) => serverLists.projects(cloudId),
    listServers: (place) => serverLists.servers(place),
    openConsole: (request) => consoles.open(request),
    reopenLastConsole: (request) => consoles.reopen(request),
    queueUntilGranted: ({ pendingAction, origins }) =>
      pendingActions.queueUntilGranted(pendingAction, origins).then(() => null),
    performAction: ({ pendingAction, requestId }) => performAction(pendingAction, requestId).then(() => null),
    resumePending: () => pendingActions.performIfGranted(),
    listClouds: () => cloudViews(vault, policy),
    ...cloudHandlers,
    exportSecrets: ({ cloudIds }) => exportSecrets(vault, cloudIds),
    dismissNotice: () => dismissNotice().then(() => null),
    listDashboards: () => dashboards.list(),
    enableDashboard: ({ url, dashboardKind }) => dashboards.enable(url, dashboardKind),
    disableDashboard: ({ root }) => dashboards.disable(root).then(() => null),
    readApiAccess: ({ root }) => dashboards.apiAccess(root),
    listActivity: () => activity.list(),
    clearActivity: () => activity.clear().then(() => null),
    vaultState: () => vaultLock.state(),
    lock: () => vaultLock.lock(),
    unlock: ({ passphrase }) => vaultLock.unlock(passphrase),
    setPassphrase: ({ passphrase }) => vaultLock.setPassphrase(passphrase),
    changePassphrase: ({ passphrase, next }) => vaultLock.changePassphrase(passphrase, next),
    addPasskey: ({ passphrase, passkey, output }) => vaultLock.addPasskey(passphrase, passkey, output),
    unlockWithPasskey: ({ output }) => vaultLock.unlockWithPasskey(output),
    removePasskey: () => vaultLock.removePasskey(),
    resetVault: () => vaultLock.reset(),
  };
}

/** A tampered record counts as missing. */
function hasCredential(vault: Vault, profile: CloudProfile): Promise<boolean> {
  return vault.has(profile.id, profile.remember, profile).catch(() => false);
}

async function cloudViews(vault: Vault, policy: HandlerDeps['policy']): Promise<CloudView[]> {
  // A page may open before the policy was applied.
  await policy.apply();
  const presets = await policy.presetFields();
  const journal = await appCredentialJournal.all();
  const views = (await listClouds()).map(async (profile) => {
    const preset = presets.get(profile.id);
    const issued = issuedFor(profile, journal);
    return {
      profile,
      hasCredential: await hasCredential(vault, profile),
      hosts: await requiredHosts(profile),
      ...(preset !== undefined && { preset }),
      ...(issued.length > 0 && { issued }),
    };
  });
  return Promise.all(views);
}
