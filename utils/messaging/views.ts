/** Plain data that pages may see: results, never secrets. Nothing here imports code. */
import type { CloudProfile } from '@/utils/clouds/profile';
import type { ConsoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { OpenStackErrorCode, OpenStackErrorFacts } from '@/utils/openstack/errors';
import type { MadeView } from './account-views';
import type { DashboardKind, DashboardPage } from './dashboard';
import type { Wanted } from './schemas';

/** What can go wrong besides OpenStack's own answers. */
export type AppErrorCode =
  | 'CLOUD_UNKNOWN' // the cloud was removed meanwhile
  | 'CLOUD_MANAGED' // the administrator has set it up: the person cannot remove it
  | 'CREDENTIAL_MISSING' // kept only until the browser closed: type it again
  | 'CREDENTIAL_LEFT' // one that was made here is left on a cloud that was removed elsewhere; `credential`, `userName`, `cloudName`
  | 'VAULT_LOCKED' // the credential is behind the passphrase
  | 'VAULT_TAMPERED' // what is stored behind the passphrase is not what we wrote
  | 'PASSPHRASE_WRONG' // `retryAfter`: seconds until the next try
  | 'PASSPHRASE_WAIT' // too many wrong ones: not tried; `retryAfter` as above
  | 'PASSPHRASE_SHORT'
  | 'PASSPHRASE_UNSET' // to be kept behind a passphrase, but there is none yet
  | 'NEW_PASSWORD_NEEDED' // the password has expired; `userId`: whose
  | 'PASSCODE_NEEDED' // the passcode of the moment is missing
  | 'PASSCODE_WRONG' // or, where both went along, the password
  | 'ACCESS_RULE_REFUSED' // 401 for a good token of an application credential with access rules
  | 'TOKEN_REFUSED' // 401 for any other token that Keystone finds good
  | 'PROJECT_SCOPE_NEEDED' // the sign-in is for a domain or the system, and leads to no project
  | 'NO_PROJECTS' // signed in, but no role on any project
  | 'PROJECT_UNAVAILABLE' // signed in, but no role on this project any more
  | 'NO_LAST_CONSOLE'
  | 'DASHBOARD_NOT_FOUND' // no Horizon or Skyline at this address
  | 'DASHBOARD_ELSEWHERE' // the address leads to one that the browser does not let us follow, or see
  | 'DASHBOARD_DISABLED' // the person took the extension out of it meanwhile
  | 'DASHBOARD_SESSION_ENDED' // logged out of the dashboard
  | 'DASHBOARD_SWITCHED' // another tab switched its project
  | 'DASHBOARD_REGION_SWITCHED' // another tab switched its region
  | 'DASHBOARD_OTHER_USER' // the page is of another login than the browser has now
  | 'DASHBOARD_OTHER_SESSION' // the page is in a container: nothing but a stored cloud serves there
  | 'DASHBOARD_NO_CONSOLE' // its own redirect led back to it instead of to a console
  | 'DASHBOARD_NEEDS_CLOUD' // dashboards of this kind give no token: only a stored cloud serves, and none has this project
  | 'DASHBOARD_WITHHOLDS' // it gives nothing away that a cloud could be set up from
  | 'DASHBOARD_KEEPS_TOKEN' // it lends nobody the token of its session
  | 'DASHBOARD_TOKEN_UNKNOWN' // the cloud does not know the token that it lends
  | 'DASHBOARD_UNCONFIRMED' // the person has not saved this pair of auth URL and dashboard here
  | 'SERVER_HAS_NO_CONSOLE' // its status decides: see `obstacle`
  | 'WORKER_GONE' // the background went away and did not come back
  | 'INTERNAL'; // a bug of ours

export type { ConsoleObstacle };

/** An error as it crosses to a page. */
export interface Problem {
  code: OpenStackErrorCode | AppErrorCode;
  facts: OpenStackErrorFacts & {
    /** HOST_PERMISSION_MISSING: match patterns to ask for, such as `https://nova.example.org/*` */
    origins?: string[];
    obstacle?: ConsoleObstacle;
    serverName?: string;
    cloudId?: string;
    /** where to log in, http or https: the dashboard's address */
    dashboard?: string;
    /** DASHBOARD_ELSEWHERE: the https address that a plain one most likely leads to */
    secure?: string;
    /** CREDENTIAL_MISSING: it was to be kept longer than until the browser closes */
    forgotten?: true;
    /** CREDENTIAL_LEFT: its name, or several */
    credential?: string;
    userName?: string;
    cloudName?: string;
    /** DASHBOARD_SWITCHED: the project the dashboard is in now */
    projectName?: string;
    /** DASHBOARD_REGION_SWITCHED: the region the dashboard is in now */
    regionName?: string;
  };
}

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
  made?: MadeView[];
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
export interface Place {
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
export interface DashboardHere {
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

/** A dashboard that the person enabled. */
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
  /** why it could not be enabled; null: nobody tried */
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

/** How syncing the clouds across a person's browsers stands. */
export interface SyncView {
  on: boolean;
  /** false: the administrator has switched it off */
  allowed: boolean;
  /** not all is synced: no room, a cloud of more than is synced, too many changes at once, or the browser does not let us */
  trouble: 'full' | 'long' | 'busy' | 'unavailable' | null;
  /** names of the clouds that are not synced for that */
  left: string[];
  /** how many clouds a newer release has written, which this one leaves alone */
  newer: number;
  /** how many clouds stand in the browser's account */
  stored: number;
  /** clouds that were removed in another browser and can be brought back */
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
  /** whose token was asked for last: a stored cloud's, the dashboard's session's, none: Horizon's own redirect; nobody's */
  via: 'cloud' | 'dashboard' | 'redirect' | 'none';
  /** name of the cloud, or host of the dashboard */
  where: string;
  serverName: string | null;
  /** `handed-over`: the dashboard's redirect was followed, and nobody saw it lead to a console */
  outcome: 'opened' | 'handed-over' | Problem['code'];
}

/** An error of what was done without a page looking on. */
export interface Notice {
  problem: Problem;
  /** what that was, to try it again; null: of a private window, which asks again itself: it is written down nowhere */
  wanted: Wanted | null;
  /** ms since the epoch */
  at: number;
}

/** Everything the popup can show before any request is made. */
export interface Snapshot {
  clouds: Pick<CloudView, 'profile'>[];
  choice: Place | null;
  projects: ProjectView[];
  servers: ServersView | null;
  lastConsole: LastConsoleView | null;
  /** an error of something that had no page to tell it, such as the keyboard command */
  notice: Notice | null;
}
