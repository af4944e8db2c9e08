import type { ConsoleObstacle } from '@/utils/openstack/compute/console-obstacle';
import type { OpenStackErrorCode, OpenStackErrorFacts } from '@/utils/openstack/errors';

/** Our error codes. */
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
  | 'SECRET_REFUSED_TWICE'
  | 'PASSCODE_NEEDED' // TOTP
  | 'PASSCODE_WRONG' // or the password, where both were sent
  | 'ACCESS_RULE_REFUSED' // 401 for a valid token with access rules
  | 'TOKEN_REFUSED' // 401 for any other valid token
  | 'PROJECT_SCOPE_NEEDED'
  | 'NO_PROJECTS'
  | 'PROJECT_UNAVAILABLE' // no role on it
  | 'NO_LAST_CONSOLE'
  | 'DASHBOARD_NOT_FOUND'
  | 'DASHBOARD_OTHER_HOST' // a redirect leads there
  | 'DASHBOARD_DISABLED'
  | 'DASHBOARD_SESSION_ENDED'
  | 'DASHBOARD_SWITCHED'
  | 'DASHBOARD_REGION_SWITCHED'
  | 'DASHBOARD_OTHER_USER'
  | 'DASHBOARD_OTHER_SESSION' // Firefox container
  | 'DASHBOARD_NO_CONSOLE'
  | 'DASHBOARD_NEEDS_CLOUD' // no token
  | 'DASHBOARD_NO_API_ACCESS' // no auth URL
  | 'DASHBOARD_TOKEN_WITHHELD'
  | 'DASHBOARD_TOKEN_UNKNOWN'
  | 'DASHBOARD_UNCONFIRMED' // the user did not save its auth URL
  | 'SERVER_HAS_NO_CONSOLE' // `obstacle`
  | 'STORAGE_FAILED'
  | 'STORAGE_NEWER' // by a newer release
  | 'WORKER_GONE'
  | 'INTERNAL';

/** An error for pages, without secrets. */
export interface Problem {
  code: OpenStackErrorCode | AppErrorCode;
  facts: OpenStackErrorFacts & {
    /** match patterns */
    origins?: string[];
    obstacle?: ConsoleObstacle;
    serverName?: string;
    cloudId?: string;
    dashboardUrl?: string;
    httpsAddress?: string;
    /** lost from this device */
    noLongerStored?: true;
    credential?: string;
    userName?: string;
    cloudName?: string;
    projectName?: string;
    /** to copy; never for a web page */
    report?: string;
    regionName?: string;
  };
}
