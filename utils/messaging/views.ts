import type { CloudProfile } from '@/utils/clouds/profile';
import type { ConsoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { Problem } from '@/utils/problems/problem';
import type { DashboardKind } from './dashboard-kinds';
import type { DashboardPage } from './dashboard-requests';

export type { ConsoleObstacle };

/** A host the cloud needs and whether the browser may talk to it. */
export interface HostAccess {
  /** match pattern, such as `https://nova.example.org/*` */
  origin: string;
  host: string;
  /** `identity`: auth URL; `dashboard`: whose session is lent; `compute`: a region's Nova; `console`: where console pages are, to find and reuse their tab */
  purpose: 'identity' | 'dashboard' | 'compute' | 'console';
  granted: boolean;
}

/** A field of a cloud that an administrator can set. */
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

/** A cloud for lists and forms. */
export interface CloudView {
  profile: CloudProfile;
  /** the vault holds a usable credential */
  hasCredential: boolean;
  /** the administrator has set it up, and these fields of it; it cannot be removed */
  preset?: PresetField[];
  hosts: HostAccess[];
  /** application credentials made here that are on the cloud, the one in use first; left out where there are none */
  issued?: IssuedAppCredentialView[];
}

export interface ProjectView {
  id: string;
  name: string;
  /** the domain's id, where two projects share a name */
  domainId?: string;
}

export interface ServerView {
  id: string;
  /** null for a server of a down cell (Nova 2.69+) */
  name: string | null;
  /** Nova's word, such as ACTIVE */
  status: string;
  /** Nova's task state, such as `powering-off`, or null */
  taskState: string | null;
  /** first fixed and floating addresses, floating first */
  addresses: string[];
  flavor: string | null;
  /** null: a console can be opened */
  obstacle: ConsoleObstacle | null;
}

/** Where servers are looked for. Null: the cloud's default, told by the reply. */
export interface ServerScope {
  cloudId: string;
  projectId: string | null;
  region: string | null;
}

export interface ServersView {
  cloudId: string;
  projectId: string;
  region: string;
  /** all regions with a compute endpoint, at least one */
  regions: string[];
  servers: ServerView[];
  /** ms since the epoch */
  fetchedAt: number;
}

interface LastServer {
  serverId: string;
  serverName: string | null;
  /** its list said since then that it can have no console */
  blocked: boolean;
}

/** The console opened last, and how to get to it again. */
export type LastConsoleView =
  | (LastServer & { from: 'cloud'; cloudId: string; projectId: string; region: string })
  | (LastServer & { from: 'dashboard'; root: string; page: DashboardPage });

/** The dashboard that a tab shows. */
export interface CurrentDashboard {
  /** with a slash at the end */
  root: string;
  kind: DashboardKind;
  /** the button is on its pages */
  enabled: boolean;
  /** a stored cloud names it */
  saved: boolean;
  /** its login is one that the extension can read: not that of a private window or of a container */
  readable: boolean;
  /** match patterns of its Nova that would have to be allowed for consoles to open at once */
  missing: string[];
}

/** An enabled dashboard. */
export interface DashboardView {
  /** with a slash at the end: `https://cloud.example.org/horizon/` */
  root: string;
  kind: DashboardKind;
  /** match pattern of its host */
  origin: string;
  /** the browser lets us into it */
  granted: boolean;
  /** match patterns of its Nova that would have to be allowed for consoles to open at once */
  missing: string[];
}

/** A dashboard that a stored cloud names and that is not enabled. */
export interface OfferedDashboard {
  /** as it was typed, with a slash at the end */
  url: string;
  /** match pattern of its host */
  origin: string;
  cloudName: string;
  /** it is being looked for */
  working: boolean;
  /** why it could not be enabled; null: it was not tried */
  problem: Problem | null;
}

export interface DashboardsView {
  enabled: DashboardView[];
  offered: OfferedDashboard[];
}

/** Who is logged in to a dashboard, and where; null where it does not say. */
export interface DashboardUser {
  userName: string | null;
  userDomainName: string | null;
  projectName: string | null;
  projectDomainName: string | null;
  region: string | null;
}

/** What a dashboard tells about signing in to its cloud, from the best source it has. No secret. */
export type ApiAccess =
  | { source: 'clouds.yaml' | 'openrc'; text: string }
  | { source: 'endpoints'; text: string; who: DashboardUser }
  | { source: 'session'; authUrl: string; who: DashboardUser };

/** The sign-ins behind the passphrase. */
export interface VaultView {
  /** a passphrase was set */
  exists: boolean;
  locked: boolean;
  /** without use, until it is locked; null: not by time */
  autoLockMinutes: number | null;
  /** after wrong passphrases: when the next one may be tried, ms since the epoch; null: now */
  retryAt: number | null;
}

/** State of the sync of clouds with the user's other browsers. */
export interface SyncView {
  on: boolean;
  /** false: the policy forbids it */
  allowed: boolean;
  /** why not all clouds are synced: no room, a cloud is too long, too many writes, or the browser refuses */
  problem: 'full' | 'long' | 'busy' | 'unavailable' | null;
  /** names of the clouds that are not synced */
  unsynced: string[];
  /** number of synced clouds that a newer release wrote */
  newer: number;
  /** number of clouds in the browser account */
  stored: number;
  /** clouds that another browser removed and that can be restored */
  removed: { id: string; name: string }[];
}

/** Something in an administrator's policy that cannot be used. */
export interface PolicyProblem {
  /** a cloud's name, `clouds[2]`, or the name of a setting */
  entry: string;
  /** its fields that cannot be used; none: all of it */
  fields: string[];
}

/** What an administrator has set, as far as it concerns no single cloud. */
export interface PolicyView {
  problems: PolicyProblem[];
  syncDisabled: boolean;
  maxAutoLockMinutes: number | null;
}

/** One console that was asked for. */
export interface ActivityView {
  /** ms since the epoch */
  at: number;
  /** the source of the last token: a stored cloud, the dashboard's session, none but Horizon's own redirect, or none at all */
  via: 'cloud' | 'dashboard' | 'redirect' | 'none';
  /** name of the cloud, or host of the dashboard */
  where: string;
  serverName: string | null;
  /** `handed-over`: the dashboard's redirect was followed; whether it led to a console is not known */
  outcome: 'opened' | 'handed-over' | Problem['code'];
}

/** Plain data of sign-ins that pages may see. Nothing here imports code. */

/** One token that is in use, without the token. */
export interface TokenView {
  /** null: good for no project yet */
  project: { id: string; name: string } | null;
  /** ms since the epoch; null: it does not end */
  expiresAt: number | null;
  /** how it was signed in, such as `['password', 'totp']` */
  methods: string[];
  /** issued to the extension: not one that the user pasted, nor that of a dashboard's session */
  ours: boolean;
}

/**
 * Whether all tokens of a cloud are revoked. `pending`: the cloud could not be reached and is asked again; `limited`: it does
 * not revoke a token with access rules; `foreign`: the user pasted the token, which is theirs to revoke; `dashboard`: the
 * token belongs to the user's session at a dashboard, which goes on.
 */
export type Ended = { revoked: true } | { revoked: false; why: 'pending' | 'limited' | 'foreign' | 'dashboard' };

/** An application credential that was made here and, for all that is known, is on its cloud. */
export interface IssuedAppCredentialView {
  cloudId: string;
  cloudName: string;
  /** the credential's */
  name: string;
  userId: string;
  userName: string;
  /** where it was made */
  authUrl: string;
}

/** An application credential took the place of a password. */
export interface PasswordReplacementReport {
  /** `signIn.issued` tells the rest */
  profile: CloudProfile;
  /** the credential's */
  name: string;
}

/** What signing in showed; for the settings page. */
export interface SignInReport {
  userName: string;
  projects: ProjectView[];
  regions: string[];
  /** hosts this cloud needs that are not granted yet */
  hosts: HostAccess[];
}
