import type { ConsoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { OpenStackErrorCode, OpenStackErrorFacts } from '@/utils/openstack/errors';
/** Plain data that pages may see: results, never secrets. Nothing here imports code. */

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
  | 'STORAGE_NEWER' // a newer release of the extension stored it: this one leaves it as it is
  | 'WORKER_GONE' // the background went away and did not come back
  | 'INTERNAL';
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
    /** INTERNAL: for a bug report, readable and without secrets; never for a web page */
    report?: string;
    /** DASHBOARD_REGION_SWITCHED: the region the dashboard is in now */
    regionName?: string;
  };
}
