import type { CloudProfile } from '@/utils/clouds/profile';
import type { ConsoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { Problem } from '@/utils/problems/problem';
import type { DashboardKind } from './dashboard-kinds';
import type { DashboardPage } from './dashboard-requests';

export type { ConsoleObstacle };

/** A host that a cloud needs, and whether access is granted. */
export interface HostAccess {
  /** match pattern */
  origin: string;
  host: string;
  /** `console`: to find and reuse its tabs */
  purpose: 'identity' | 'dashboard' | 'compute' | 'console';
  granted: boolean;
}

/** A field of the form that a policy can set; `region` stands for `regions` too. */
export type PresetField =
  | 'name'
  | 'authUrl'
  | 'dashboardUrl'
  | 'color'
  | 'production'
  | 'interface'
  | 'region'
  | 'computeUrl'
  | 'method'
  | 'userDomain';

/** A stored cloud with what the options page shows of it. */
export interface CloudView {
  profile: CloudProfile;
  hasCredential: boolean;
  /** fields that the administrator has set; such a cloud cannot be removed */
  preset?: PresetField[];
  hosts: HostAccess[];
  /** application credentials of this browser that are still on the cloud, the one in use first */
  issued?: IssuedAppCredentialView[];
}

/** A project that the user has a role on. */
export interface ProjectView {
  id: string;
  name: string;
  /** where two projects share a name */
  domainId?: string;
  /** the last one of a list that the cloud did not end */
  isCutAfter?: true;
}

/** A server in the list. `taskState` null: no task runs; `obstacle` null: nothing speaks against a console. */
export interface ServerView {
  id: string;
  /** null in a down cell (Nova 2.69+) */
  name: string | null;
  status: string;
  /** such as `powering-off` */
  taskState: string | null;
  /** floating first */
  addresses: string[];
  flavor: string | null;
  obstacle: ConsoleObstacle | null;
}

/** Null: the default of the cloud. */
export interface Place {
  cloudId: string;
  projectId: string | null;
  region: string | null;
}

/** The servers of one project in one region. `region` empty: its endpoint names none. */
export interface ServersView {
  cloudId: string;
  projectId: string;
  region: string;
  /** the regions with a compute endpoint; at least one */
  regions: string[];
  servers: ServerView[];
  /** ms since the epoch */
  fetchedAt: number;
  /** the cloud has more: it did not end its list in time, or has more than are shown */
  isPartial?: true;
}

interface LastServer {
  serverId: string;
  serverName: string | null;
  /** the last list showed an obstacle */
  blocked: boolean;
}

/** The server whose console was opened last, and where. */
export type LastConsoleView =
  | (LastServer & { from: 'cloud'; cloudId: string; projectId: string; region: string })
  | (LastServer & { from: 'dashboard'; root: string; page: DashboardPage });

/** The dashboard in the active tab. */
export interface CurrentDashboard {
  /** ends with a slash */
  root: string;
  kind: DashboardKind;
  enabled: boolean;
  isCloudSaved: boolean;
  /** false in private windows and containers: the extension's requests have other cookies there */
  hasNormalCookies: boolean;
  /** match patterns of its Nova without permission */
  missingAccess: string[];
}

/** An enabled dashboard. `granted`: access to its own host. */
export interface DashboardView {
  /** ends with a slash */
  root: string;
  kind: DashboardKind;
  /** match pattern */
  origin: string;
  granted: boolean;
  /** match patterns of its Nova without permission */
  missingAccess: string[];
  /** consoles were seen on its own origin */
  hasConsoles: boolean;
}

/** A dashboard that a stored cloud names and that is not enabled. */
export interface OfferedDashboard {
  url: string;
  /** match pattern */
  origin: string;
  cloudName: string;
  /** detection is running */
  working: boolean;
  /** null: not tried */
  problem: Problem | null;
}

/** The dashboards of the options page. */
export interface DashboardsView {
  enabled: DashboardView[];
  offered: OfferedDashboard[];
}

/** Who is logged in to a dashboard. Null: the dashboard does not say. */
export interface DashboardUser {
  userName: string | null;
  userDomainName: string | null;
  projectName: string | null;
  projectDomainName: string | null;
  region: string | null;
}

/** No secrets. */
export type ApiAccess =
  | { source: 'clouds.yaml' | 'openrc'; text: string }
  | { source: 'endpoints'; text: string; who: DashboardUser }
  | { source: 'session'; authUrl: string; who: DashboardUser };

/** The passphrase and its lock. `retryAt`: when the next attempt is accepted. */
export interface VaultView {
  exists: boolean;
  locked: boolean;
  /** null: never */
  autoLockMinutes: number | null;
  /** ms since the epoch; null: now */
  retryAt: number | null;
}

/** The state of the sync in this browser. */
export interface SyncView {
  on: boolean;
  /** by the policy */
  allowed: boolean;
  /** `too-long`: one cloud is too large; `busy`: too many writes; `unavailable`: the browser refuses */
  problem: 'full' | 'too-long' | 'busy' | 'unavailable' | null;
  /** names of clouds */
  unsynced: string[];
  /** number, written by a newer release */
  newerCount: number;
  /** number of clouds */
  stored: number;
  /** by another browser; can be restored */
  removed: { id: string; name: string }[];
}

/** A part of the policy that could not be used. */
export interface PolicyProblem {
  /** cloud name, `clouds[2]`, or setting */
  entry: string;
  /** empty: the whole entry */
  fields: string[];
}

/** The policy as pages see it. `maxAutoLockMinutes` null: no limit. */
export interface PolicyView {
  problems: PolicyProblem[];
  syncDisabled: boolean;
  maxAutoLockMinutes: number | null;
}

/** One attempt to open a console. `via` `none`: no token was found. */
export interface ActivityView {
  /** ms since the epoch */
  at: number;
  /** `redirect`: Horizon's own */
  via: 'cloud' | 'dashboard' | 'redirect' | 'none';
  /** cloud name or dashboard host */
  cloudOrHost: string;
  serverName: string | null;
  /** `result-unknown`: the redirect was followed; its result is unknown */
  outcome: 'opened' | 'result-unknown' | Problem['code'];
}

/** A stored token without its value. */
export interface TokenView {
  /** null: unscoped */
  project: { id: string; name: string } | null;
  /** ms since the epoch; null: never */
  expiresAt: number | null;
  /** such as `totp` */
  methods: string[];
  /** false: pasted by the user, or of a dashboard's session */
  requestedByExtension: boolean;
}

/**
 * `pending`: tried again later; `access-rules`: the cloud does not revoke tokens with access rules; `user-token`: the
 * user pasted it; `dashboard-session`: continues in the dashboard.
 */
export type RevocationOutcome =
  | { revoked: true }
  | { revoked: false; why: 'pending' | 'access-rules' | 'user-token' | 'dashboard-session' };

/** An application credential that the extension created. */
export interface IssuedAppCredentialView {
  cloudId: string;
  cloudName: string;
  /** unique for the user */
  name: string;
  userId: string;
  userName: string;
  authUrl: string;
}

/** The cloud with its application credential in place of the password. */
export interface PasswordReplacementReport {
  profile: CloudProfile;
  /** of the credential */
  name: string;
}

/** What a sign-in found. */
export interface SignInReport {
  userName: string;
  projects: ProjectView[];
  regions: string[];
  /** the catalog has more */
  areRegionsCut?: true;
  /** with access as of the sign-in */
  hosts: HostAccess[];
}
