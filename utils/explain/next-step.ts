import type { Problem } from '@/utils/problems/problem';

/** What the button beside an error does; `prompt`: an input in its place. */
export type ProblemAction = 'allow-access' | 'edit-cloud' | 'retry' | 'sign-in' | 'add-cloud' | 'prompt' | 'none';

/** What the button beside each error does. */
export const ACTION_OF_CODE = {
  AUTH_URL_INVALID: 'edit-cloud',
  HOST_PERMISSION_MISSING: 'allow-access',
  NETWORK: 'retry',
  TIMEOUT: 'retry',
  CANCELLED: 'retry',
  REDIRECTED: 'edit-cloud',
  NOT_JSON: 'retry',
  SCHEMA_MISMATCH: 'retry',
  NOT_KEYSTONE: 'edit-cloud',
  IDENTITY_V2_ONLY: 'edit-cloud',
  // repeating it may lock the account
  INVALID_CREDENTIALS: 'edit-cloud',
  APPLICATION_CREDENTIAL_INVALID: 'edit-cloud',
  APPLICATION_CREDENTIAL_SCOPED: 'edit-cloud',
  USER_DISABLED: 'none',
  PASSWORD_EXPIRED: 'edit-cloud',
  PASSWORD_UNACCEPTABLE: 'none',
  MFA_REQUIRED: 'edit-cloud',
  APPLICATION_CREDENTIAL_MFA: 'edit-cloud',
  RECEIPT_GONE: 'retry',
  AUTH_METHOD_DISABLED: 'edit-cloud',
  TOKEN_INVALID: 'sign-in',
  MULTIPLE_CHOICES: 'edit-cloud',
  NO_CATALOG: 'edit-cloud',
  NO_COMPUTE_ENDPOINT: 'edit-cloud',
  REGION_UNKNOWN: 'edit-cloud',
  SERVER_NOT_FOUND: 'none',
  SERVER_NOT_READY: 'retry',
  SERVER_BUSY: 'retry',
  CONSOLE_FORBIDDEN: 'none',
  CONSOLE_TYPE_UNAVAILABLE: 'none',
  CONSOLE_URL_UNSAFE: 'none',
  MICROVERSION_UNSUPPORTED: 'retry',
  BAD_REQUEST: 'edit-cloud',
  FORBIDDEN: 'none',
  NOT_FOUND: 'edit-cloud',
  CONFLICT: 'retry',
  RATE_LIMITED: 'retry',
  SERVER_ERROR: 'retry',
  NOT_IMPLEMENTED: 'none',
  UNAVAILABLE: 'retry',
  HTTP: 'retry',
  CLOUD_UNKNOWN: 'add-cloud',
  CLOUD_MANAGED: 'none',
  CREDENTIAL_MISSING: 'sign-in',
  APP_CREDENTIAL_ORPHANED: 'none',
  VAULT_LOCKED: 'prompt',
  VAULT_TAMPERED: 'sign-in',
  PASSPHRASE_WRONG: 'none',
  PASSPHRASE_WAIT: 'none',
  PASSPHRASE_SHORT: 'none',
  PASSPHRASE_UNSET: 'sign-in',
  NEW_PASSWORD_NEEDED: 'prompt',
  SECRET_REFUSED_TWICE: 'edit-cloud',
  PASSCODE_NEEDED: 'prompt',
  PASSCODE_WRONG: 'none',
  ACCESS_RULE_REFUSED: 'edit-cloud',
  TOKEN_REFUSED: 'none',
  PROJECT_SCOPE_NEEDED: 'edit-cloud',
  NO_PROJECTS: 'none',
  PROJECT_UNAVAILABLE: 'none',
  NO_LAST_CONSOLE: 'none',
  DASHBOARD_NOT_FOUND: 'none',
  DASHBOARD_OTHER_HOST: 'none',
  DASHBOARD_DISABLED: 'none',
  DASHBOARD_SESSION_ENDED: 'retry',
  DASHBOARD_SWITCHED: 'none',
  DASHBOARD_REGION_SWITCHED: 'none',
  DASHBOARD_OTHER_USER: 'none',
  DASHBOARD_OTHER_SESSION: 'add-cloud',
  DASHBOARD_NO_CONSOLE: 'retry',
  DASHBOARD_NEEDS_CLOUD: 'add-cloud',
  DASHBOARD_NO_API_ACCESS: 'none',
  DASHBOARD_TOKEN_WITHHELD: 'edit-cloud',
  DASHBOARD_TOKEN_UNKNOWN: 'retry',
  DASHBOARD_UNCONFIRMED: 'edit-cloud',
  SERVER_HAS_NO_CONSOLE: 'retry',
  STORAGE_FAILED: 'retry',
  STORAGE_NEWER: 'none',
  WORKER_GONE: 'retry',
  INTERNAL: 'retry',
} as const satisfies Record<Problem['code'], ProblemAction>;

/** Codes whose action is `prompt`. */
export type PromptedCode = {
  [C in Problem['code']]: (typeof ACTION_OF_CODE)[C] extends 'prompt' ? C : never;
}[Problem['code']];

/** Whether the user has to type an answer. */
export function hasPrompt(code: Problem['code']): code is PromptedCode {
  return ACTION_OF_CODE[code] === 'prompt';
}

/** Whether Keystone does not accept an application credential any more. */
export function isAppCredentialRefusal({ code }: Problem): boolean {
  return code === 'APPLICATION_CREDENTIAL_INVALID' || code === 'APPLICATION_CREDENTIAL_MFA';
}
