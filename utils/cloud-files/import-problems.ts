/** What stops a file, or one cloud of it, from being taken over. */
const BLOCKING = [
  'TOO_LARGE', // over 1 MB, or of more pieces than any such file has
  'TOO_DEEP', // nested deeper than any such file is
  'TOO_MANY_ALIASES', // its YAML aliases unfold to more than any such file holds
  'TOO_MANY_CLOUDS',
  'NOT_YAML', // `line` tells where
  'UNRECOGNISED', // neither a clouds.yaml nor an openrc
  'SECURE_YAML_ALONE', // a secure.yaml without the clouds.yaml it belongs to
  'NO_CLOUDS', // well formed, but without a word about a cloud
  'CLOUD_MALFORMED', // an entry that is no mapping
  'AUTH_URL_MISSING',
  'VENDOR_PROFILE_ONLY', // its auth URL is in a vendor's profile, or in a clouds.yaml that OS_CLOUD names; `value` is that name
  'AUTH_URL_INVALID', // no http(s) URL, or one with a password in it
  'AUTH_TYPE_UNSUPPORTED', // `value` is the type
  'PASSCODE_ALONE', // a sign-in with a passcode and nothing else
  'USER_MISSING',
  'APP_CRED_ID_MISSING', // none, or only its name without its user
] as const;

/** What is worth knowing before a cloud is taken over. */
const NOT_BLOCKING = [
  'SECRETS_UNMATCHED', // a secure.yaml with secrets of other clouds; `value` names them
  'NAME_UNUSED', // empty, too long or with control characters; the auth URL's host stands in
  'CA_FILE_UNUSABLE', // the browser's own store of authorities decides
  'CLIENT_CERT_UNUSABLE', // likewise
  'INSECURE_UNSUPPORTED', // a browser can't be told not to verify
  'ENDPOINT_OVERRIDE_UNUSED', // no http(s) URL
  'VENDOR_PROFILE_UNUSED', // there is an auth URL; the profile's other values are not known
  'REGION_VALUES_UNUSED', // values of other regions than the one to start with
  'REGION_VALUES_SHARED', // values of the region to start with, which hold for all regions here
  'SCOPE_UNUSED', // domain, system or trust: consoles need a project
  'PASSCODE_NEEDED', // it is asked for, never stored
  'DOMAIN_ASSUMED', // a name without a domain: `Default` is taken
  'VALUE_UNUSED', // of the wrong kind, too long, or with control characters; `key` tells which
  // of an openrc, each with its `line`
  'VARIABLE_UNKNOWN', // a value that is taken from a variable that the file does not set
  'COMMAND_NOT_RUN', // a value that is a command's output
  'CONDITION_NOT_DECIDED', // a value that is set or left out by a condition, or in a function
  'SCRIPT_NOT_RUN', // it runs another script, which may set more
  'LINE_NOT_READ', // a line that names `key` and is not understood
] as const;

export type ImportProblemCode = (typeof BLOCKING)[number] | (typeof NOT_BLOCKING)[number];

/** Never holds a secret. */
export interface ImportProblem {
  code: ImportProblemCode;
  /** the setting it is about, as the file calls it */
  key?: string;
  /** the file's own word */
  value?: string;
  /** counted from 1 */
  line?: number;
  /** it is about secure.yaml, not about clouds.yaml */
  file?: 'secure';
}

/** @returns whether nothing can be taken over before this is mended; the others only tell something. */
export function blocks(problem: ImportProblem): boolean {
  return (BLOCKING as readonly string[]).includes(problem.code);
}
