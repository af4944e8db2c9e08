import type { ConsoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { OpenStackErrorCode, OpenStackErrorFacts } from '@/utils/openstack/errors';

/** Error codes of the extension itself. Beside some: when, or the facts that come along. */
export type AppErrorCode =
  | 'CLOUD_UNKNOWN'
  | 'CLOUD_MANAGED'
  | 'CREDENTIAL_MISSING' // such as one that was stored until the browser closed
  | 'APP_CREDENTIAL_ORPHANED' // on a removed cloud; `credential`, `userName`, `cloudName`
  | 'VAULT_LOCKED'
  | 'VAULT_TAMPERED'
  | 'PASSPHRASE_WRONG' // `retryAfter` in seconds
  | 'PASSPHRASE_WAIT' // not tried; `retryAfter`
  | 'PASSPHRASE_SHORT'
  | 'PASSPHRASE_UNSET'
  | 'NEW_PASSWORD_NEEDED' // `userId`
  | 'PASSCODE_NEEDED' // TOTP
  | 'PASSCODE_WRONG' // or the password, where both were sent
  | 'ACCESS_RULE_REFUSED' // 401, valid token with access rules
  | 'TOKEN_REFUSED' // 401, other valid token
  | 'PROJECT_SCOPE_NEEDED'
  | 'NO_PROJECTS'
  | 'PROJECT_UNAVAILABLE' // no role on it any more
  | 'NO_LAST_CONSOLE'
  | 'DASHBOARD_NOT_FOUND'
  | 'DASHBOARD_OTHER_HOST' // redirected to a host without permission
  | 'DASHBOARD_DISABLED'
  | 'DASHBOARD_SESSION_ENDED'
  | 'DASHBOARD_SWITCHED' // to another project
  | 'DASHBOARD_REGION_SWITCHED'
  | 'DASHBOARD_OTHER_USER'
  | 'DASHBOARD_OTHER_SESSION' // in a container
  | 'DASHBOARD_NO_CONSOLE' // its redirect led back to it
  | 'DASHBOARD_NEEDS_CLOUD' // no token and no stored cloud
  | 'DASHBOARD_NO_API_ACCESS' // gives no auth URL of its cloud
  | 'DASHBOARD_TOKEN_WITHHELD' // does not give out its session's token
  | 'DASHBOARD_TOKEN_UNKNOWN'
  | 'DASHBOARD_UNCONFIRMED' // the user did not save this auth URL with this dashboard
  | 'SERVER_HAS_NO_CONSOLE' // `obstacle`
  | 'STORAGE_NEWER' // stored by a newer release
  | 'WORKER_GONE'
  | 'INTERNAL';
/** An error as a page sees it: a code, and facts for its words. No secrets. */
export interface Problem {
  code: OpenStackErrorCode | AppErrorCode;
  facts: OpenStackErrorFacts & {
    /** match patterns */
    origins?: string[];
    obstacle?: ConsoleObstacle;
    serverName?: string;
    cloudId?: string;
    /** http(s) address of the dashboard */
    dashboardUrl?: string;
    /** https address to try */
    httpsAddress?: string;
    /** the credential was stored on this device, and is lost */
    noLongerStored?: true;
    /** name, or several */
    credential?: string;
    userName?: string;
    cloudName?: string;
    /** the present one */
    projectName?: string;
    /** without secrets; never for a web page */
    report?: string;
    /** the present one */
    regionName?: string;
  };
}
