/** Each has a sentence and a next step in `utils/explain`. */
export const OPENSTACK_ERROR_CODES = [
  'AUTH_URL_INVALID', // no http(s) URL
  'HOST_PERMISSION_MISSING',
  'NETWORK', // DNS, refused or TLS: a browser does not say which
  'TIMEOUT',
  'CANCELLED',
  'REDIRECTED', // not followed
  'NOT_JSON',
  'SCHEMA_MISMATCH',
  'NOT_KEYSTONE', // no identity v3 at the auth URL
  'IDENTITY_V2_ONLY',
  // Keystone
  'INVALID_CREDENTIALS', // 401: user, password, domain, project or role
  'APPLICATION_CREDENTIAL_INVALID', // 401 or 404
  'APPLICATION_CREDENTIAL_SCOPED', // 401 or 403: not for this project
  'USER_DISABLED',
  'PASSWORD_EXPIRED',
  'PASSWORD_UNACCEPTABLE', // 400 or 403: breaks a rule, or may not be changed
  'MFA_REQUIRED', // 401 with Openstack-Auth-Receipt
  'APPLICATION_CREDENTIAL_MFA',
  'RECEIPT_GONE', // 401
  'AUTH_METHOD_DISABLED', // 401 that names the enabled methods
  'TOKEN_INVALID', // 404 or 401: expired, revoked or unknown
  'MULTIPLE_CHOICES', // 300
  // catalog
  'NO_CATALOG', // unscoped token
  'NO_COMPUTE_ENDPOINT',
  'REGION_UNKNOWN',
  // Nova
  'SERVER_NOT_FOUND',
  'SERVER_NOT_READY', // 409
  'SERVER_BUSY', // 500 InstanceInvalidState: migrating or deleting
  'CONSOLE_FORBIDDEN', // 403: e.g. a reader
  'CONSOLE_TYPE_UNAVAILABLE', // 400 or 501
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

/** Why a call failed. */
export type OpenStackErrorCode = (typeof OPENSTACK_ERROR_CODES)[number];

/** No secrets: no body, query or token. */
export interface OpenStackErrorFacts {
  service?: 'identity' | 'compute';
  method?: string;
  /** with the port */
  host?: string;
  status?: number;
  /** `x-openstack-request-id` */
  requestId?: string;
  /** redacted, at most 300 characters */
  detail?: string;
  /** seconds */
  retryAfter?: number;
  /** the missing ones (MFA_REQUIRED) or the enabled ones (AUTH_METHOD_DISABLED) */
  methods?: string[];
  /** MICROVERSION_UNSUPPORTED: what the cloud offers */
  microversions?: { min: string; max: string };
  /** PASSWORD_EXPIRED */
  userId?: string;
  /** HOST_PERMISSION_MISSING: match patterns */
  origins?: string[];
  /** REGION_UNKNOWN: the known regions */
  regions?: string[];
}

/** `id` is a secret: with the missing method it gives a token. */
export interface Receipt {
  id: string;
  /** ms from its arrival */
  lifetime: number;
}

/** `message` holds no secret. */
export class OpenStackError extends Error {
  override readonly name = 'OpenStackError';
  readonly code: OpenStackErrorCode;
  readonly facts: OpenStackErrorFacts;
  /** of MFA_REQUIRED; not in `facts`, which are sent to pages */
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
