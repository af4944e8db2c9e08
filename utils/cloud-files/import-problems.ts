/** Problems that block the import of a file, or of one cloud. */
const BLOCKING = [
  'TOO_LARGE', // over 1 MB, or too many YAML tokens
  'TOO_DEEP', // YAML nested too deeply
  'TOO_MANY_ALIASES',
  'TOO_MANY_CLOUDS',
  'NOT_YAML', // with `line`
  'UNRECOGNISED', // neither a clouds.yaml nor an openrc
  'SECURE_YAML_ALONE', // a secure.yaml without its clouds.yaml
  'NO_CLOUDS',
  'CLOUD_MALFORMED', // an entry that is no mapping
  'AUTH_URL_MISSING',
  'VENDOR_PROFILE_ONLY', // the auth URL is in a vendor profile, or in the entry that OS_CLOUD names: `value`
  'AUTH_URL_INVALID', // no http(s) URL, or one with a password
  'AUTH_TYPE_UNSUPPORTED', // `value` is the type
  'PASSCODE_WITHOUT_PASSWORD', // v3totp without a password
  'USER_MISSING',
  'APP_CRED_ID_MISSING', // neither its ID, nor its name and user
] as const;

/** Problems that are shown but block nothing. */
const NOT_BLOCKING = [
  'SECRETS_UNMATCHED', // a secure.yaml has secrets of other clouds: `value`
  'NAME_UNUSED', // empty, too long or with control characters; the host of the auth URL is used
  'CA_FILE_UNUSABLE', // the browser decides which authorities to trust
  'CLIENT_CERT_UNUSABLE',
  'INSECURE_UNSUPPORTED', // a browser always verifies certificates
  'ENDPOINT_OVERRIDE_UNUSED', // no http(s) URL
  'VENDOR_PROFILE_UNUSED', // there is an auth URL too
  'REGION_VALUES_UNUSED', // settings of other regions than the first
  'REGION_VALUES_SHARED', // settings of the first region are used for all
  'SCOPE_UNUSED', // domain, system or trust: consoles need a project
  'PASSCODE_NEEDED', // asked for at each sign-in
  'DOMAIN_ASSUMED', // a name without a domain: `Default`
  'VALUE_UNUSED', // wrong kind, too long, or with control characters: `key`
  // of an openrc, with `line`
  'VARIABLE_UNKNOWN', // a value of a variable that the file does not set
  'COMMAND_NOT_RUN', // a value that is a command's output
  'CONDITION_NOT_DECIDED', // set behind a condition, or in a function
  'SCRIPT_NOT_RUN', // runs another script, which may set more
  'LINE_NOT_READ', // assigns `key` in a way that is not understood
] as const;

/** What is wrong with a file, or with one of its clouds. */
export type ImportProblemCode = (typeof BLOCKING)[number] | (typeof NOT_BLOCKING)[number];

/** Never holds a secret. */
export interface ImportProblem {
  code: ImportProblemCode;
  /** the setting, as the file names it */
  key?: string;
  /** as written in the file */
  value?: string;
  /** counted from 1 */
  line?: number;
  /** the file is a secure.yaml */
  file?: 'secure';
}

/** Whether it blocks the import. */
export function blocksImport(problem: ImportProblem): boolean {
  return (BLOCKING as readonly string[]).includes(problem.code);
}
