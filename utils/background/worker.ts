import { createAccounts } from '@/utils/accounts/accounts';
import { hasAccess } from '@/utils/clouds/host-access';
import { createOpenOnce } from '@/utils/consoles/console-tabs';
import { createConsoles } from '@/utils/consoles/consoles';
import { createServerLists } from '@/utils/consoles/servers';
import { createDashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import { createDashboards } from '@/utils/dashboards/dashboards';
import { removeProblemFacts } from '@/utils/dashboards/offers';
import { createDashboardSessionCache } from '@/utils/dashboards/session-cache';
import { createDashboardTokenReader } from '@/utils/dashboards/session-token';
import { type Dashboard, dashboardOf, noteConsole } from '@/utils/dashboards/store';
import { pageTokens } from '@/utils/dashboards/token-sources';
import { logCalls } from '@/utils/log';
import type { Routes } from '@/utils/messaging/gate';
import { createUnclickedLimit } from '@/utils/messaging/limits';
import { createPolicy } from '@/utils/policy/policy';
import { endProtectedTokens } from '@/utils/sessions/protected-tokens';
import { createSessions } from '@/utils/sessions/sessions';
import { createSync } from '@/utils/sync/sync';
import { createAutoLock } from '@/utils/vault/auto-lock';
import { deviceStore } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createVaultLock } from '@/utils/vault/lock';
import { createPassphrase } from '@/utils/vault/passphrase';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import { sessionStore } from '@/utils/vault/session-store';
import { eraseUnusedSalts } from '@/utils/vault/unused-salts';
import { createVault } from '@/utils/vault/vault';
import { createApplyPolicy } from './apply-policy';
import { createCloudHandlers } from './cloud-handlers';
import { createDashboardHandlers } from './dashboard-handlers';
import { createProblemOf } from './error-reports';
import { createHandlers } from './handlers';
import { dismissPrivateNotice, notify, notifyOrphaned, removeCloudFacts } from './notices';
import { createPendingActions, createPerformAction } from './pending-actions';

/** From the browser and the build. */
export interface WorkerDeps {
  /** must refuse hosts without permission */
  fetch: typeof globalThis.fetch;
  /** ms since the epoch */
  now(): number;
  browserName: string;
  version: string;
}

/** All parts of the background. */
export type BackgroundWorker = ReturnType<typeof createWorker>;

/** No side effects until `start`. */
export function createWorker(deps: WorkerDeps) {
  const parts = createUseCases(deps);
  const { accounts, consoles, dashboards, dashboardConsoles, policy, sync, vaultLock, autoLock, sessions } = parts;
  const problemOf = createProblemOf(deps);
  const performAction = createPerformAction({ consoles, dashboards, dashboardConsoles });
  const pendingActions = createPendingActions({ performAction, notify, hasAccess, problemOf, now: deps.now });
  const applyPolicy = createApplyPolicy({ policy, vaultLock, sync });
  const cloudHandlers = createCloudHandlers({ accounts, sync, policy, vaultLock });
  const routes: Routes<Dashboard> = {
    pages: createHandlers({ ...parts, pendingActions, performAction, cloudHandlers }),
    dashboards: createDashboardHandlers({ consoles: dashboardConsoles, notify, dismissPrivateNotice, problemOf }),
    ...{ dashboardOf, problemOf },
  };

  /** Continues earlier work; never throws. */
  async function start(): Promise<void> {
    await vaultLock.resume().catch(() => undefined);
    await Promise.allSettled([
      autoLock.schedule(),
      pendingActions.resume(),
      sessions.revoke(),
      accounts.finishChanges(),
      applyPolicy(),
      eraseUnusedSalts(),
    ]);
  }

  return { ...parts, performAction, pendingActions, applyPolicy, cloudHandlers, routes, start };
}

function createUseCases(deps: WorkerDeps) {
  const { now, browserName } = deps;
  const client = { fetch: logCalls(deps.fetch) };
  const { keyring, passphrase, store, vault } = createVaultParts(now);
  const readDashboardToken = createDashboardTokenReader(client);
  const sessions = createSessions({ client, vault, readDashboardToken, now });
  const sessionCache = createDashboardSessionCache(client);
  const tokens = pageTokens({ sessions, sessionCache });
  const openOnce = createOpenOnce();
  const dashboardConsoles = createDashboardConsoles({
    ...{ client, tokens, sessionCache, openOnce },
    isWithinRate: createUnclickedLimit(now),
  });
  const dashboards = createDashboards(client, sessionCache);
  const accounts = createAccounts({ client, sessions, vault, readDashboardToken, dashboards, browserName, now });
  const { applyExternalChange } = accounts;
  const policy = createPolicy({ applyExternalChange });
  const autoLock = createAutoLock(keyring, now);
  return {
    ...{ vault, sessions, sessionCache, dashboards, dashboardConsoles, accounts, policy, autoLock },
    consoles: createConsoles({
      ...{ client, sessions, openOnce, noteConsole },
      reopenFromDashboard: dashboardConsoles.reopen,
    }),
    serverLists: createServerLists({ client, sessions, now }),
    vaultLock: createVaultLock({
      ...{ keyring, passphrase, store },
      endTokens: async () => {
        await Promise.allSettled([removeCloudFacts(), removeProblemFacts()]);
        await endProtectedTokens(sessions, store.list);
      },
      onOpen: () => {
        // An earlier worker may have needed a locked credential.
        void accounts.finishChanges().catch(() => undefined);
        return autoLock.schedule();
      },
    }),
    sync: createSync({
      ...{ applyExternalChange, policy, now },
      remove: async (cloudId) => {
        await accounts.remove(cloudId);
        await notifyOrphaned(cloudId);
      },
    }),
  };
}

function createVaultParts(now: () => number) {
  const keyring = createKeyring(now);
  const passphrase = createPassphrase(keyring, now);
  const store = createPassphraseStore(keyring);
  const vault = createVault({ session: sessionStore, device: deviceStore, passphrase: store });
  return { keyring, passphrase, store, vault };
}
