import type { ConsoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { OpenStackErrorCode, OpenStackErrorFacts } from '@/utils/openstack/errors';

/** The extension's own error codes. */
export type AppErrorCode =
  | 'CLOUD_UNKNOWN'
  | 'CLOUD_MANAGED'
  | 'CREDENTIAL_MISSING'
  | 'APP_CREDENTIAL_ORPHANED' // `credential`, `userName`, `cloudName`
  | 'VAULT_LOCKED'
  | 'VAULT_TAMPERED'
  | 'PASSPHRASE_WRONG' // `retryAfter` (seconds)
  | 'PASSPHRASE_WAIT' // not tried; `retryAfter`
  | 'PASSPHRASE_SHORT'
  | 'PASSPHRASE_UNSET'
  | 'NEW_PASSWORD_NEEDED' // `userId`
  | 'SECRET_REFUSED_TWICE' // not sent a third time
  | 'PASSCODE_NEEDED' // TOTP
  | 'PASSCODE_WRONG' // or the password, where both were sent
  | 'ACCESS_RULE_REFUSED' // 401 for a valid token with access rules
  | 'TOKEN_REFUSED' // 401 for any other valid token
  | 'PROJECT_SCOPE_NEEDED'
  | 'NO_PROJECTS'
  | 'PROJECT_UNAVAILABLE' // no role on it any more
  | 'NO_LAST_CONSOLE'
  | 'DASHBOARD_NOT_FOUND'
  | 'DASHBOARD_OTHER_HOST' // redirected to a host without access
  | 'DASHBOARD_DISABLED'
  | 'DASHBOARD_SESSION_ENDED'
  | 'DASHBOARD_SWITCHED' // to another project
  | 'DASHBOARD_REGION_SWITCHED'
  | 'DASHBOARD_OTHER_USER'
  | 'DASHBOARD_OTHER_SESSION' // in a Firefox container
  | 'DASHBOARD_NO_CONSOLE' // its redirect led back to it
  | 'DASHBOARD_NEEDS_CLOUD' // no token, no stored cloud
  | 'DASHBOARD_NO_API_ACCESS' // no auth URL
  | 'DASHBOARD_TOKEN_WITHHELD'
  | 'DASHBOARD_TOKEN_UNKNOWN'
  | 'DASHBOARD_UNCONFIRMED' // the user did not save this auth URL with it
  | 'SERVER_HAS_NO_CONSOLE' // `obstacle`
  | 'STORAGE_FAILED' // the browser cannot read or write
  | 'STORAGE_NEWER' // written by a newer release
  | 'WORKER_GONE'
  | 'INTERNAL';

/** An error as a page sees it, without secrets. */
export interface Problem {
  code: OpenStackErrorCode | AppErrorCode;
  facts: OpenStackErrorFacts & {
    /** match patterns */
    origins?: string[];
    obstacle?: ConsoleObstacle;
    serverName?: string;
    cloudId?: string;
    dashboardUrl?: string;
    /** to try in place of http */
    httpsAddress?: string;
    /** the credential was on this device, and is lost */
    noLongerStored?: true;
    /** one name, or several */
    credential?: string;
    userName?: string;
    cloudName?: string;
    projectName?: string;
    /** what failed inside, to copy; never for a web page */
    report?: string;
    regionName?: string;
  };
}
