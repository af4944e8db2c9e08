/** Plain data that pages may see: results, never secrets. Nothing here imports code. */
import type { CloudProfile } from '@/utils/clouds/profile';
import type { ConsoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { OpenStackErrorCode, OpenStackErrorFacts } from '@/utils/openstack/errors';
import type { Wanted } from './schemas';

/** What can go wrong besides OpenStack's own answers. */
export type AppErrorCode =
  | 'CLOUD_UNKNOWN' // the cloud was removed meanwhile
  | 'CREDENTIAL_MISSING' // kept only until the browser closed: type it again
  | 'NO_PROJECTS' // signed in, but no role on any project
  | 'PROJECT_UNAVAILABLE' // signed in, but no role on this project any more
  | 'NO_LAST_CONSOLE'
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
  };
}

/** A host the cloud needs and whether the browser may talk to it. */
export interface HostAccess {
  /** match pattern, such as `https://nova.example.org/*` */
  origin: string;
  host: string;
  /** `identity`: auth URL; `compute`: a region's Nova; `console`: where console pages are, to find and reuse their tab */
  purpose: 'identity' | 'compute' | 'console';
  granted: boolean;
}

/** A cloud for lists and forms. */
export interface CloudView {
  profile: CloudProfile;
  /** the vault holds a usable credential */
  hasCredential: boolean;
  hosts: HostAccess[];
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

export interface LastConsoleView {
  cloudId: string;
  projectId: string;
  region: string;
  serverId: string;
  serverName: string | null;
  /** its list said since then that it can have no console */
  blocked: boolean;
}

/** An error of what was done without a page looking on, and what that was, to try it again. */
export interface Notice {
  problem: Problem;
  wanted: Wanted;
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

/** What signing in showed; for the settings page. */
export interface SignInReport {
  userName: string;
  projects: ProjectView[];
  regions: string[];
  /** hosts this cloud needs that are not granted yet */
  hosts: HostAccess[];
}
