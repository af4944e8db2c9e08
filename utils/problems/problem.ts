import type { ConsoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { OpenStackErrorCode, OpenStackErrorFacts } from '@/utils/openstack/errors';

/** What can go wrong besides OpenStack's own answers. */
export type AppErrorCode =
  | 'CLOUD_UNKNOWN' // the cloud was removed
  | 'CLOUD_MANAGED' // set up by the administrator: cannot be removed
  | 'CREDENTIAL_MISSING' // stored only until the browser closed
  | 'CREDENTIAL_LEFT' // one issued here is still on a cloud that another browser removed; `credential`, `userName`, `cloudName`
  | 'VAULT_LOCKED' // behind the passphrase
  | 'VAULT_TAMPERED' // what is stored behind the passphrase was changed from outside
  | 'PASSPHRASE_WRONG' // `retryAfter` in seconds
  | 'PASSPHRASE_WAIT' // too many wrong ones: not tried; `retryAfter`
  | 'PASSPHRASE_SHORT'
  | 'PASSPHRASE_UNSET' // none was set yet
  | 'NEW_PASSWORD_NEEDED' // the password has expired; `userId`: whose
  | 'PASSCODE_NEEDED' // TOTP
  | 'PASSCODE_WRONG' // or the password, where both were sent
  | 'ACCESS_RULE_REFUSED' // 401 for a good token of an application credential with access rules
  | 'TOKEN_REFUSED' // 401 for any other token that Keystone finds good
  | 'PROJECT_SCOPE_NEEDED' // scoped to a domain or the system, not to a project
  | 'NO_PROJECTS' // signed in, but no role on any project
  | 'PROJECT_UNAVAILABLE' // signed in, but no role on this project any more
  | 'NO_LAST_CONSOLE'
  | 'DASHBOARD_NOT_FOUND' // no Horizon or Skyline at this address
  | 'DASHBOARD_ELSEWHERE' // redirected to an address without host permission
  | 'DASHBOARD_DISABLED' // was disabled
  | 'DASHBOARD_SESSION_ENDED' // logged out of the dashboard
  | 'DASHBOARD_SWITCHED' // another tab switched its project
  | 'DASHBOARD_REGION_SWITCHED' // another tab switched its region
  | 'DASHBOARD_OTHER_USER' // the page is of another login than the browser has now
  | 'DASHBOARD_OTHER_SESSION' // the page is in a container: only a stored cloud can be used
  | 'DASHBOARD_NO_CONSOLE' // its own redirect led back to it instead of to a console
  | 'DASHBOARD_NEEDS_CLOUD' // its kind gives no token, and no stored cloud has this project
  | 'DASHBOARD_WITHHOLDS' // offers no way to set up a cloud
  | 'DASHBOARD_KEEPS_TOKEN' // does not give out its session's token
  | 'DASHBOARD_TOKEN_UNKNOWN' // the cloud does not know its session's token
  | 'DASHBOARD_UNCONFIRMED' // this pair of auth URL and dashboard was not saved in this browser
  | 'SERVER_HAS_NO_CONSOLE' // its status decides: see `obstacle`
  | 'STORAGE_NEWER' // a newer release of the extension stored it: this one leaves it as it is
  | 'WORKER_GONE' // the background does not answer
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
    /** DASHBOARD_ELSEWHERE: the https address to try instead of the http one */
    secure?: string;
    /** CREDENTIAL_MISSING: it was stored for longer than until the browser closes */
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
