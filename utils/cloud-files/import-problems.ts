/** Block the import of the file or cloud. */
const BLOCKING = [
  'TOO_LARGE', // over 1 MB, or too many YAML tokens
  'TOO_DEEP', // nested YAML
  'TOO_MANY_ALIASES',
  'TOO_MANY_CLOUDS',
  'NOT_YAML', // with `line`
  'UNRECOGNISED', // neither a clouds.yaml nor an openrc
  'SECURE_YAML_ALONE', // without its clouds.yaml
  'NO_CLOUDS',
  'CLOUD_MALFORMED', // an entry that is no mapping
  'AUTH_URL_MISSING',
  'VENDOR_PROFILE_ONLY', // the auth URL is in the profile, or in the entry of OS_CLOUD, that `value` names
  'AUTH_URL_INVALID', // no http(s) URL, or one with a password
  'AUTH_TYPE_UNSUPPORTED', // `value` is the type
  'PASSCODE_WITHOUT_PASSWORD', // v3totp without a password
  'USER_MISSING',
  'APP_CRED_ID_MISSING', // neither its ID, nor its name and user
] as const;

/** Are only shown. */
const NOT_BLOCKING = [
  'SECRETS_UNMATCHED', // of other clouds: `value`
  'NAME_UNUSED', // empty, too long or with control characters
  'CA_FILE_UNUSABLE', // the browser decides whom to trust
  'CLIENT_CERT_UNUSABLE',
  'INSECURE_UNSUPPORTED', // a browser always verifies certificates
  'ENDPOINT_OVERRIDE_UNUSED', // no http(s) URL
  'VENDOR_PROFILE_UNUSED', // there is an auth URL too
  'REGION_VALUES_UNUSED', // of other regions than the first
  'REGION_VALUES_SHARED', // the first region's are used for all
  'SCOPE_UNUSED', // domain, system or trust: consoles need a project
  'PASSCODE_NEEDED', // asked for at each sign-in
  'DOMAIN_ASSUMED', // a name without a domain: `Default`
  'VALUE_UNUSED', // wrong kind, too long, or with control characters: `key`
  // of an openrc, with `line`
  'VARIABLE_UNKNOWN', // the file does not set it
  'COMMAND_NOT_RUN', // the value is its output
  'CONDITION_NOT_DECIDED', // set behind a condition, or in a function
  'SCRIPT_NOT_RUN', // it may set more
  'LINE_NOT_READ', // assigns `key` in an unknown way
] as const;

/** Of a file, or of one of its clouds. */
export type ImportProblemCode = (typeof BLOCKING)[number] | (typeof NOT_BLOCKING)[number];

/** Never holds a secret. */
export interface ImportProblem {
  code: ImportProblemCode;
  /** the setting, as the file names it */
  key?: string;
  value?: string;
  /** counted from 1 */
  line?: number;
  file?: 'secure';
}

/** By its code. */
export function blocksImport(problem: ImportProblem): boolean {
  return (BLOCKING as readonly string[]).includes(problem.code);
}
