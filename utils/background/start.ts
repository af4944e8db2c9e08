import { createAccounts } from '@/utils/accounts/accounts';
import { browser } from '@/utils/browser';
import { guardedFetch, hasAccess, onAccessGranted, onAccessRemoved } from '@/utils/clouds/host-access';
import { createConsoles } from '@/utils/consoles/consoles';
import { createServerLists } from '@/utils/consoles/servers';
import { createDashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import { createDashboards } from '@/utils/dashboards/dashboards';
import { createDashboardSessionCache } from '@/utils/dashboards/session-cache';
import { createDashboardTokenReader } from '@/utils/dashboards/session-token';
import { dashboardOf } from '@/utils/dashboards/store';
import { createTokenSources } from '@/utils/dashboards/token-source';
import { serve } from '@/utils/messaging/gate';
import { createPolicy, onPolicyChanged } from '@/utils/policy/policy';
import { endProtectedTokens } from '@/utils/sessions/protected-tokens';
import { createSessions } from '@/utils/sessions/sessions';
import { onAreaChanged } from '@/utils/sync/area';
import { createSync } from '@/utils/sync/sync';
import { createAutoLock } from '@/utils/vault/auto-lock';
import { deviceStore } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createVaultLock } from '@/utils/vault/lock';
import { createPassphrase } from '@/utils/vault/passphrase';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import { sessionStore } from '@/utils/vault/session-store';
import { createVault } from '@/utils/vault/vault';
import { createApplyPolicy } from './apply-policy';
import { createDashboardHandlers } from './dashboard-handlers';
import { createHandlers } from './handlers';
import { dismissPrivateNotice, notify } from './notices';
import { createPendingActions, createPerformAction } from './pending-actions';
import { removedElsewhere } from './removed-elsewhere';

/**
 * Builds the background and listens. All listeners are there before the first await: the worker may have
 * been started by the very event they wait for.
 */
export function startBackground(): void {
  const client = { fetch: guardedFetch };
  const keyring = createKeyring();
  const passphrase = createPassphrase(keyring);
  const store = createPassphraseStore(keyring, passphrase);
  const vault = createVault({ session: sessionStore, device: deviceStore, passphrase: store });
  const readDashboardToken = createDashboardTokenReader(client);
  const sessions = createSessions({ client, vault, readDashboardToken });
  const sessionCache = createDashboardSessionCache(client);
  const tokenSources = createTokenSources({ sessions, sessionCache });
  const dashboardConsoles = createDashboardConsoles({ client, tokenSources, sessionCache });
  const dashboards = createDashboards(client, sessionCache);
  const consoles = createConsoles({ client, sessions, reopenFromDashboard: dashboardConsoles.reopen });
  const serverLists = createServerLists({ client, sessions });
  const accounts = createAccounts({
    ...{ client, sessions, vault, readDashboardToken, dashboards },
    browserName: browserName(navigator.userAgent),
  });
  const policy = createPolicy({ applyExternalChange: accounts.applyExternalChange });
  const sync = createSync({
    applyExternalChange: accounts.applyExternalChange,
    remove: removedElsewhere(accounts),
    policy,
  });
  const performAction = createPerformAction({ consoles, dashboards, dashboardConsoles });
  const pendingActions = createPendingActions({ performAction, notify, hasAccess });
  const autoLock = createAutoLock(keyring);
  const onOpen = () => {
    // What an earlier worker began with what was locked since.
    void accounts.tidy().catch(() => undefined);
    return autoLock.arm();
  };
  const vaultLock = createVaultLock({
    ...{ keyring, passphrase, store, onOpen },
    endTokens: () => endProtectedTokens(sessions),
  });
  const applyPolicy = createApplyPolicy({ policy, vaultLock, sync });

  serve({
    pages: createHandlers({
      consoles,
      serverLists,
      accounts,
      pendingActions,
      vault,
      dashboards,
      vaultLock,
      performAction,
      sync,
      policy,
    }),
    dashboards: createDashboardHandlers({ consoles: dashboardConsoles, tokenSources, notify, dismissPrivateNotice }),
    dashboardOf,
  });
  onAccessGranted((origins) => {
    void pendingActions.accessGranted();
    void dashboards.granted(origins);
  });
  onAccessRemoved(() => void dashboards.revoked());
  // The browser forgets what was registered when it updates the extension, and its tabs keep the old script.
  browser.runtime.onInstalled.addListener(() => void dashboards.restore({ openTabs: 'all' }));
  browser.runtime.onStartup.addListener(() => void dashboards.restore({ openTabs: 'none' }));
  browser.commands.onCommand.addListener((command) => {
    if (command === 'reopen-last-console') void pendingActions.perform({ kind: 'reopen' });
    if (command === 'lock') void vaultLock.lock();
  });
  autoLock.listen(vaultLock.lock);
  onAreaChanged(() => void sync.reconcile());
  onPolicyChanged(() => void applyPolicy());

  void closeStorageToPages();
  void tidyUp();

  /** Carries on with what an earlier worker began, and drops what belongs to no cloud any more. */
  async function tidyUp(): Promise<void> {
    await vaultLock.resume().catch(() => undefined);
    await Promise.allSettled([
      autoLock.arm(),
      pendingActions.resume(),
      sessions.revoke(),
      accounts.tidy(),
      applyPolicy(),
    ]);
  }
}

/** Firefox has no such switch; nothing secret is in either of them anyway. */
async function closeStorageToPages(): Promise<void> {
  const { local, sync } = browser.storage;
  const level = { accessLevel: 'TRUSTED_CONTEXTS' } as const;
  await Promise.allSettled([local, sync].map((area) => area.setAccessLevel?.(level)));
}

const NAMES = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
] as const;

/** What a person calls the browser with this user agent, such as `Firefox`; `browser` where it is none of the known ones. */
export function browserName(userAgent: string): string {
  return NAMES.find(([mark]) => mark.test(userAgent))?.[1] ?? 'browser';
}
