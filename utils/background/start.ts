import { createSetup } from '@/utils/accounts/accounts';
import { browser } from '@/utils/browser';
import { guardedFetch, hasAccess, onAccessGranted, onAccessRemoved } from '@/utils/clouds/host-access';
import { createConsoles } from '@/utils/consoles/consoles';
import { createListing } from '@/utils/consoles/servers';
import { createDashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import { createDashboards } from '@/utils/dashboards/dashboards';
import { createBorrowed } from '@/utils/dashboards/session-cache';
import { createLend } from '@/utils/dashboards/session-token';
import { dashboardOf } from '@/utils/dashboards/store';
import { createGrants } from '@/utils/dashboards/token-source';
import { serve } from '@/utils/messaging/gate';
import { createPolicy, onPolicyChanged } from '@/utils/policy/policy';
import { endProtectedTokens } from '@/utils/sessions/protected-tokens';
import { createSessions } from '@/utils/sessions/sessions';
import { onAreaChanged } from '@/utils/sync/area';
import { createSync } from '@/utils/sync/sync';
import { createAutoLock } from '@/utils/vault/auto-lock';
import { deviceKeep } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createLocking } from '@/utils/vault/lock';
import { createPassphrase } from '@/utils/vault/passphrase';
import { createPassphraseKeep } from '@/utils/vault/passphrase-store';
import { sessionKeep } from '@/utils/vault/session-store';
import { createVault } from '@/utils/vault/vault';
import { createObey } from './apply-policy';
import { createDashboardHandlers } from './dashboard-handlers';
import { createHandlers } from './handlers';
import { settlePrivate, tell } from './notices';
import { createAct, createIntents } from './pending-actions';
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
  const locking = createLocking({
    ...{ keyring, passphrase, keep, onOpen },
    endTokens: () => endProtectedTokens(sessions),
  });
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
