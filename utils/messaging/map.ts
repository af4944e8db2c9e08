import type * as z from 'zod/mini';
import type { CloudProfile } from '@/utils/clouds/profile';
import type { Credential } from '@/utils/vault/credential';
import type { Ended, MadeView, RestrictReport, SignInReport, TokenView } from './account-views';
import type { requests } from './schemas';

export type { Wanted } from './schemas';

import type {
  ActivityView,
  ApiAccess,
  CloudView,
  DashboardsView,
  DashboardView,
  PolicyView,
  Problem,
  ProjectView,
  ServersView,
  SyncView,
  VaultView,
} from './views';

/** What each request is answered with when it succeeds. */
interface Replies {
  listProjects: ProjectView[];
  listServers: ServersView;
  openConsole: { tabId: number };
  reopenLastConsole: { tabId: number };
  expectAccess: null;
  perform: null;
  /** why it failed; null: it did not */
  carryOn: Problem | null;
  listClouds: CloudView[];
  testCloud: SignInReport;
  saveCloud: { profile: CloudProfile; report: SignInReport | null };
  givePasscode: null;
  /** `problem`: the password was changed, but storing it (CREDENTIAL_MISSING) or signing in with it came to grief */
  changePassword: { profile: CloudProfile; report: SignInReport | null; problem: Problem | null };
  restrictSignIn: RestrictReport;
  /** which of them could not be deleted, and why; null: all were */
  deleteCredentials: { names: string[]; problem: Problem | null };
  listLeft: MadeView[];
  forgetLeft: null;
  listTokens: TokenView[];
  signOut: Ended;
  removeCloud: Ended;
  importClouds: null;
  /** of those that have one */
  exportSecrets: { cloudId: string; credential: Credential }[];
  dismissNotice: null;
  listDashboards: DashboardsView;
  enableDashboard: DashboardView;
  disableDashboard: null;
  readApiAccess: ApiAccess;
  listActivity: ActivityView[];
  clearActivity: null;
  syncState: SyncView;
  setSync: SyncView;
  settleRemoval: SyncView;
  eraseSync: SyncView;
  policyState: PolicyView;
  vaultState: VaultView;
  unlock: VaultView;
  lock: VaultView;
  setPassphrase: VaultView;
  changePassphrase: VaultView;
  resetVault: VaultView;
  setAutoLock: VaultView;
}

export type RequestName = keyof typeof requests;
export type Request<N extends RequestName> = z.infer<(typeof requests)[N]>;
export type Reply<N extends RequestName> = Replies[N];

/** Every reply is one of these: an expected failure is data, not an exception. */
export type Envelope<N extends RequestName> = { ok: true; value: Reply<N> } | { ok: false; problem: Problem };

/** `send('listServers', …)`: what components get to talk to the background with. */
export type Send = <N extends RequestName>(name: N, request: Request<N>) => Promise<Envelope<N>>;
