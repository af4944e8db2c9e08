import type { CloudProfile } from '@/utils/clouds/profile';
import type { ConsoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { Problem } from '@/utils/problems/problem';
import type { DashboardKind } from './dashboard-kinds';
import type { DashboardPage } from './dashboard-requests';

export type { ConsoleObstacle };

/** A host that a cloud needs. */
export interface HostAccess {
  /** match pattern */
  origin: string;
  host: string;
  purpose: 'identity' | 'dashboard' | 'compute' | 'console';
  granted: boolean;
}

/** What a policy can set; `region`: `regions` too. */
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

/** A stored cloud for pages. */
export interface CloudView {
  profile: CloudProfile;
  hasCredential: boolean;
  /** set by the administrator; such a cloud cannot be removed */
  preset?: PresetField[];
  hosts: HostAccess[];
  issued?: IssuedAppCredentialView[];
}

/** The user has a role on it. */
export interface ProjectView {
  id: string;
  name: string;
  /** where two projects share a name */
  domainId?: string;
  isCutAfter?: true;
}

/** `taskState` null: no task; `obstacle` null: a console may open. */
export interface ServerView {
  id: string;
  /** null in a down cell (Nova 2.69+) */
  name: string | null;
  status: string;
  taskState: string | null;
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

/** Of one project. `region` empty: its endpoint names none. */
export interface ServersView {
  cloudId: string;
  projectId: string;
  region: string;
  regions: string[];
  servers: ServerView[];
  /** ms since the epoch */
  fetchedAt: number;
  isPartial?: true;
}

interface LastServer {
  serverId: string;
  serverName: string | null;
  blocked: boolean;
}

/** The console that was opened last. */
export type LastConsoleView =
  | (LastServer & { from: 'cloud'; cloudId: string; projectId: string; region: string })
  | (LastServer & { from: 'dashboard'; root: string; page: DashboardPage });

/** In the active tab. */
export interface CurrentDashboard {
  /** ends with a slash */
  root: string;
  kind: DashboardKind;
  enabled: boolean;
  isCloudSaved: boolean;
  /** false in private windows and containers: the extension's requests have other cookies */
  hasNormalCookies: boolean;
  /** match patterns of its Nova without permission */
  missingAccess: string[];
}

/** An enabled dashboard, as {@link CurrentDashboard}. `granted`: access to its host. */
export interface DashboardView {
  root: string;
  kind: DashboardKind;
  /** match pattern */
  origin: string;
  granted: boolean;
  missingAccess: string[];
  /** they were seen on its own origin */
  hasConsoles: boolean;
}

/** Named by a cloud, not enabled. */
export interface OfferedDashboard {
  url: string;
  /** match pattern */
  origin: string;
  cloudName: string;
  /** during detection */
  working: boolean;
  /** null: not tried */
  problem: Problem | null;
}

/** For the options page. */
export interface DashboardsView {
  enabled: DashboardView[];
  offered: OfferedDashboard[];
}

/** Null: the dashboard does not say. */
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

/** A passkey that unlocks the vault; no secret. Both in base64. */
export interface PasskeyView {
  credentialId: string;
  /** what the authenticator computes `output` of; 32 bytes */
  input: string;
}

/** `retryAt`: when the next attempt is accepted. */
export interface VaultView {
  exists: boolean;
  locked: boolean;
  /** null: never */
  autoLockMinutes: number | null;
  /** ms since the epoch; null: now */
  retryAt: number | null;
  /** where there is one */
  passkey?: PasskeyView;
}

/** What is done about a cloud that another browser removed: see `CloudSync.resolveRemoval`. */
export type RemovalChoice = 'restore' | 'dismiss';

/** The sync in this browser. */
export interface SyncView {
  on: boolean;
  /** by the policy */
  allowed: boolean;
  /** `too-long`: one cloud is too large; `busy`: too many writes; `unavailable`: the browser refuses */
  problem: 'full' | 'too-long' | 'busy' | 'unavailable' | null;
  unsynced: string[];
  /** records of a newer release */
  newerCount: number;
  stored: number;
  /** by another browser */
  removed: { id: string; name: string }[];
}

/** An unusable part of the policy. */
export interface PolicyProblem {
  /** cloud name, `clouds[2]`, or setting */
  entry: string;
  /** empty: the whole entry */
  fields: string[];
}

/** `maxAutoLockMinutes` null: no limit. */
export interface PolicyView {
  problems: PolicyProblem[];
  syncDisabled: boolean;
  maxAutoLockMinutes: number | null;
}

/** An attempt to open a console. `via` `none`: no token. */
export interface ActivityView {
  /** ms since the epoch */
  at: number;
  via: 'cloud' | 'dashboard' | 'redirect' | 'none';
  cloudOrHost: string;
  serverName: string | null;
  outcome: 'opened' | 'result-unknown' | Problem['code'];
}

/** A token without its value. */
export interface TokenView {
  /** null: unscoped */
  project: { id: string; name: string } | null;
  /** ms since the epoch; null: never */
  expiresAt: number | null;
  methods: string[];
  /** false: pasted, or of a dashboard's session */
  requestedByExtension: boolean;
}

/** `pending`: tried again later; `access-rules`: the cloud revokes no such token; `user-token`: pasted. */
export type RevocationOutcome =
  | { revoked: true }
  | { revoked: false; reason: 'pending' | 'access-rules' | 'user-token' | 'dashboard-session' };

/** Created by the extension. */
export interface IssuedAppCredentialView {
  cloudId: string;
  cloudName: string;
  name: string;
  userId: string;
  userName: string;
  authUrl: string;
}

/** An application credential replaced the password. */
export interface PasswordReplacementReport {
  profile: CloudProfile;
  name: string;
}

/** What a sign-in found. */
export interface SignInReport {
  userName: string;
  projects: ProjectView[];
  regions: string[];
  areRegionsCut?: true;
  hosts: HostAccess[];
}
