import type { FakeCloud } from '@/tests/fake-cloud';
import { createAccounts } from '@/utils/accounts/accounts';
import { createConsoles } from '@/utils/consoles/consoles';
import { createServerLists } from '@/utils/consoles/servers';
import { createDashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import { createDashboards } from '@/utils/dashboards/dashboards';
import { createDashboardSessionCache } from '@/utils/dashboards/session-cache';
import { createDashboardTokenReader } from '@/utils/dashboards/session-token';
import { createTokenSources } from '@/utils/dashboards/token-source';
import { endProtectedTokens } from '@/utils/sessions/protected-tokens';
import { createSessions } from '@/utils/sessions/sessions';
import { createAutoLock } from '@/utils/vault/auto-lock';
import { deviceStore } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createVaultLock } from '@/utils/vault/lock';
import { createPassphrase } from '@/utils/vault/passphrase';
import { createPassphraseStore } from '@/utils/vault/passphrase-store';
import { sessionStore } from '@/utils/vault/session-store';
import { createVault } from '@/utils/vault/vault';

/** The background's use cases as one worker has them; a second call is the next worker. */
export function newWorker(fetch: typeof globalThis.fetch = globalThis.fetch, now: () => number = Date.now) {
  const client = { fetch };
  const keyring = createKeyring(now);
  const passphrase = createPassphrase(keyring, now);
  const store = createPassphraseStore(keyring, passphrase);
  const vault = createVault({ session: sessionStore, device: deviceStore, passphrase: store });
  const readDashboardToken = createDashboardTokenReader(client);
  const sessions = createSessions({ client, vault, readDashboardToken });
  const sessionCache = createDashboardSessionCache(client);
  const dashboardConsoles = createDashboardConsoles({
    client,
    tokenSources: createTokenSources({ sessions, sessionCache }),
    sessionCache,
  });
  const dashboards = createDashboards(client, sessionCache);
  const autoLock = createAutoLock(keyring, now);
  return {
    vault,
    autoLock,
    vaultLock: createVaultLock({
      ...{ keyring, passphrase, store, onOpen: autoLock.arm },
      endTokens: () => endProtectedTokens(sessions),
    }),
    sessions,
    consoles: createConsoles({ client, sessions, reopenFromDashboard: dashboardConsoles.reopen }),
    dashboards,
    dashboardConsoles,
    sessionCache,
    serverLists: createServerLists({ client, sessions }),
    accounts: createAccounts({ client, sessions, vault, readDashboardToken, dashboards, browserName: 'Testium' }),
  };
}

/** How the requests since the last reset look: `POST /v3/auth/tokens`. */
export function asked(cloud: FakeCloud): string[] {
  return cloud.requests.map(
    ({ method, path }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}').replace(/\?.*/, '')}`,
  );
}
