/**
 * Every way a call to Keystone or Nova can fail, as one closed family of stable codes. The codes
 * survive messaging; `utils/explain` gives each a sentence and a next step.
 */
export const OPENSTACK_ERROR_CODES = [
  // before or below HTTP
  'AUTH_URL_INVALID', // what was typed is no http(s) URL
  'HOST_PERMISSION_MISSING', // the browser may not talk to this host yet
  'NETWORK', // DNS, refused, TLS: the browser does not tell which
  'TIMEOUT',
  'CANCELLED',
  'REDIRECTED', // a call that carries a secret was redirected: not followed
  // answers that are no answers
  'NOT_JSON', // HTML or text where the API answers JSON
  'SCHEMA_MISMATCH', // JSON, but not what the API documents
  'NOT_KEYSTONE', // nothing at the auth URL offers identity v3
  'IDENTITY_V2_ONLY',
  // Keystone
  'INVALID_CREDENTIALS', // 401: user, password, domain, project or role; Keystone does not say which
  'APPLICATION_CREDENTIAL_INVALID', // 401 or 404 when signing in with an application credential
  'APPLICATION_CREDENTIAL_SCOPED', // 401/403: it cannot be used for another project
  'USER_DISABLED',
  'PASSWORD_EXPIRED',
  'PASSWORD_UNACCEPTABLE', // 400 or 403: the new password breaks the cloud's rules, or may not be changed
  'MFA_REQUIRED', // 401 with Openstack-Auth-Receipt
  'APPLICATION_CREDENTIAL_MFA', // the same, to an application credential
  'RECEIPT_GONE', // 401: the first half of a sign-in in two steps is not known any more
  'AUTH_METHOD_DISABLED', // 401 naming the methods that are enabled
  'TOKEN_INVALID', // expired, revoked or unknown token: Keystone's 404, anyone's 401
  'MULTIPLE_CHOICES', // 300 where one answer was expected
  // catalog
  'NO_CATALOG', // unscoped token
  'NO_COMPUTE_ENDPOINT',
  'REGION_UNKNOWN',
  // Nova
  'SERVER_NOT_FOUND',
  'SERVER_NOT_READY', // 409
  'SERVER_BUSY', // 500 by InstanceInvalidState: migrating or deleting
  'CONSOLE_FORBIDDEN', // 403 by policy: e.g. a reader
  'CONSOLE_TYPE_UNAVAILABLE', // 400 or 501: the host offers no such console
  'CONSOLE_URL_UNSAFE', // neither http nor https
  'MICROVERSION_UNSUPPORTED', // 406
  // any service, by status
  'BAD_REQUEST',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED', // 413 or 429
  'SERVER_ERROR', // 500
  'NOT_IMPLEMENTED', // 501
  'UNAVAILABLE', // 502, 503, 504
  'HTTP', // any other status
] as const;

export type OpenStackErrorCode = (typeof OPENSTACK_ERROR_CODES)[number];

/** What is known about the failed call. Nothing here may hold a secret: no body sent, no query, no token. */
export interface OpenStackErrorFacts {
  service?: 'identity' | 'compute';
  /** HTTP method */
  method?: string;
  /** host and port, as in a URL */
  host?: string;
  /** HTTP status */
  status?: number;
  /** `x-openstack-request-id` of the answer */
  requestId?: string;
  /** the service's own message, cut to 300 characters and redacted */
  detail?: string;
  /** seconds the service asked to wait */
  retryAfter?: number;
  /** MFA_REQUIRED: the methods still missing; AUTH_METHOD_DISABLED: those that are enabled */
  methods?: string[];
  /** MICROVERSION_UNSUPPORTED: the range the answer names */
  microversions?: { min: string; max: string };
  /** PASSWORD_EXPIRED: the id of the user whose it is, as Keystone names it */
  userId?: string;
  /** HOST_PERMISSION_MISSING: match patterns to ask for, such as `https://nova.example.org/*` */
  origins?: string[];
  /** REGION_UNKNOWN: the regions there are */
  regions?: string[];
}

/** The first half of a sign-in that needs another method. `id` is a secret: with the missing method it is a token. */
export interface Receipt {
  id: string;
  /** ms that it is good for from its arrival on */
  lifetime: number;
}

/** The one error class of the OpenStack client. `message` is for developers and holds no secret. */
export class OpenStackError extends Error {
  override readonly name = 'OpenStackError';
  readonly code: OpenStackErrorCode;
  readonly facts: OpenStackErrorFacts;
  /** MFA_REQUIRED only: the `Openstack-Auth-Receipt`. Kept off `facts`, which cross to pages. */
  readonly receipt: Receipt | undefined;

  constructor(
    code: OpenStackErrorCode,
    facts: OpenStackErrorFacts = {},
    options: { receipt?: Receipt; cause?: unknown } = {},
  ) {
    super([code, facts.method, facts.host, facts.status].filter((part) => part !== undefined).join(' '), {
      cause: options.cause,
    });
    this.code = code;
    this.facts = facts;
    this.receipt = options.receipt;
  }
}
