import type { FakeCloud } from '@/tests/fake-cloud';
import { createSetup } from '@/utils/accounts/accounts';
import { createConsoles } from '@/utils/consoles/consoles';
import { createListing } from '@/utils/consoles/servers';
import { createDashboardConsoles } from '@/utils/dashboards/dashboard-consoles';
import { createDashboards } from '@/utils/dashboards/dashboards';
import { createBorrowed } from '@/utils/dashboards/session-cache';
import { createLend } from '@/utils/dashboards/session-token';
import { createGrants } from '@/utils/dashboards/token-source';
import { endProtectedTokens } from '@/utils/sessions/protected-tokens';
import { createSessions } from '@/utils/sessions/sessions';
import { createAutoLock } from '@/utils/vault/auto-lock';
import { deviceKeep } from '@/utils/vault/device-store';
import { createKeyring } from '@/utils/vault/keyring';
import { createLocking } from '@/utils/vault/lock';
import { createPassphrase } from '@/utils/vault/passphrase';
import { createPassphraseKeep } from '@/utils/vault/passphrase-store';
import { sessionKeep } from '@/utils/vault/session-store';
import { createVault } from '@/utils/vault/vault';

/** The background's use cases as one worker has them; a second call is the next worker. */
export function newWorker(fetch: typeof globalThis.fetch = globalThis.fetch, now: () => number = Date.now) {
  const client = { fetch };
  const keyring = createKeyring(now);
  const passphrase = createPassphrase(keyring, now);
  const keep = createPassphraseKeep(keyring, passphrase);
  const vault = createVault({ session: sessionKeep, device: deviceKeep, passphrase: keep });
  const lend = createLend(client);
  const sessions = createSessions({ client, vault, lend });
  const borrowed = createBorrowed(client);
  const dashboardConsoles = createDashboardConsoles({ client, grants: createGrants({ sessions, borrowed }), borrowed });
  const dashboards = createDashboards(client, borrowed);
  const autoLock = createAutoLock(keyring, now);
  return {
    vault,
    autoLock,
    locking: createLocking({
      ...{ keyring, passphrase, keep, onOpen: autoLock.arm },
      endTokens: () => endProtectedTokens(sessions),
    }),
    sessions,
    consoles: createConsoles({ client, sessions, reopenFromDashboard: dashboardConsoles.reopen }),
    dashboards,
    dashboardConsoles,
    borrowed,
    listing: createListing({ client, sessions }),
    setup: createSetup({ client, sessions, vault, lend, dashboards, browserName: 'Testium' }),
  };
}

/** How the requests since the last reset look: `POST /v3/auth/tokens`. */
export function asked(cloud: FakeCloud): string[] {
  return cloud.requests.map(
    ({ method, path }) => `${method} ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}').replace(/\?.*/, '')}`,
  );
}
