import { browser } from '@/utils/browser';
import { guardedFetch } from '@/utils/clouds/guarded-fetch';
import { hasAccess, onAccessGranted, onAccessRemoved } from '@/utils/clouds/permissions';
import { createConsoles } from '@/utils/consoles/consoles';
import { createIntents } from '@/utils/consoles/intents';
import { settlePrivate, tell } from '@/utils/consoles/tell';
import { createBorrowed } from '@/utils/dashboards/borrowed';
import { createDashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import { createDashboards } from '@/utils/dashboards/dashboards';
import { createGrants } from '@/utils/dashboards/grants';
import { createLend } from '@/utils/dashboards/lend';
import { dashboardOf } from '@/utils/dashboards/store';
import { createListing } from '@/utils/listing/listing';
import { createAutoLock } from '@/utils/locking/auto-lock';
import { createLocking } from '@/utils/locking/locking';
import { serve } from '@/utils/messaging/gate';
import { createPolicy, onPolicyChanged } from '@/utils/policy/policy';
import { createSessions } from '@/utils/sessions/sessions';
import { createSetup } from '@/utils/setup/setup';
import { onAreaChanged } from '@/utils/sync/area';
import { createSync } from '@/utils/sync/sync';
import { deviceKeep } from '@/utils/vault/device-keep';
import { createKeyring } from '@/utils/vault/keyring';
import { createPassphrase } from '@/utils/vault/passphrase';
import { createPassphraseKeep } from '@/utils/vault/passphrase-keep';
import { sessionKeep } from '@/utils/vault/session-keep';
import { createVault } from '@/utils/vault/vault';
import { createAct } from './act';
import { browserName } from './browser-name';
import { createDashboardHandlers } from './dashboard-handlers';
import { createHandlers } from './handlers';
import { createObey } from './obey';
import { removedElsewhere } from './removed-elsewhere';

/**
 * Builds the background and listens. All listeners are there before the first await: the worker may have
 * been started by the very event they wait for.
 */
export function startBackground(): void {
  const client = { fetch: guardedFetch };
  const keyring = createKeyring();
  const passphrase = createPassphrase(keyring);
  const keep = createPassphraseKeep(keyring, passphrase);
  const vault = createVault({ session: sessionKeep, device: deviceKeep, passphrase: keep });
  const lend = createLend(client);
  const sessions = createSessions({ client, vault, lend });
  const borrowed = createBorrowed(client);
  const grants = createGrants({ sessions, borrowed });
  const dashboardConsoles = createDashboardConsoles({ client, grants, borrowed });
  const dashboards = createDashboards(client, borrowed);
  const consoles = createConsoles({ client, sessions, reopenFromDashboard: dashboardConsoles.reopen });
  const listing = createListing({ client, sessions });
  const setup = createSetup({
    ...{ client, sessions, vault, lend, dashboards },
    browserName: browserName(navigator.userAgent),
  });
  const policy = createPolicy({ adopt: setup.adopt });
  const sync = createSync({ adopt: setup.adopt, remove: removedElsewhere(setup), policy });
  const act = createAct({ consoles, dashboards, dashboardConsoles });
  const intents = createIntents({ act, tell, hasAccess });
  const autoLock = createAutoLock(keyring);
  const onOpen = () => {
    // What an earlier worker began with what was locked since.
    void setup.tidy().catch(() => undefined);
    return autoLock.arm();
  };
  const locking = createLocking({ keyring, passphrase, keep, sessions, onOpen });
  const obey = createObey({ policy, locking, sync });

  serve({
    pages: createHandlers({ consoles, listing, setup, intents, vault, dashboards, locking, act, sync, policy }),
    dashboards: createDashboardHandlers({ consoles: dashboardConsoles, grants, tell, settlePrivate }),
    dashboardOf,
  });
  onAccessGranted((origins) => {
    void intents.accessGranted();
    void dashboards.granted(origins);
  });
  onAccessRemoved(() => void dashboards.revoked());
  // The browser forgets what was registered when it updates the extension, and its tabs keep the old script.
  browser.runtime.onInstalled.addListener(() => void dashboards.restore({ openTabs: 'all' }));
  browser.runtime.onStartup.addListener(() => void dashboards.restore({ openTabs: 'none' }));
  browser.commands.onCommand.addListener((command) => {
    if (command === 'reopen-last-console') void intents.perform({ kind: 'reopen' });
    if (command === 'lock') void locking.lock();
  });
  autoLock.listen(locking.lock);
  onAreaChanged(() => void sync.reconcile());
  onPolicyChanged(() => void obey());

  void closeStorageToPages();
  void tidyUp();

  /** Carries on with what an earlier worker began, and drops what belongs to no cloud any more. */
  async function tidyUp(): Promise<void> {
    await locking.settle().catch(() => undefined);
    await Promise.allSettled([autoLock.arm(), intents.resume(), sessions.revoke(), setup.tidy(), obey()]);
  }
}

/** Firefox has no such switch; nothing secret is in either of them anyway. */
async function closeStorageToPages(): Promise<void> {
  const { local, sync } = browser.storage;
  const level = { accessLevel: 'TRUSTED_CONTEXTS' } as const;
  await Promise.allSettled([local, sync].map((area) => area.setAccessLevel?.(level)));
}
